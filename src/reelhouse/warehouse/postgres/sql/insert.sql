-- Rows that came.
insert into :table (:columns)
select :columns
from :arrived
where _change_type = 'insert'
