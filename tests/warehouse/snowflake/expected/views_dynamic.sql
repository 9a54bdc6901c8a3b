use database reelhouse;

-- The model, the ledger, and what loads work with.

create schema if not exists reelhouse_loading;
-- The one row by which loads take turns: see lock.py.
create table if not exists reelhouse_loading.writer as
select
    cast('' as varchar) as layout,
    cast(0 as number(19, 0)) as publication,
    cast('nobody' as varchar) as holder,
    current_timestamp() as since
;
-- Companies whose rows not everybody may see.
create table if not exists reelhouse_loading.marked_company (
    company_id number(10, 0) not null
)
;
create schema if not exists movies;
create schema if not exists reelhouse;
create schema if not exists marts;

create table if not exists movies.language (
    language_code varchar not null comment 'ISO 639-1 code, or the code that TMDB uses in its place',
    name          varchar comment 'Name of the language in the language itself; NULL where no delivery names it',
    primary key (language_code) rely,
    constraint language_language_code_check check (language_code <> '')
) comment = 'Languages, original and spoken';

create table if not exists movies.collection (
    collection_id number(10,0) not null comment 'TMDB id',
    name          varchar      not null comment 'Name of the series',
    poster_path   varchar      comment 'Path of the poster at TMDB',
    backdrop_path varchar      comment 'Path of the backdrop at TMDB',
    primary key (collection_id) rely
) comment = 'Series of films';

create table if not exists movies.status (
    status varchar not null comment 'Released, Rumored, Post Production, ...',
    primary key (status) rely
) comment = 'Stages of production';

create table if not exists movies.movie (
    movie_id          number(10,0) not null comment 'TMDB id of the film',
    imdb_id           varchar      comment 'IMDb id, such as tt0114709',
    title             varchar      comment 'Title in English, or the one best known there',
    original_title    varchar      comment 'Title in the original language',
    original_language varchar      comment 'Language the film was made in',
    collection_id     number(10,0) comment 'Series that the film belongs to',
    status            varchar      comment 'Stage of production; NULL where the delivery has none',
    release_date      date         comment 'First release; NULL means not known',
    budget            number(19,0) comment 'US dollars; a delivered 0 is NULL: not known',
    revenue           number(19,0) comment 'US dollars; a delivered 0 is NULL: not known',
    runtime_minutes   number(8,2)  comment 'Minutes, as delivered',
    popularity        number(18,6) comment 'TMDB popularity on the day of the delivery; no upper bound',
    vote_average      number(8,6)  comment 'Mean TMDB vote, 0 to 10; it means nothing where vote_count is 0',
    vote_count        number(10,0) comment 'Number of TMDB votes',
    is_adult          boolean      comment 'Marked as an adult film. Sensitive',
    is_video          boolean      comment 'Released as a video rather than in cinemas',
    homepage          varchar      comment 'Address of the official site',
    overview          varchar      comment 'Summary of the plot',
    tagline           varchar      comment 'Advertising line',
    poster_path       varchar      comment 'Path of the poster at TMDB',
    primary key (movie_id) rely,
    foreign key (original_language) references movies.language (language_code) rely,
    foreign key (collection_id) references movies.collection (collection_id) rely,
    foreign key (status) references movies.status (status) rely,
    constraint movie_release_date_check check (release_date >= date '0001-01-01'),
    constraint movie_budget_check check (budget > 0),
    constraint movie_revenue_check check (revenue > 0),
    constraint movie_runtime_minutes_check check (runtime_minutes >= 0),
    constraint movie_popularity_check check (popularity >= 0),
    constraint movie_vote_average_check check (vote_average between 0 and 10),
    constraint movie_vote_count_check check (vote_count >= 0)
) comment = 'One row per film';

create table if not exists movies.country (
    country_code varchar not null comment 'ISO 3166-1 alpha-2 code',
    name         varchar not null comment 'Name in English',
    primary key (country_code) rely,
    constraint country_country_code_check check (country_code <> '')
) comment = 'Countries of production';

create table if not exists movies.genre (
    genre_id number(10,0) not null comment 'TMDB id',
    name     varchar      not null comment 'Name in English',
    primary key (genre_id) rely
) comment = 'Genres';

create table if not exists movies.production_company (
    company_id number(10,0) not null comment 'TMDB id',
    name       varchar      not null comment 'Name of the company',
    primary key (company_id) rely
) comment = 'Production companies';

create table if not exists movies.keyword (
    keyword_id number(10,0) not null comment 'TMDB id',
    name       varchar      not null comment 'The keyword',
    primary key (keyword_id) rely
) comment = 'Keywords';

create table if not exists movies.movie_genre (
    movie_id number(10,0) not null comment 'The film',
    genre_id number(10,0) not null comment 'One of its genres',
    primary key (movie_id, genre_id) rely,
    foreign key (movie_id) references movies.movie (movie_id) rely,
    foreign key (genre_id) references movies.genre (genre_id) rely
) comment = 'Genres of each film';

create table if not exists movies.movie_company (
    movie_id   number(10,0) not null comment 'The film',
    company_id number(10,0) not null comment 'One of the companies that made it',
    primary key (movie_id, company_id) rely,
    foreign key (movie_id) references movies.movie (movie_id) rely,
    foreign key (company_id) references movies.production_company (company_id) rely
) comment = 'Production companies of each film';

create table if not exists movies.movie_country (
    movie_id     number(10,0) not null comment 'The film',
    country_code varchar      not null comment 'One of its countries of production',
    primary key (movie_id, country_code) rely,
    foreign key (movie_id) references movies.movie (movie_id) rely,
    foreign key (country_code) references movies.country (country_code) rely
) comment = 'Countries of production of each film';

