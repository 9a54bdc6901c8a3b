select
    company.company_id,
    company.name
from movies.movie_company as listed
inner join movies.production_company as company on listed.company_id = company.company_id
where listed.movie_id = :id
order by company.name, company.company_id
