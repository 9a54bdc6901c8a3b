-- What the films of a company cost, year by year.

select
    company.company_id,
    company.name as company,
    cast(substr(movie.release_date, 1, 4) as integer) as release_year,
    count(*) as movies,
    count(movie.budget) as known,
    sum(movie.budget) as budget
from production_company as company
inner join movie_company on company.company_id = movie_company.company_id
inner join movie on movie_company.movie_id = movie.movie_id
where
    company.company_id = :company_id
    and movie.release_date is not null
    and (movie.status = 'Released' or movie.status is null)
group by company.company_id, company.name, release_year
order by release_year
limit 100
