-- kind: step

-- Which genre gets how much of a counted film, under each allocation. Parts are those of
-- company_credit.

with credit as (
    select
        movie_id,
        genre_id,
        genre,
        count(*) over (partition by movie_id) as genres
    from reports.credited_genre
)

select
    allocations.allocation,
    credit.genre_id,
    credit.genre,
    credit.movie_id,
    cast(
        case
            when allocations.allocation = 'full' then 9419588158802421600
            else reports.round_ratio(9419588158802421600, credit.genres)
        end as decimal(38, 0)
    ) as parts
from credit
cross join (values ('full'), ('split')) as allocations (allocation)
