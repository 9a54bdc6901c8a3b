-- MovieLens ids that were rated and that no link knows, with the number of their ratings.
create or replace table lake.unlinked as
with delivered as (
    select
        movielens_id,
        count(*) as ratings
    from lake.rating
    group by movielens_id
)

select
    movielens_id,
    ratings
from delivered
where movielens_id not in (select link.movielens_id from lake.movie_link as link)
order by movielens_id;
