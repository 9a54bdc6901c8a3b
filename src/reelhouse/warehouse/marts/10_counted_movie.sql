-- kind: step

-- The films that count in the reports: dated, and released or of unknown status. Money is in
-- US dollars, NULL where it is not known; a profit is known where both of its parts are.

select
    movie_id,
    budget,
    revenue,
    cast(extract(year from release_date) as integer) as release_year,
    revenue - budget as profit
from movies.movie
where
    release_date is not null
    and (status = 'Released' or status is null)
