select
    country.country_code,
    country.name
from movies.movie_country as listed
inner join movies.country as country on listed.country_code = country.country_code
where listed.movie_id = :id
order by country.name, country.country_code
