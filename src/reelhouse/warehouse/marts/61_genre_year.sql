-- kind: mart
-- key: allocation, genre_id, release_year
-- indexes: genre_id, genre, release_year

-- What the counted films of each genre cost and took, year by year, under each allocation, in US
-- dollars. Sums run over the films with a known amount, which stand beside them in number;
-- profit, profit_budget and profit_revenue over those with both known.

select
    allocation,
    credit_id as genre_id,
    credit as genre,
    release_year,
    movies,
    known_budget,
    budget,
    known_revenue,
    revenue,
    known_profit,
    profit_budget,
    profit_revenue,
    profit
from reports.credit_year
where kind = 'genre'
