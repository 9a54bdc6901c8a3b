-- title: Profit by genre and year
-- description: What each genre earned year by year, over the films with both sums known.
-- columns: genre_id, genre, release_year, movies, known, budget, revenue, profit
-- order: genre, genre_id, release_year
-- options: allocation
-- known: Movies whose budget and revenue are both known
-- budget: Budget of these movies
-- revenue: Revenue of these movies

select
    genre_id,
    genre,
    release_year,
    movies,
    known_profit as known,
    profit_budget as budget,
    profit_revenue as revenue,
    profit
from reports.genre_year
where allocation = :allocation
