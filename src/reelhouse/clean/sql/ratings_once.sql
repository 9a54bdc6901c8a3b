-- Ratings in the order of their keys, each key once.
select
    user_id,
    movielens_id,
    rating,
    rated_at
from read_parquet([:parts])
where line not in (select lost.line from lost)
order by user_id, movielens_id
