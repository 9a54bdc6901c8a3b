-- Countries of films.
select distinct
    id as movie_id,
    unnest(items).iso_3166_1 as country_code
from read_production_countries
order by movie_id, country_code
