-- Companies of films.
select distinct
    id as movie_id,
    unnest(production_companies).id as company_id
from nested
order by movie_id, company_id
