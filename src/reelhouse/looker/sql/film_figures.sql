-- The counted films in the columns of a mart: each counts itself, and what is known of it.

select
    movie_id,
    release_year,
    1 as movies,
    case when budget is not null then 1 else 0 end as known_budget,
    budget,
    case when revenue is not null then 1 else 0 end as known_revenue,
    revenue,
    case when profit is not null then 1 else 0 end as known_profit,
    profit
from counted_movie
