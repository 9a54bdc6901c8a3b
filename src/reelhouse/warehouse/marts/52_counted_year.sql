-- kind: mart
-- key: release_year
-- indexes: release_year

-- The years in which counted films were released: how many, and what they cost and took, each film
-- once, in US dollars. Sums run over the films with a known amount, which stand beside them in
-- number; a profit over those with both known.

select
    release_year,
    count(*) as movies,
    count(budget) as known_budget,
    cast(sum(budget) as bigint) as budget,
    count(revenue) as known_revenue,
    cast(sum(revenue) as bigint) as revenue,
    count(profit) as known_profit,
    cast(sum(profit) as bigint) as profit
from reports.counted_movie
group by release_year
