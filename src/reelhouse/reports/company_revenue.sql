-- title: Revenue by company and year
-- description: What the films of each company took, year by year.
-- columns: company_id, company, release_year, movies, known, revenue
-- order: company, company_id, release_year
-- options: allocation
-- known: Movies whose revenue is known

select
    credit.company_id,
    credit.company,
    movie.release_year,
    count(*) as movies,
    count(movie.revenue) as known,
    usd(sum(movie.revenue * credit.parts)) as revenue
from reports.company_credit as credit
inner join reports.counted_movie as movie on credit.movie_id = movie.movie_id
where credit.allocation = :allocation
group by credit.company_id, credit.company, movie.release_year
