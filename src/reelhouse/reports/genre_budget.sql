-- title: Budget by genre and year
-- description: What the films of each genre cost, year by year.
-- columns: genre_id, genre, release_year, movies, known, budget
-- order: genre, genre_id, release_year
-- options: allocation
-- known: Movies whose budget is known

select
    credit.genre_id,
    credit.genre,
    movie.release_year,
    count(*) as movies,
    count(movie.budget) as known,
    usd(sum(movie.budget * credit.parts)) as budget
from reports.genre_credit as credit
inner join reports.counted_movie as movie on credit.movie_id = movie.movie_id
where credit.allocation = :allocation
group by credit.genre_id, credit.genre, movie.release_year
