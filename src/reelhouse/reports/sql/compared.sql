-- A report with each figure beside others: its place among all of its year, its share in percent of
-- what the counted films of the year come to, each counted once, and what it was the year before.

with told as (
    :report
),

placed as (
    select
        *,
        case when :whose is not null and :figure is not null then rank() over (
            partition by :peers, case when :whose is null then 1 else 0 end
            order by :figure desc nulls last
        ) end as place,
        lag(:figure) over (partition by :same order by release_year) as figure_then,
        lag(release_year) over (partition by :same order by release_year) as year_then
    from told
)

select
    placed.*,
    cast(
        reports.round_ratio(cast(placed.:figure * 10000 as decimal(38, 0)), :total)
        as decimal(18, 0)
    ) * 0.01 as share,
    case when placed.year_then = placed.release_year - 1 then placed.figure_then end as before
from placed
left join reports.counted_year as year on placed.release_year = year.release_year
