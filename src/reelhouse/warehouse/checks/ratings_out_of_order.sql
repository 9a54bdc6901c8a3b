-- Ratings that do not come after the one before them. NULLs in the key count as well.
with keys as (
    select (cast(user_id as bigint) << 32) + movielens_id as key
    from movies.rating
),

followed as (
    select
        key,
        lag(key, 1, -1) over () as key_before
    from keys
)

select count(*) as violations
from followed
where (key > key_before) is not true
