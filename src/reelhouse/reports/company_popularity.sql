-- title: Popularity by company and year
-- description: How popular the films of each company are, year by year.
-- columns: company_id, company, release_year, movies, known, value
-- order: company, company_id, release_year
-- options: measure, statistic

select
    credit_id as company_id,
    credit as company,
    release_year,
    movies,
    known,
    case
        when :statistic = 'median' then median
        when :statistic = 'mean' then mean
        when :statistic = 'geometric_mean' then geometric_mean
        when :statistic = 'total' then total
    end as value
from reports.popularity
where kind = 'company' and measure = :measure
