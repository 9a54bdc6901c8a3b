-- title: Budget by company and year
-- description: What the films of each company cost, year by year.
-- columns: company_id, company, release_year, movies, known, budget
-- order: company, company_id, release_year
-- options: allocation
-- known: Movies whose budget is known

select
    company_id,
    company,
    release_year,
    movies,
    known_budget as known,
    budget
from reports.company_year
where allocation = :allocation
