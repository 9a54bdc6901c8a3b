-- Genres of films.
select distinct
    id as movie_id,
    unnest(genres).id as genre_id
from nested
order by movie_id, genre_id
