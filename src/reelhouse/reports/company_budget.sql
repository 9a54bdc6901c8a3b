-- title: Budget by company and year
-- description: What the films of each company cost, year by year.
-- columns: company_id, company, release_year, movies, known, budget
-- order: company, company_id, release_year
-- options: allocation
-- known: Movies whose budget is known

select
    credit.company_id,
    credit.company,
    movie.release_year,
    count(*) as movies,
    count(movie.budget) as known,
    usd(sum(movie.budget * credit.parts)) as budget
from reports.company_credit as credit
inner join reports.counted_movie as movie on credit.movie_id = movie.movie_id
where credit.allocation = :allocation
group by credit.company_id, credit.company, movie.release_year
