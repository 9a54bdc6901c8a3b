-- title: Budget by genre and year
-- description: What the films of each genre cost, year by year.
-- columns: genre_id, genre, release_year, movies, known, budget
-- order: genre, genre_id, release_year
-- options: allocation
-- known: Movies whose budget is known

select
    genre_id,
    genre,
    release_year,
    movies,
    known_budget as known,
    budget
from reports.genre_year
where allocation = :allocation
