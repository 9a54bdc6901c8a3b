-- Countries of films.
select distinct
    id as movie_id,
    unnest(production_countries).iso_3166_1 as country_code
from nested
order by movie_id, country_code
