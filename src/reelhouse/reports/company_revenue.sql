-- title: Revenue by company and year
-- description: What the films of each company took, year by year.
-- columns: company_id, company, release_year, movies, known, revenue
-- order: company, company_id, release_year
-- options: allocation
-- known: Movies whose revenue is known

select
    company_id,
    company,
    release_year,
    movies,
    known_revenue as known,
    revenue
from reports.company_year
where allocation = :allocation