create table if not exists movies.movie_spoken_language (
    movie_id      number(10,0) not null comment 'The film',
    language_code varchar      not null comment 'One of the languages spoken in it',
    primary key (movie_id, language_code) rely,
    foreign key (movie_id) references movies.movie (movie_id) rely,
    foreign key (language_code) references movies.language (language_code) rely
) comment = 'Languages spoken in each film';

create table if not exists movies.movie_keyword (
    movie_id   number(10,0) not null comment 'The film',
    keyword_id number(10,0) not null comment 'One of its keywords',
    primary key (movie_id, keyword_id) rely,
    foreign key (movie_id) references movies.movie (movie_id) rely,
    foreign key (keyword_id) references movies.keyword (keyword_id) rely
) comment = 'Keywords of each film';

create table if not exists movies.company_member (
    member_id    number(10,0) not null comment 'TMDB id of the person',
    name         varchar      not null comment 'Name credited most often. Personal data',
    gender       varchar      comment 'female, male or non-binary; NULL where not set. Personal data',
    profile_path varchar      comment 'Path of the portrait at TMDB. Personal data',
    primary key (member_id) rely,
    constraint company_member_gender_check check (gender in ('female', 'male', 'non-binary'))
) comment = 'Everybody who works on a film, before the camera or behind it';

create table if not exists movies.department (
    department varchar not null comment 'Directing, Writing, Sound, ...',
    primary key (department) rely
) comment = 'Departments of a film crew';

create table if not exists movies.job (
    department varchar not null comment 'Department that the job belongs to',
    job        varchar not null comment 'Director, Screenplay, Foley, ...',
    primary key (department, job) rely,
    foreign key (department) references movies.department (department) rely
) comment = 'Jobs, by department';

create table if not exists movies.cast_credit (
    credit_id     varchar      not null comment 'TMDB id of the credit',
    movie_id      number(10,0) not null comment 'The film',
    member_id     number(10,0) not null comment 'The actor',
    character     varchar      comment 'Name of the part',
    cast_id       number(10,0) comment 'Number of the credit within the film, as delivered',
    billing_order number(10,0) comment 'Place on the bill, from 0',
    primary key (credit_id) rely,
    foreign key (movie_id) references movies.movie (movie_id) rely,
    foreign key (member_id) references movies.company_member (member_id) rely,
    constraint cast_credit_billing_order_check check (billing_order >= 0)
) comment = 'Who plays whom';

create table if not exists movies.crew_credit (
    credit_id  varchar      not null comment 'TMDB id of the credit',
    movie_id   number(10,0) not null comment 'The film',
    member_id  number(10,0) not null comment 'The member of the crew',
    department varchar      comment 'Department of the job',
    job        varchar      comment 'What the person did',
    primary key (credit_id) rely,
    foreign key (movie_id) references movies.movie (movie_id) rely,
    foreign key (member_id) references movies.company_member (member_id) rely,
    foreign key (department, job) references movies.job (department, job) rely
) comment = 'Who does what behind the camera';

create table if not exists movies.movie_link (
    movielens_id number(10,0) not null comment 'MovieLens id of the film',
    imdb_id      varchar      comment 'IMDb id in the form of movie.imdb_id',
    tmdb_id      number(10,0) comment 'TMDB id as delivered, whether that film is here or not',
    movie_id     number(10,0) comment 'The film, where it is here',
    primary key (movielens_id) rely,
    foreign key (movie_id) references movies.movie (movie_id) rely,
    constraint movie_link_imdb_id_check check (imdb_id like 'tt_______%')
) comment = 'Way from MovieLens ids to films; several MovieLens ids can lead to one film';

create table if not exists movies.movielens_user (
    user_id number(10,0) not null comment 'MovieLens id of the user. Pseudonymous',
    primary key (user_id) rely
) comment = 'Users who rated at least one film';

create table if not exists movies.rating (
    user_id      number(10,0) not null comment 'Who rated',
    movielens_id number(10,0) not null comment 'What was rated',
    rating       number(2,1)  not null comment 'Stars, 0.5 to 5.0',
    rated_at     timestamp_tz comment 'When; NULL where the delivered second was damaged',
    primary key (user_id, movielens_id) rely,
    foreign key (user_id) references movies.movielens_user (user_id) rely,
    foreign key (movielens_id) references movies.movie_link (movielens_id) rely,
    constraint rating_rating_check check (rating in (0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0))
) comment = 'MovieLens ratings';

create table if not exists reelhouse.delivery (
    label         varchar      not null comment 'Label of the delivery, such as 2026-11',
    position      number(10,0) not null comment 'Place among the deliveries, the oldest is 1',
    version       number(10,0) not null comment 'Which of the contents that came under the label',
    source        varchar      not null comment 'Where it was read from',
    content_hash  varchar      not null comment 'SHA-256 over the content of its files',
    mode          varchar      not null comment 'Whether what it does not have is gone, or stays',
    rules_version number(10,0) not null comment 'Version of the cleaning rules',
    state_id      varchar      not null comment 'Tells the state as of this delivery from all others',
    cleaned_at    timestamp_tz not null comment 'When it was cleaned',
    seconds       number(12,3) not null comment 'Time spent on cleaning it',
    primary key (label) rely,
    constraint delivery_position_check check (position >= 1),
    constraint delivery_version_check check (version >= 1),
    constraint delivery_mode_check check (mode in ('snapshot', 'delta')),
    constraint delivery_seconds_check check (seconds >= 0)
) comment = 'Deliveries that the current state is made of';

