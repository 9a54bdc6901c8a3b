-- Ratings, which fill most of a delivery: nothing is carried along that is not loaded.
select
    "userId" as user_id,
    "movieId" as movielens_id,
    rating,
    make_timestamptz("timestamp" * 1000000) as rated_at
from incoming
