-- Rows that came, rows that became others, and rows that went.
merge into :table as held
using :arrived as arrived on :matched
when matched and arrived._change_type = 'update_postimage' then update set :pairs
when matched and arrived._change_type = 'delete' then delete
when not matched and arrived._change_type = 'insert' then insert (:columns) values (:held)
