-- Genres of films.
select distinct
    id as movie_id,
    unnest(items).id as genre_id
from read_genres
order by movie_id, genre_id
