-- What went and what became another row goes; what came and what it became comes.
delete from movies.:table as held
using memory.change.:table as gone
where gone._change_type in ('delete', 'update_preimage') and :matched;

insert into movies.:table by name
select * exclude (_change_type)
from memory.change.:table
where _change_type in ('insert', 'update_postimage')
order by :key;
