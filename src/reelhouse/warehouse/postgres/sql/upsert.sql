-- Rows that are to be there, whether they were or not.
insert into :table (:columns)
select :columns
from :arrived
on conflict (:key) do update set :pairs
