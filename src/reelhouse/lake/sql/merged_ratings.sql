-- Of each key the rating of the newest layer that has it. The oldest layer is most of all there
-- is and has each key once: only the others are gone through for their newest.
create or replace table lake.newer_rating as
with told as (
    select
        *,
        row_number() over (partition by user_id, movielens_id order by layer desc) as place
    from lake.rating_layer
    where layer > 1
)

select * exclude (layer, place)
from told
where place = 1;

create or replace view lake.rating as
select oldest.* exclude (layer)
from lake.rating_layer as oldest
where
    oldest.layer = 1
    and not exists (
        select 1
        from lake.newer_rating as newer
        where oldest.user_id = newer.user_id and oldest.movielens_id = newer.movielens_id
    )
union all
from lake.newer_rating;
