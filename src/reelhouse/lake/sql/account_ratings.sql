-- Ratings wait while no link knows their film.
with rated as (
    select
        movielens_id,
        count(*) as ratings
    from :records
    group by movielens_id
)

select
    coalesce(sum(rated.ratings) filter (where link.movielens_id is not null), 0) as loaded,
    coalesce(sum(rated.ratings) filter (where link.movielens_id is null), 0) as orphans
from rated
left join lake.movie_link as link on rated.movielens_id = link.movielens_id
