-- A report with each figure beside others: its place among all of its year, its share in percent of
-- what the counted films of the year come to, each counted once, and what it was the year before.

with told as (
    :report
),

-- A share counts hundredths of a percent. It is the whole part of (2p + q) / 2q, which is p / q
-- rounded half up: whole numbers are divided the same by every engine.
parted as (
    select
        told.*,
        2 * cast(told.:figure * 1000000 as bigint) + 100 * :total as doubled,
        200 * :total as whole
    from told
    left join reports.counted_year as year on told.release_year = year.release_year
)

select
    parted.*,
    earlier.:figure as before,
    cast(
        cast((parted.doubled - parted.doubled % parted.whole) / parted.whole as bigint) * 0.01
        as decimal(18, 2)
    ) as share,
    case when parted.:whose is not null and parted.:figure is not null then rank() over (
        partition by :peers, case when parted.:whose is null then 1 else 0 end
        order by parted.:figure desc nulls last
    ) end as place
from parted
left join told as earlier
    on
        parted.release_year - 1 = earlier.release_year
        and :same
