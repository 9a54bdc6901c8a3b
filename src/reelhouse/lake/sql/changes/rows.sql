-- What a delivery changed in a table, a line for each row that came or went and for each value
-- that became another one.
with told as (
    select
        :key,
        case _change_type when 'insert' then 'inserted' else 'deleted' end as change,
        null as "column",
        null as before,
        null as after,
        -1 as place
    from change.:table
    where _change_type in ('insert', 'delete')
    :values
)

select * exclude (place)
from told
order by :key, place
