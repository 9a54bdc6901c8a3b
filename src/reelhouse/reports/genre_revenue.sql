-- title: Revenue by genre and year
-- description: What the films of each genre took, year by year.
-- columns: genre_id, genre, release_year, movies, known, revenue
-- order: genre, genre_id, release_year
-- options: allocation
-- known: Movies whose revenue is known

select
    genre_id,
    genre,
    release_year,
    movies,
    known_revenue as known,
    revenue
from reports.genre_year
where allocation = :allocation
