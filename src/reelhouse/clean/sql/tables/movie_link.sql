-- Links; which films are there is not known yet.
select
    id as movielens_id,
    imdb_id,
    tmdb_id
from links
order by movielens_id
