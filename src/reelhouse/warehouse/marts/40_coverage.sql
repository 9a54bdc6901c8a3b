-- kind: step

-- What the reports cover, in numbers of films. movies_total is the sum of counted, undated and
-- unreleased (dated, but of another status) films; the others are among the counted ones.
-- suspect_money has a known budget or revenue under 1,000 dollars.

with coverage as (
    select
        count(*) as movies_total,
        count(case when release_date is null then 1 end) as undated,
        count(case when release_date is not null and status <> 'Released' then 1 end)
            as unreleased
    from movies.movie
),

counted as (
    select
        count(*) as movies_counted,
        count(budget) as known_budget,
        count(revenue) as known_revenue,
        count(case when budget < 1000 or revenue < 1000 then 1 end) as suspect_money
    from reports.counted_movie
),

company as (
    select count(*) as without_company
    from reports.company_credit
    where allocation = 'full' and company_id is null
),

genre as (
    select count(*) as without_genre
    from reports.genre_credit
    where allocation = 'full' and genre_id is null
)

select
    coverage.movies_total,
    counted.movies_counted,
    coverage.undated,
    coverage.unreleased,
    company.without_company,
    genre.without_genre,
    counted.known_budget,
    counted.known_revenue,
    counted.suspect_money
from coverage
cross join counted
cross join company
cross join genre
