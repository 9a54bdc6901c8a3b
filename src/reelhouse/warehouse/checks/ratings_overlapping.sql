-- Ratings lie in runs of rising keys, one for each thread that wrote them. Runs that do not
-- overlap hold each key once. This counts the runs that begin before another one has ended, and
-- is much quicker than grouping millions of rows.
with keys as (
    select user_id * 4294967296 + movielens_id as key
    from movies.rating
),

surrounded as (
    select
        key,
        lag(key) over () as key_before,
        lead(key) over () as key_after
    from keys
),

starts as (
    select
        key as first_key,
        row_number() over (order by key) as place
    from surrounded
    where (key > key_before) is not true
),

ends as (
    select
        key as last_key,
        row_number() over (order by key) as place
    from surrounded
    where (key < key_after) is not true
)

select count(*) as violations
from starts
inner join ends on starts.place = ends.place + 1
where (starts.first_key > ends.last_key) is not true
