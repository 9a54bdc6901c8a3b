select
    :gone_key,
    'updated' as change,
    ':column' as "column",
    cast(gone.":column" as varchar) as before,
    cast(come.":column" as varchar) as after,
    :number as place
from change.:table as gone
inner join change.:table as come on :matched
where
    gone._change_type = 'update_preimage'
    and come._change_type = 'update_postimage'
    and gone.":column" is distinct from come.":column"
