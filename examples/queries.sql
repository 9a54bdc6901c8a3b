-- Questions that no report answers, over a warehouse in DuckDB:
--   duckdb -readonly reelhouse/warehouse.duckdb < examples/queries.sql
-- What the tables hold: docs/reference/data-dictionary.md

-- A report is a view, which can be joined and filtered like any table: the genres that lost money.
select
    genre,
    release_year,
    known as films,
    profit
from reports.genre_profit
where profit < 0
order by profit
limit 5;

-- Who directs the films in which they act.
with acting as (
    select distinct
        member_id,
        movie_id
    from movies.cast_credit
),

directing as (
    select distinct
        member_id,
        movie_id
    from movies.crew_credit
    where job = 'Director'
)

select
    company_member.name,
    count(*) as films
from acting
inner join directing
    on acting.member_id = directing.member_id and acting.movie_id = directing.movie_id
inner join movies.company_member on acting.member_id = company_member.member_id
group by company_member.member_id, company_member.name
order by films desc, company_member.name asc
limit 5;

-- Films about which TMDB's voters and MovieLens users disagree. Ratings lead to films through
-- links: MovieLens ids are other numbers than TMDB's.
with rated as (
    select
        movie_link.movie_id,
        avg(rating.rating) * 2 as out_of_ten,
        count(*) as ratings
    from movies.rating
    inner join movies.movie_link on rating.movielens_id = movie_link.movielens_id
    where movie_link.movie_id is not null
    group by movie_link.movie_id
)

select
    movie.title,
    movie.vote_average,
    round(rated.out_of_ten, 2) as movielens,
    rated.ratings
from rated
inner join movies.movie on rated.movie_id = movie.movie_id
where movie.vote_count > 0
order by abs(movie.vote_average - rated.out_of_ten) desc, movie.title asc
limit 5;

-- Languages that are spoken in films made in another one.
select
    language.name,
    count(*) as films
from movies.movie_spoken_language
inner join movies.movie on movie_spoken_language.movie_id = movie.movie_id
inner join movies.language on movie_spoken_language.language_code = language.language_code
where movie.original_language <> movie_spoken_language.language_code
group by language.language_code, language.name
order by films desc, language.name asc
limit 5;

-- Where each row of each file of the newest delivery went.
with newest as (
    select label
    from reelhouse.delivery
    order by position desc
    limit 1
)

select
    file_account.file,
    file_account.rows_read,
    file_account.rows_loaded,
    file_account.rows_duplicate,
    file_account.rows_orphan,
    file_account.rows_blank,
    file_account.rows_rejected
from reelhouse.file_account
inner join newest on file_account.label = newest.label
order by file_account.file;

-- What was wrong with the deliveries, and what was done about it.
select
    label,
    reason,
    action,
    count(*) as entries
from reelhouse.reject
group by label, reason, action
order by label asc, entries desc, reason asc, action asc;
