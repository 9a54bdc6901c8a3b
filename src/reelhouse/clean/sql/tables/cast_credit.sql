-- Parts, with the person as credited: who is who is decided over all of the current state.
select
    item.credit_id,
    movie_id,
    item.id as member_id,
    text_or_null(item.character) as "character",
    item.cast_id,
    case when item."order" >= 0 then item."order" end as billing_order,
    item.name,
    item.gender,
    text_or_null(item.profile_path) as profile_path
from cast_item
