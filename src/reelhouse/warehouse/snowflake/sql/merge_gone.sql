-- Rows that are not there any more, or not as they were.
merge into :table as held
using :arrived as arrived on :matched
when matched then delete
