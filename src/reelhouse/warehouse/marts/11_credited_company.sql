-- kind: step
-- form: view

-- The companies of each counted film, one row for each pair. A film without a company is
-- credited to `(none)`, with a NULL id.

select
    movie.movie_id,
    company.company_id,
    coalesce(company.name, '(none)') as company
from reports.counted_movie as movie
left join movies.movie_company as made_by on movie.movie_id = made_by.movie_id
left join movies.production_company as company on made_by.company_id = company.company_id
