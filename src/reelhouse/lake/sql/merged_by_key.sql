-- Of each key the row of the newest layer that has it.
create or replace view lake.:table as
with told as (
    select
        *,
        row_number() over (partition by :key order by layer desc) as place
    from lake.:table_layer
)

select * exclude (layer, place)
from told
where place = 1;
