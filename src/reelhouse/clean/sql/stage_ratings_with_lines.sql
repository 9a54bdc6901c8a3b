-- Ratings with their lines, for files in which a key comes twice.
select
    "userId" as user_id,
    "movieId" as movielens_id,
    rating,
    make_timestamptz("timestamp" * 1000000) as rated_at,
    line
from incoming
