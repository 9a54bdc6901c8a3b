-- Ratings wait while no link knows their film.
with waiting as (
    select count(*) as orphans
    from memory.lake.rating
    where movielens_id not in (select movie_link.movielens_id from movies.movie_link)
)

select
    (select count(*) from movies.rating) as loaded,
    orphans
from waiting
