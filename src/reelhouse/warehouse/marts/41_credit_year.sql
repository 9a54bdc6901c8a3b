-- kind: step
-- form: view

-- What the counted films of each company and of each genre cost and took, year by year, under
-- each allocation. A view: only the kind, the allocation and the sums asked for are computed.

select
    credit.kind,
    credit.credit_id,
    credit.credit,
    credit.allocation,
    movie.release_year,
    count(*) as movies,
    count(movie.budget) as known_budget,
    reports.usd(sum(movie.budget * credit.parts)) as budget,
    count(movie.revenue) as known_revenue,
    reports.usd(sum(movie.revenue * credit.parts)) as revenue,
    count(movie.profit) as known_profit,
    reports.usd(sum(case when movie.profit is not null then movie.budget * credit.parts end))
        as profit_budget,
    reports.usd(sum(case when movie.profit is not null then movie.revenue * credit.parts end))
        as profit_revenue,
    reports.usd(sum(movie.profit * credit.parts)) as profit
from reports.credit as credit
inner join reports.counted_movie as movie on credit.movie_id = movie.movie_id
group by
    credit.kind, credit.credit_id, credit.credit, credit.allocation, movie.release_year
