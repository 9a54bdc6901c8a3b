-- title: Popularity by company and year
-- description: How popular the films of each company are, year by year.
-- columns: company_id, company, release_year, movies, known, value
-- order: company, company_id, release_year
-- options: measure, statistic

select
    company_id,
    company,
    release_year,
    movies,
    known,
    case
        when :statistic = 'mean' then mean
        when :statistic = 'geometric_mean' then geometric_mean
        when :statistic = 'total' then total
        else median
    end as value
from reports.company_year_measure
where measure = :measure
