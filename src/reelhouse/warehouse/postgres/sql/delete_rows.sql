-- Rows that are not there any more, or not as they were.
delete from :table as held
using :arrived as arrived
where :matched
