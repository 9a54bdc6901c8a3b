-- What one delivery's links tell; which films are there is not known yet.

create or replace temp view movie_link as
select
    id as movielens_id,
    imdb_id,
    tmdb_id
from links
order by movielens_id;
