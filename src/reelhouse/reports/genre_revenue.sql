-- title: Revenue by genre and year
-- description: What the films of each genre took, year by year.
-- columns: genre_id, genre, release_year, movies, known, revenue
-- order: genre, genre_id, release_year
-- options: allocation
-- known: Movies whose revenue is known

select
    credit.genre_id,
    credit.genre,
    movie.release_year,
    count(*) as movies,
    count(movie.revenue) as known,
    usd(sum(movie.revenue * credit.parts)) as revenue
from reports.genre_credit as credit
inner join reports.counted_movie as movie on credit.movie_id = movie.movie_id
where credit.allocation = :allocation
group by credit.genre_id, credit.genre, movie.release_year
