-- title: Profit by company and year
-- description: What each company earned year by year, over the films with both sums known.
-- columns: company_id, company, release_year, movies, known, budget, revenue, profit
-- order: company, company_id, release_year
-- options: allocation
-- known: Movies whose budget and revenue are both known
-- budget: Budget of these movies
-- revenue: Revenue of these movies

select
    company_id,
    company,
    release_year,
    movies,
    known_profit as known,
    profit_budget as budget,
    profit_revenue as revenue,
    profit
from reports.company_year
where allocation = :allocation
