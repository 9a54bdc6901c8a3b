-- Languages spoken in films.
select distinct
    id as movie_id,
    unnest(spoken_languages).iso_639_1 as language_code
from nested
order by movie_id, language_code