create table if not exists reelhouse.file_account (
    label          varchar      not null comment 'The delivery',
    file           varchar      not null comment 'File of the delivery',
    rows_read      number(19,0) not null comment 'Rows in the file: the sum of the five below',
    rows_loaded    number(19,0) not null comment 'Rows in the current state',
    rows_duplicate number(19,0) not null comment 'Rows whose key came again',
    rows_orphan    number(19,0) not null comment 'Rows that wait for what they point at',
    rows_blank     number(19,0) not null comment 'Rows with nothing in them',
    rows_rejected  number(19,0) not null comment 'Rows in quarantine',
    rows_repaired  number(19,0) not null comment 'Rows, loaded ones among the above, in which something was mended',
    seconds        number(12,3) not null comment 'Time spent on cleaning the file',
    primary key (label, file) rely,
    foreign key (label) references reelhouse.delivery (label) rely,
    constraint file_account_rows_read_check check (rows_read >= 0),
    constraint file_account_rows_loaded_check check (rows_loaded >= 0),
    constraint file_account_rows_duplicate_check check (rows_duplicate >= 0),
    constraint file_account_rows_orphan_check check (rows_orphan >= 0),
    constraint file_account_rows_blank_check check (rows_blank >= 0),
    constraint file_account_rows_rejected_check check (rows_rejected >= 0),
    constraint file_account_rows_repaired_check check (rows_repaired >= 0),
    constraint file_account_seconds_check check (seconds >= 0),
    constraint file_account_check check (rows_read = rows_loaded + rows_duplicate + rows_orphan + rows_blank + rows_rejected)
) comment = 'Where each row of each file went';

create table if not exists movies.movie_history (
    movie_id     number(10,0) not null comment 'The film, whether it is still here or not',
    label        varchar      not null comment 'Delivery that told something else than the one before',
    popularity   number(18,6) comment 'As in movie, from this delivery on',
    vote_average number(8,6)  comment 'As in movie, from this delivery on',
    vote_count   number(10,0) comment 'As in movie, from this delivery on',
    budget       number(19,0) comment 'US dollars, from this delivery on',
    revenue      number(19,0) comment 'US dollars, from this delivery on',
    is_removed   boolean      not null comment 'From this delivery on the film is not here',
    primary key (movie_id, label) rely,
    foreign key (label) references reelhouse.delivery (label) rely,
    constraint movie_history_popularity_check check (popularity >= 0),
    constraint movie_history_vote_average_check check (vote_average between 0 and 10),
    constraint movie_history_vote_count_check check (vote_count >= 0),
    constraint movie_history_budget_check check (budget > 0),
    constraint movie_history_revenue_check check (revenue > 0)
) comment = 'What each delivery changed in the popularity, votes and money of a film';

create table if not exists reelhouse.reject (
    label       varchar      not null comment 'The delivery',
    number      number(10,0) not null comment 'Place in the list of the delivery, from 1',
    file        varchar      not null comment 'File of the delivery',
    line        number(19,0) comment 'Line on which the record begins, from 1',
    column_name varchar      comment 'Column of the file; NULL where it is about the whole row',
    reason      varchar      not null comment 'Reason code',
    action      varchar      not null comment 'What was done with it',
    raw         varchar      comment 'As delivered',
    detail      varchar      comment 'What was made of it, or what is wrong',
    primary key (label, number) rely,
    foreign key (label) references reelhouse.delivery (label) rely,
    constraint reject_number_check check (number >= 1),
    constraint reject_line_check check (line >= 1),
    constraint reject_action_check check (action in ('repaired', 'nulled', 'rejected', 'duplicate', 'kept'))
) comment = 'What was not loaded as delivered';

create table if not exists reelhouse.publication (
    number        number(10,0) not null comment 'Counts from 1',
    published_at  timestamp_tz not null comment 'When it began',
    as_of         varchar      not null comment 'Label of the newest delivery',
    state_id      varchar      not null comment 'The state that it made current',
    deliveries    number(10,0) not null comment 'Deliveries that were new or came again',
    method        varchar      not null comment 'Whether it was built anew, or changed',
    rows_inserted number(19,0) not null comment 'Rows of the model that came',
    rows_updated  number(19,0) not null comment 'Rows of the model that became others',
    rows_deleted  number(19,0) not null comment 'Rows of the model that went',
    seconds       number(12,3) not null comment 'How long it took',
    primary key (number) rely,
    constraint publication_number_check check (number >= 1),
    constraint publication_method_check check (method in ('built', 'changed')),
    constraint publication_rows_inserted_check check (rows_inserted >= 0),
    constraint publication_rows_updated_check check (rows_updated >= 0),
    constraint publication_rows_deleted_check check (rows_deleted >= 0),
    constraint publication_seconds_check check (seconds >= 0)
) comment = 'When the warehouse was brought up to date, and how';

create table if not exists reelhouse.table_change (
    number        number(10,0) not null comment 'The publication',
    table_name    varchar      not null comment 'Table of the model',
    rows_inserted number(19,0) not null comment 'Rows that came',
    rows_updated  number(19,0) not null comment 'Rows that became others',
    rows_deleted  number(19,0) not null comment 'Rows that went',
    primary key (number, table_name) rely,
    foreign key (number) references reelhouse.publication (number) rely,
    constraint table_change_rows_inserted_check check (rows_inserted >= 0),
    constraint table_change_rows_updated_check check (rows_updated >= 0),
    constraint table_change_rows_deleted_check check (rows_deleted >= 0)
) comment = 'How many rows of each table a publication changed';
-- p / q as a whole number, rounded half away from zero, as DuckDB has it in a macro. What is
-- divided is a multiple of q, so that nothing is rounded on the way.
create function if not exists marts.round_ratio(p number(38, 0), q number(38, 0))
returns number(38, 0)
immutable
as
$$
    cast((p - mod(p, nullif(q, 0))) / nullif(q, 0) as number(38, 0))
    + case when 2 * abs(mod(p, nullif(q, 0))) >= q then sign(p) else 0 end
