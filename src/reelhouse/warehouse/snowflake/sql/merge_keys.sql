-- Rows that came and rows that went, where a row is nothing but its key.
merge into :table as held
using :arrived as arrived on :matched
when matched and arrived._change_type = 'delete' then delete
when not matched and arrived._change_type = 'insert' then insert (:columns) values (:held)
