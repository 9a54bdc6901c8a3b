-- kind: mart

-- What the reports cover, in one row: the newest delivery and the state as of it, NULL before the
-- first, and numbers of films.

with newest as (
    select max(position) as position
    from reelhouse.delivery
)

select
    delivery.label as as_of,
    delivery.state_id,
    coverage.movies_total,
    coverage.movies_counted,
    coverage.undated,
    coverage.unreleased,
    coverage.without_company,
    coverage.without_genre,
    coverage.known_budget,
    coverage.known_revenue,
    coverage.suspect_money
from reports.coverage as coverage
cross join newest
left join reelhouse.delivery as delivery on newest.position = delivery.position