$$
;
-- US dollars from a sum of dollars times parts of a film, rounded to cents, as DuckDB has it in a
-- macro.
create function if not exists marts.usd(dollar_parts number(38, 0))
returns number(38, 2)
immutable
as
$$
    marts.round_ratio(dollar_parts, 94195881588024216) * 0.01
$$
;
create view if not exists marts.counted_movie as
-- The films that count in the reports: dated, and released or of unknown status. Money is in
-- US dollars, NULL where it is not known; a profit is known where both of its parts are.

select
    movie_id,
    budget,
    revenue,
    cast(extract(year from release_date) as integer) as release_year,
    revenue - budget as profit
from movies.movie
where
    release_date is not null
    and (status = 'Released' or status is null);
create view if not exists marts.credited_company as
-- The companies of each counted film, one row for each pair. A film without a company is
-- credited to `(none)`, with a NULL id.

select
    movie.movie_id,
    company.company_id,
    coalesce(company.name, '(none)') as company
from marts.counted_movie as movie
left join movies.movie_company as made_by on movie.movie_id = made_by.movie_id
left join movies.production_company as company on made_by.company_id = company.company_id;
create view if not exists marts.credited_genre as
-- The genres of each counted film, one row for each pair. A film without a genre is credited
-- to `(none)`, with a NULL id.

select
    movie.movie_id,
    genre.genre_id,
    coalesce(genre.name, '(none)') as genre
from marts.counted_movie as movie
left join movies.movie_genre as told_in on movie.movie_id = told_in.movie_id
left join movies.genre as genre on told_in.genre_id = genre.genre_id;
create view if not exists marts.company_credit as
-- Which company gets how much of a counted film, under each allocation.
--
-- A film has 9419588158802421600 parts (the least common multiple of 1 to 46), so that 1/n of
-- it is a whole number of them, and sums over films are exact.

with credit as (
    select
        movie_id,
        company_id,
        company,
        count(*) over (partition by movie_id) as companies
    from marts.credited_company
)

select
    allocations.allocation,
    credit.company_id,
    credit.company,
    credit.movie_id,
    cast(
        case
            when allocations.allocation = 'full' then 9419588158802421600
            else marts.round_ratio(9419588158802421600, credit.companies)
        end as decimal(38, 0)
    ) as parts
from credit
cross join (values ('full'), ('split')) as allocations (allocation);
create view if not exists marts.genre_credit as
-- Which genre gets how much of a counted film, under each allocation. Parts are those of
-- company_credit.

with credit as (
    select
        movie_id,
        genre_id,
        genre,
        count(*) over (partition by movie_id) as genres
    from marts.credited_genre
)

select
    allocations.allocation,
    credit.genre_id,
    credit.genre,
    credit.movie_id,
    cast(
        case
            when allocations.allocation = 'full' then 9419588158802421600
            else marts.round_ratio(9419588158802421600, credit.genres)
        end as decimal(38, 0)
    ) as parts
from credit
cross join (values ('full'), ('split')) as allocations (allocation);
create view if not exists marts.credit as
-- Both kinds of credit as one, so that what is summed over companies and over genres is said
-- once. A view: who asks for one kind or one allocation reads nothing of the other.

select
    'company' as kind,
    company_id as credit_id,
    company as credit,
    allocation,
    movie_id,
    parts
from marts.company_credit
union all
select
    'genre' as kind,
    genre_id as credit_id,
    genre as credit,
    allocation,
    movie_id,
    parts
from marts.genre_credit;
create view if not exists marts.measure as
-- The popularity of each counted film, one row for each measure; NULL where the film has none.
-- An amount is a whole number of 1e-18 units, so that sums are exact; log_amount is the natural
-- logarithm of 1 + the measure, a decimal so that its sums do not depend on the order of rows.

-- One pass over the ratings, before anything is joined to them.
with rated as (
    select
        movielens_id,
        count(*) as ratings,
        sum(rating) as stars
    from movies.rating
    group by movielens_id
),

-- Several MovieLens ids can lead to one film.
received as (
    select
        link.movie_id,
        sum(rated.ratings) as ratings,
        sum(rated.stars) as stars
    from rated
    inner join movies.movie_link as link on rated.movielens_id = link.movielens_id
    where link.movie_id is not null
    group by link.movie_id
),

-- C of the weighted rating, over all films with votes, whether they count or not.
usual_vote as (
    select
        cast(sum(vote_average) * 1000000 as decimal(38, 0)) as millionths,
        count(vote_average) as movies
    from movies.movie
    where vote_count >= 1
),

-- How far each film stands from the 90th percentile of vote_count, in tenths of a place.
voted as (
    select
        vote_count,
        abs(
            9 * (count(*) over () - 1)
            - 10 * (row_number() over (order by vote_count) - 1)
        ) as distance
    from movies.movie
    where vote_count is not null
),

-- m of the weighted rating, over all films whose vote_count is known: between the two that are
-- less than a place away, each by its nearness.
many_votes as (
    select sum(vote_count * (10 - distance)) as tenths
    from voted
    where distance < 10
),

