-- kind: step

-- Which company gets how much of a counted film, under each allocation.
--
-- A film has 9419588158802421600 parts (the least common multiple of 1 to 46), so that 1/n of
-- it is a whole number of them, and sums over films are exact.

with credit as (
    select
        movie_id,
        company_id,
        company,
        count(*) over (partition by movie_id) as companies
    from reports.credited_company
)

select
    allocations.allocation,
    credit.company_id,
    credit.company,
    credit.movie_id,
    cast(
        case
            when allocations.allocation = 'full' then 9419588158802421600
            else reports.round_ratio(9419588158802421600, credit.companies)
        end as decimal(38, 0)
    ) as parts
from credit
cross join (values ('full'), ('split')) as allocations (allocation)
