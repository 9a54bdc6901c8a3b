-- Some of the users of whom something differs.
create or replace table memory.change.part as
select user_id
from memory.change.user_compared
where rows_so_far > :first_row and rows_so_far <= :end_row;