-- Without votes a vote_average means nothing, and weighs nothing.
film as (
    select
        movie.movie_id,
        movie.popularity,
        movie.vote_count,
        movie.vote_average,
        received.stars,
        coalesce(received.ratings, 0) as ratings,
        case
            when movie.vote_count = 0 then 0
            else movie.vote_count * cast(movie.vote_average * 1000000 as decimal(38, 0))
        end as vote_millionths
    from marts.counted_movie as counted
    inner join movies.movie as movie on counted.movie_id = movie.movie_id
    left join received on counted.movie_id = received.movie_id
),

measured as (
    select
        movie_id,
        'popularity' as measure,
        cast(popularity * 1000000000000000000 as decimal(38, 0)) as amount
    from film
    union all
    select
        movie_id,
        'vote_count' as measure,
        cast(vote_count as decimal(38, 0)) * 1000000000000000000 as amount
    from film
    union all
    select
        movie_id,
        'vote_average' as measure,
        case
            when vote_count >= 1
                then cast(vote_average * 1000000000000000000 as decimal(38, 0))
        end as amount
    from film
    union all
    select
        film.movie_id,
        'weighted_rating' as measure,
        cast(
            marts.round_ratio(
                1000000000000
                * (
                    10 * film.vote_millionths * usual_vote.movies
                    + many_votes.tenths * usual_vote.millionths
                ),
                (10 * film.vote_count + many_votes.tenths) * usual_vote.movies
            ) as decimal(38, 0)
        ) as amount
    from film
    cross join usual_vote
    cross join many_votes
    union all
    select
        movie_id,
        'ratings' as measure,
        cast(ratings as decimal(38, 0)) * 1000000000000000000 as amount
    from film
    union all
    select
        movie_id,
        'rating_mean' as measure,
        cast(
            marts.round_ratio(cast(stars * 1000000000000000000 as decimal(38, 0)), ratings)
            as decimal(38, 0)
        ) as amount
    from film
)

select
    movie_id,
    measure,
    amount,
    case
        when amount > -1000000000000000000
            then cast(ln(1 + cast(amount as double) / 1e18) as decimal(38, 18))
    end as log_amount
from measured;
create view if not exists marts.coverage as
-- What the reports cover, in numbers of films. movies_total is the sum of counted, undated and
-- unreleased (dated, but of another status) films; the others are among the counted ones.
-- suspect_money has a known budget or revenue under 1,000 dollars.

with coverage as (
    select
        count(*) as movies_total,
        count(case when release_date is null then 1 end) as undated,
        count(case when release_date is not null and status <> 'Released' then 1 end)
            as unreleased
    from movies.movie
),

counted as (
    select
        count(*) as movies_counted,
        count(budget) as known_budget,
        count(revenue) as known_revenue,
        count(case when budget < 1000 or revenue < 1000 then 1 end) as suspect_money
    from marts.counted_movie
),

company as (
    select count(*) as without_company
    from marts.company_credit
    where allocation = 'full' and company_id is null
),

genre as (
    select count(*) as without_genre
    from marts.genre_credit
    where allocation = 'full' and genre_id is null
)

select
    coverage.movies_total,
    counted.movies_counted,
    coverage.undated,
    coverage.unreleased,
    company.without_company,
    genre.without_genre,
    counted.known_budget,
    counted.known_revenue,
    counted.suspect_money
from coverage
cross join counted
cross join company
cross join genre;
create view if not exists marts.credit_year as
-- What the counted films of each company and of each genre cost and took, year by year, under
-- each allocation. A view: only the kind, the allocation and the sums asked for are computed.

select
    credit.kind,
    credit.credit_id,
    credit.credit,
    credit.allocation,
    movie.release_year,
    count(*) as movies,
    count(movie.budget) as known_budget,
    marts.usd(sum(movie.budget * credit.parts)) as budget,
    count(movie.revenue) as known_revenue,
    marts.usd(sum(movie.revenue * credit.parts)) as revenue,
    count(movie.profit) as known_profit,
    marts.usd(sum(case when movie.profit is not null then movie.budget * credit.parts end))
        as profit_budget,
    marts.usd(sum(case when movie.profit is not null then movie.revenue * credit.parts end))
        as profit_revenue,
    marts.usd(sum(movie.profit * credit.parts)) as profit
from marts.credit as credit
inner join marts.counted_movie as movie on credit.movie_id = movie.movie_id
group by
    credit.kind, credit.credit_id, credit.credit, credit.allocation, movie.release_year;
create view if not exists marts.credit_year_measure as
-- How popular the counted films of each company and of each genre are, year by year, by each
-- measure and each statistic. A view: a report asks for one kind and one measure, and only
-- these are computed.

with placed as (
    select
        credit.kind,
        credit.credit_id,
        credit.credit,
        movie.release_year,
        measure.measure,
        measure.amount,
        measure.log_amount,
        count(measure.amount) over (
            partition by
                credit.kind,
                credit.credit_id,
                credit.credit,
                movie.release_year,
                measure.measure
        ) as amounts,
        row_number() over (
            partition by
                credit.kind,
                credit.credit_id,
                credit.credit,
                movie.release_year,
                measure.measure
            order by measure.amount nulls last
        ) as place
    from marts.credit as credit
    inner join marts.counted_movie as movie on credit.movie_id = movie.movie_id
    inner join marts.measure as measure on credit.movie_id = measure.movie_id
    where credit.allocation = 'full'
),

