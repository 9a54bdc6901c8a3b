-- Languages spoken in films.
select distinct
    id as movie_id,
    unnest(items).iso_639_1 as language_code
from read_spoken_languages
order by movie_id, language_code
