-- What came and what went, told by key from what became another row.
create or replace table memory.change.:table as
select
    case when gone.:a_key is null then 'insert' else 'update_postimage' end as _change_type,
    come.*
from memory.change.come as come
left join memory.change.gone as gone on :come_matched
union all
select
    case when come.:a_key is null then 'delete' else 'update_preimage' end as _change_type,
    gone.*
from memory.change.gone as gone
left join memory.change.come as come on :gone_matched;

drop table memory.change.come;
drop table memory.change.gone;