-- The median is the mean of the one or two amounts in the middle.
summed as (
    select
        kind,
        credit_id,
        credit,
        release_year,
        measure,
        cast(sum(log_amount) as double) as log_total,
        count(*) as movies,
        count(amount) as known,
        sum(amount) as amount_total,
        sum(case when 2 * place between amounts and amounts + 2 then amount end) as middle,
        count(case when 2 * place between amounts and amounts + 2 then amount end) as middles,
        count(log_amount) as logarithms
    from placed
    group by kind, credit_id, credit, release_year, measure
)

-- Amounts count 1e-18 units and are rounded half away from zero to 1e-6. The geometric mean is
-- the one figure that needs floating point: it is cut to 12 decimals, which takes its noise
-- away, before it is rounded like the others.
select
    kind,
    credit_id,
    credit,
    release_year,
    measure,
    movies,
    known,
    cast(marts.round_ratio(middle, middles * 1000000000000) as decimal(32, 0))
    * 0.000001 as median,
    cast(marts.round_ratio(amount_total, known * 1000000000000) as decimal(32, 0))
    * 0.000001 as mean,
    cast(marts.round_ratio(amount_total, 1000000000000) as decimal(32, 0))
    * 0.000001 as total,
    case
        when logarithms = known
            then round(cast(exp(log_total / nullif(logarithms, 0)) - 1 as decimal(38, 12)), 6)
    end as geometric_mean
from summed;
create dynamic table if not exists marts.company
target_lag = '1 hour'
warehouse = reelhouse_loading
as
-- Every production company, also those without a counted film, and `(none)`, with a NULL id.
-- folded is the name in lower case, by which names are compared.

select
    company_id,
    name as company,
    lower(name) as folded
from movies.production_company
union all
select
    null as company_id,
    '(none)' as company,
    '(none)' as folded;
create dynamic table if not exists marts.genre
target_lag = '1 hour'
warehouse = reelhouse_loading
as
-- Every genre, also those without a counted film, and `(none)`, with a NULL id.
-- folded is the name in lower case, by which names are compared.

select
    genre_id,
    name as genre,
    lower(name) as folded
from movies.genre
union all
select
    null as genre_id,
    '(none)' as genre,
    '(none)' as folded;
create dynamic table if not exists marts.counted_year
target_lag = '1 hour'
warehouse = reelhouse_loading
as
-- The years in which counted films were released: how many, and what they cost and took, each film
-- once, in US dollars. Sums run over the films with a known amount, which stand beside them in
-- number; a profit over those with both known.

select
    release_year,
    count(*) as movies,
    count(budget) as known_budget,
    cast(sum(budget) as bigint) as budget,
    count(revenue) as known_revenue,
    cast(sum(revenue) as bigint) as revenue,
    count(profit) as known_profit,
    cast(sum(profit) as bigint) as profit
from marts.counted_movie
group by release_year;
create dynamic table if not exists marts.company_year
target_lag = '1 hour'
warehouse = reelhouse_loading
as
-- What the counted films of each company cost and took, year by year, under each allocation, in US
-- dollars. Sums run over the films with a known amount, which stand beside them in number;
-- profit, profit_budget and profit_revenue over those with both known.

select
    allocation,
    credit_id as company_id,
    credit as company,
    release_year,
    movies,
    known_budget,
    budget,
    known_revenue,
    revenue,
    known_profit,
    profit_budget,
    profit_revenue,
    profit
from marts.credit_year
where kind = 'company';
create dynamic table if not exists marts.genre_year
target_lag = '1 hour'
warehouse = reelhouse_loading
as
-- What the counted films of each genre cost and took, year by year, under each allocation, in US
-- dollars. Sums run over the films with a known amount, which stand beside them in number;
-- profit, profit_budget and profit_revenue over those with both known.

select
    allocation,
    credit_id as genre_id,
    credit as genre,
    release_year,
    movies,
    known_budget,
    budget,
    known_revenue,
    revenue,
    known_profit,
    profit_budget,
    profit_revenue,
    profit
from marts.credit_year
where kind = 'genre';
create dynamic table if not exists marts.company_year_genre
target_lag = '1 hour'
warehouse = reelhouse_loading
as
-- How many counted films each company released, year by year and genre by genre.

select
    company.company_id,
    company.company,
    movie.release_year,
    genre.genre_id,
    genre.genre,
    count(*) as movies
from marts.counted_movie as movie
inner join marts.company_credit as company on movie.movie_id = company.movie_id
inner join marts.genre_credit as genre on movie.movie_id = genre.movie_id
where company.allocation = 'full' and genre.allocation = 'full'
group by
    company.company_id, company.company, movie.release_year, genre.genre_id, genre.genre;
create dynamic table if not exists marts.company_year_measure
target_lag = '1 hour'
warehouse = reelhouse_loading
as
-- How popular the counted films of each company are, year by year, by each measure: how many there
-- are, how many have it, and every statistic over these, to 6 decimals.

select
    credit_id as company_id,
    credit as company,
    release_year,
    measure,
    movies,
    known,
    median,
    mean,
    geometric_mean,
    total
from marts.credit_year_measure
where kind = 'company';
create dynamic table if not exists marts.genre_year_measure
target_lag = '1 hour'
warehouse = reelhouse_loading
as
-- How popular the counted films of each genre are, year by year, by each measure: how many there
-- are, how many have it, and every statistic over these, to 6 decimals.

select
    credit_id as genre_id,
    credit as genre,
    release_year,
    measure,
    movies,
    known,
    median,
    mean,
    geometric_mean,
    total
from marts.credit_year_measure
where kind = 'genre';
create dynamic table if not exists marts.scope
target_lag = '1 hour'
warehouse = reelhouse_loading
as
-- What the reports cover, in one row: the newest delivery and the state as of it, NULL before the
-- first, and numbers of films.

