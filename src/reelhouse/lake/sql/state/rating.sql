-- Ratings of films that a link knows.
select
    user_id,
    movielens_id,
    rating,
    rated_at
from lake.rating
where movielens_id not in (:unlinked)
