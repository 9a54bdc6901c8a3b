-- How many ratings there are, counted from the raters: the lines themselves are never kept.
insert into account
with
counted as (
    select
        edition,
        case edition when 'full' then 'ratings' else 'ratings_small' end as file_name,
        sum(ratings)::bigint as ratings
    from rater
    group by edition
),

added as (
    select
        edition,
        count(*) as ratings,
        count(*) filter (where is_orphan) as orphans
    from extra_rating
    group by edition
),

summed as (
    select
        counted.file_name,
        counted.ratings + added.ratings as records,
        added.orphans
    from counted
    inner join added on counted.edition = added.edition
)

select
    file_name,
    unnest(['blank', 'records', 'parsed_records', 'duplicates', 'orphans', 'loaded']) as item,
    unnest([getvariable('blank_lines'), records, records, 0, orphans, records - orphans]) as amount
from summed
order by file_name;

-- The id of a rating without a link is the MovieLens id that it names.
insert into defect
with
orphaned as (
    select
        case edition when 'full' then 'ratings' else 'ratings_small' end as file_name,
        movielens_id,
        count(*) as ratings
    from extra_rating
    where is_orphan
    group by all
)

select
    'orphan' as kind,
    file_name,
    movielens_id as id,
    null as line_number,
    'movieId' as column_name,
    ratings || ' ratings' as detail
from orphaned
order by file_name, movielens_id;

insert into defect
with
habits as (
    select
        edition,
        rater,
        sum(ratings) over (partition by edition order by rater) as ratings_so_far
    from rater
),

extras as (
    select
        edition,
        rater,
        count(*) as ratings
    from extra_rating
    group by all
),

blanks as (
    select
        edition,
        rater,
        row_number() over (partition by edition order by rater, number) as place
    from blank_rating
)

select
    'blank_line' as kind,
    case blanks.edition when 'full' then 'ratings' else 'ratings_small' end as file_name,
    null as id,
    1 + habits.ratings_so_far + blanks.place + coalesce((
        select sum(extras.ratings)
        from extras
        where extras.edition = blanks.edition and extras.rater <= blanks.rater
    ), 0) as line_number,
    null as column_name,
    null as detail
from blanks
inner join habits on blanks.edition = habits.edition and blanks.rater = habits.rater
order by file_name, line_number;

-- What this month added to the one before.
insert into account
with
months as (
    select getvariable('month') as month_number
),

new_raters as (
    select
        count(*) as raters,
        coalesce(sum(rater.ratings), 0) as ratings
    from rater
    inner join months on rater.born = months.month_number
    where rater.edition = 'full'
),

new_films as (
    select count(*) as films
    from film
    inner join months on film.born = months.month_number
)

select
    'new' as file_name,
    unnest(['movies', 'raters', 'ratings_of_new_raters']) as item,
    unnest([new_films.films, new_raters.raters, new_raters.ratings::bigint]) as amount
from new_raters
cross join new_films
where getvariable('month') > 0;