with newest as (
    select max(position) as position
    from reelhouse.delivery
)

select
    delivery.label as as_of,
    delivery.state_id,
    coverage.movies_total,
    coverage.movies_counted,
    coverage.undated,
    coverage.unreleased,
    coverage.without_company,
    coverage.without_genre,
    coverage.known_budget,
    coverage.known_revenue,
    coverage.suspect_money
from marts.coverage as coverage
cross join newest
left join reelhouse.delivery as delivery on newest.position = delivery.position;

-- The reports, each over one mart.

create schema if not exists reports;
-- A text with its case ignored, which DuckDB has as a macro.
create function if not exists reports.folded(words varchar)
returns varchar
immutable
as
$$
    lower(words)
$$
;
create secure view if not exists reports.company as
select
    company_id,
    company,
    folded
from marts.company;
create secure view if not exists reports.genre as
select
    genre_id,
    genre,
    folded
from marts.genre;
create secure view if not exists reports.counted_year as
select
    release_year,
    movies,
    known_budget,
    budget,
    known_revenue,
    revenue,
    known_profit,
    profit
from marts.counted_year;
create secure view if not exists reports.company_year as
select
    allocation,
    company_id,
    company,
    release_year,
    movies,
    known_budget,
    budget,
    known_revenue,
    revenue,
    known_profit,
    profit_budget,
    profit_revenue,
    profit
from marts.company_year;
create secure view if not exists reports.genre_year as
select
    allocation,
    genre_id,
    genre,
    release_year,
    movies,
    known_budget,
    budget,
    known_revenue,
    revenue,
    known_profit,
    profit_budget,
    profit_revenue,
    profit
from marts.genre_year;
create secure view if not exists reports.company_year_genre as
select
    company_id,
    company,
    release_year,
    genre_id,
    genre,
    movies
from marts.company_year_genre;
create secure view if not exists reports.company_year_measure as
select
    company_id,
    company,
    release_year,
    measure,
    movies,
    known,
    median,
    mean,
    geometric_mean,
    total
from marts.company_year_measure;
create secure view if not exists reports.genre_year_measure as
select
    genre_id,
    genre,
    release_year,
    measure,
    movies,
    known,
    median,
    mean,
    geometric_mean,
    total
from marts.genre_year_measure;
create secure view if not exists reports.scope as
select
    as_of,
    state_id,
    movies_total,
    movies_counted,
    undated,
    unreleased,
    without_company,
    without_genre,
    known_budget,
    known_revenue,
    suspect_money
from marts.scope;
create secure view if not exists reports.company_budget comment = 'What the films of each company cost, year by year.' as
select company_id, company, release_year, movies, known, cast(budget as bigint) as budget from (
select
    company_id,
    company,
    release_year,
    movies,
    known_budget as known,
    budget
from marts.company_year
where allocation = 'full'
) as report ;
create secure view if not exists reports.company_popularity comment = 'How popular the films of each company are, year by year.' as
select company_id, company, release_year, movies, known, value from (
select
    company_id,
    company,
    release_year,
    movies,
    known,
    case
        when 'median' = 'mean' then mean
        when 'median' = 'geometric_mean' then geometric_mean
        when 'median' = 'total' then total
        else median
    end as value
from marts.company_year_measure
where measure = 'popularity'
) as report ;
create secure view if not exists reports.company_profit comment = 'What each company earned year by year, over the films with both sums known.' as
select company_id, company, release_year, movies, known, cast(budget as bigint) as budget, cast(revenue as bigint) as revenue, cast(profit as bigint) as profit from (
select
    company_id,
    company,
    release_year,
    movies,
    known_profit as known,
    profit_budget as budget,
    profit_revenue as revenue,
    profit
from marts.company_year
where allocation = 'full'
) as report ;
create secure view if not exists reports.company_releases comment = 'How many films each company released, year by year and genre by genre.' as
select company_id, company, release_year, genre_id, genre, movies from (
select
    company_id,
    company,
    release_year,
    genre_id,
    genre,
    movies
from marts.company_year_genre
) as report ;
create secure view if not exists reports.company_revenue comment = 'What the films of each company took, year by year.' as
select company_id, company, release_year, movies, known, cast(revenue as bigint) as revenue from (
select
    company_id,
    company,
    release_year,
    movies,
    known_revenue as known,
    revenue
from marts.company_year
where allocation = 'full'
) as report ;
create secure view if not exists reports.genre_budget comment = 'What the films of each genre cost, year by year.' as
select genre_id, genre, release_year, movies, known, cast(budget as bigint) as budget from (
select
    genre_id,
    genre,
    release_year,
    movies,
    known_budget as known,
    budget
from marts.genre_year
where allocation = 'full'
) as report ;
create secure view if not exists reports.genre_popularity comment = 'Which genres were the most popular of each year.' as
select release_year, rank, genre_id, genre, movies, known, value, small_sample from (
with valued as (
    select
        genre_id,
        genre,
        release_year,
        movies,
        known,
        case
            when 'median' = 'mean' then mean
            when 'median' = 'geometric_mean' then geometric_mean
            when 'median' = 'total' then total
            else median
        end as value,
        movies < 3 as small_sample
    from marts.genre_year_measure
    where measure = 'popularity'
),

-- (none) stands behind every genre; a genre without a value, behind those that have one.
placed as (
    select
        *,
        row_number() over (
            partition by release_year
            order by
                case when genre_id is null then 1 else 0 end asc,
                case when value is null then 1 else 0 end asc,
                small_sample asc,
                value desc nulls last,
                movies desc nulls last,
                genre asc,
                genre_id asc
        ) as place
    from valued
),

ranked as (
    select
        *,
        case when genre_id is null then null else place end as rank
    from placed
)

select
    release_year,
    rank,
    genre_id,
    genre,
    movies,
    known,
    value,
    small_sample
from ranked
) as report where rank <= 1;
create secure view if not exists reports.genre_profit comment = 'What each genre earned year by year, over the films with both sums known.' as
select genre_id, genre, release_year, movies, known, cast(budget as bigint) as budget, cast(revenue as bigint) as revenue, cast(profit as bigint) as profit from (
select
    genre_id,
    genre,
    release_year,
    movies,
    known_profit as known,
    profit_budget as budget,
    profit_revenue as revenue,
    profit
from marts.genre_year
where allocation = 'full'
) as report ;
create secure view if not exists reports.genre_revenue comment = 'What the films of each genre took, year by year.' as
select genre_id, genre, release_year, movies, known, cast(revenue as bigint) as revenue from (
select
    genre_id,
    genre,
    release_year,
    movies,
    known_revenue as known,
    revenue
from marts.genre_year
where allocation = 'full'
) as report ;

