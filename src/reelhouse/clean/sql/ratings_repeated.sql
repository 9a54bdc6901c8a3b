-- Ratings whose key comes again. The latest one is kept, of several the later line; `differs`
-- tells the ones that are not copies of the kept one.
create or replace temp table lost as
with repeated as (
    select
        user_id,
        movielens_id
    from read_parquet([:parts])
    group by user_id, movielens_id
    having count(*) > 1
),

ranked as (
    select
        rating.line,
        rating.user_id,
        rating.movielens_id,
        row(rating.rating, rating.rated_at) as told,
        first_value(rating.line) over best_first as kept_line,
        first_value(row(rating.rating, rating.rated_at)) over best_first as kept_told
    from read_parquet([:parts]) as rating
    inner join repeated
        on rating.user_id = repeated.user_id and rating.movielens_id = repeated.movielens_id
    window
        best_first as (
            partition by rating.user_id, rating.movielens_id
            order by rating.rated_at desc nulls last, rating.line desc
        )
)

select
    line,
    (told is distinct from kept_told) as differs
from ranked
where line <> kept_line
