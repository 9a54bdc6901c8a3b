-- title: Companies
-- description: All production companies, with the movies that they made.
-- table: production_company
-- columns: company_id, name, movies, first_year, last_year
-- search: name
-- order: movies desc, name asc, company_id asc
-- movies: Its movies, whether they count in the reports or not
-- first_year: Year of its first release
-- last_year: Year of its last release

select
    company.company_id,
    company.name,
    count(movie.movie_id) as movies,
    cast(extract(year from min(movie.release_date)) as integer) as first_year,
    cast(extract(year from max(movie.release_date)) as integer) as last_year
from movies.production_company as company
left join movies.movie_company as made on company.company_id = made.company_id
left join movies.movie as movie on made.movie_id = movie.movie_id
group by company.company_id, company.name