-- Who sees what.

grant usage on database reelhouse to role reelhouse_analyst;
grant usage on schema reelhouse.reports to role reelhouse_analyst;
grant select on all views in schema reelhouse.reports to role reelhouse_analyst;
grant select on all materialized views in schema reelhouse.reports to role reelhouse_analyst;
grant usage on all functions in schema reelhouse.reports to role reelhouse_analyst;
grant usage on database reelhouse to role reelhouse_bi;
grant usage on schema reelhouse.reports to role reelhouse_bi;
grant select on all views in schema reelhouse.reports to role reelhouse_bi;
grant select on all materialized views in schema reelhouse.reports to role reelhouse_bi;
grant usage on all functions in schema reelhouse.reports to role reelhouse_bi;
grant usage on schema reelhouse.movies to role reelhouse_bi;
grant select on all tables in schema reelhouse.movies to role reelhouse_bi;

-- What the model marks is closed off; this needs the Enterprise edition.

create tag if not exists reelhouse_loading.sensitivity allowed_values 'Personal data', 'Pseudonymous', 'Sensitive';
-- A text that not everybody may see.
create masking policy if not exists reelhouse_loading.masked_text
as (words varchar) returns varchar ->
case
    when
        is_role_in_session('REELHOUSE_LOADER')
        or is_role_in_session('REELHOUSE_SENSITIVE')
        then words
    when words is not null then '***'
end
;
-- Rows that a mark says not everybody may see.
create row access policy if not exists reelhouse_loading.marked_rows
as (is_marked boolean) returns boolean ->
is_marked is null
or not is_marked
or is_role_in_session('REELHOUSE_LOADER')
or is_role_in_session('REELHOUSE_SENSITIVE')
;
-- Rows of companies that made such a film: their sums would tell of it.
create row access policy if not exists reelhouse_loading.marked_companies
as (company number(10, 0)) returns boolean ->
is_role_in_session('REELHOUSE_LOADER')
or is_role_in_session('REELHOUSE_SENSITIVE')
or company is null
or not exists (
    select 1
    from reelhouse_loading.marked_company as marked
    where marked.company_id = company
)
;
alter table movies.movie drop all row access policies;
alter view reports.company drop all row access policies;
alter view reports.company_year drop all row access policies;
alter view reports.company_year_genre drop all row access policies;
alter view reports.company_year_measure drop all row access policies;
alter view reports.company_budget drop all row access policies;
alter view reports.company_popularity drop all row access policies;
alter view reports.company_profit drop all row access policies;
alter view reports.company_releases drop all row access policies;
alter view reports.company_revenue drop all row access policies;
alter table movies.movie modify column is_adult set tag reelhouse_loading.sensitivity = 'Sensitive';
alter table movies.movie add row access policy reelhouse_loading.marked_rows on (is_adult);
alter table movies.company_member modify column name set tag reelhouse_loading.sensitivity = 'Personal data';
alter table movies.company_member modify column name set masking policy reelhouse_loading.masked_text force;
alter table movies.company_member modify column gender set tag reelhouse_loading.sensitivity = 'Personal data';
alter table movies.company_member modify column gender set masking policy reelhouse_loading.masked_text force;
alter table movies.company_member modify column profile_path set tag reelhouse_loading.sensitivity = 'Personal data';
alter table movies.company_member modify column profile_path set masking policy reelhouse_loading.masked_text force;
alter table movies.movielens_user modify column user_id set tag reelhouse_loading.sensitivity = 'Pseudonymous';
alter view reports.company add row access policy reelhouse_loading.marked_companies on (company_id);
alter view reports.company_year add row access policy reelhouse_loading.marked_companies on (company_id);
alter view reports.company_year_genre add row access policy reelhouse_loading.marked_companies on (company_id);
alter view reports.company_year_measure add row access policy reelhouse_loading.marked_companies on (company_id);
alter view reports.company_budget add row access policy reelhouse_loading.marked_companies on (company_id);
alter view reports.company_popularity add row access policy reelhouse_loading.marked_companies on (company_id);
alter view reports.company_profit add row access policy reelhouse_loading.marked_companies on (company_id);
alter view reports.company_releases add row access policy reelhouse_loading.marked_companies on (company_id);
alter view reports.company_revenue add row access policy reelhouse_loading.marked_companies on (company_id);
