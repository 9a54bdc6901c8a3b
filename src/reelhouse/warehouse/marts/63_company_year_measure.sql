-- kind: mart
-- key: company_id, release_year, measure
-- indexes: company_id, company, release_year

-- How popular the counted films of each company are, year by year, by each measure: how many there
-- are, how many have it, and every statistic over these, to 6 decimals.

select
    credit_id as company_id,
    credit as company,
    release_year,
    measure,
    movies,
    known,
    median,
    mean,
    geometric_mean,
    total
from reports.credit_year_measure
where kind = 'company'
