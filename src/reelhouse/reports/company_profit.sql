-- title: Profit by company and year
-- description: What each company earned year by year, over the films with both sums known.
-- columns: company_id, company, release_year, movies, known, budget, revenue, profit
-- order: company, company_id, release_year
-- options: allocation
-- known: Movies whose budget and revenue are both known
-- budget: Budget of these movies
-- revenue: Revenue of these movies

select
    credit.company_id,
    credit.company,
    movie.release_year,
    count(*) as movies,
    count(movie.profit) as known,
    usd(sum(case when movie.profit is not null then movie.budget * credit.parts end)) as budget,
    usd(sum(case when movie.profit is not null then movie.revenue * credit.parts end)) as revenue,
    usd(sum(movie.profit * credit.parts)) as profit
from reports.company_credit as credit
inner join reports.counted_movie as movie on credit.movie_id = movie.movie_id
where credit.allocation = :allocation
group by credit.company_id, credit.company, movie.release_year
