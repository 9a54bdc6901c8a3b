-- title: Most popular genres by year
-- description: Which genres were the most popular of each year.
-- columns: release_year, rank, genre_id, genre, movies, known, value, small_sample
-- order: release_year, rank
-- options: measure, statistic, min_movies, top

with valued as (
    select
        genre_id,
        genre,
        release_year,
        movies,
        known,
        case
            when :statistic = 'mean' then mean
            when :statistic = 'geometric_mean' then geometric_mean
            when :statistic = 'total' then total
            else median
        end as value,
        movies < :min_movies as small_sample
    from reports.genre_year_measure
    where measure = :measure
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
