-- Rows that went.
delete from :table as held
using :arrived as arrived
where arrived._change_type = 'delete' and :matched
