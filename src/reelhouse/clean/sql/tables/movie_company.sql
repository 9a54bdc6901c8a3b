-- Companies of films.
select distinct
    id as movie_id,
    unnest(items).id as company_id
from read_production_companies
order by movie_id, company_id
