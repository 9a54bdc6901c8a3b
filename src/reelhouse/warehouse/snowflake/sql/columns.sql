-- Every column of the tables of a warehouse.
select
    lower(table_schema) as schema_name,
    lower(table_name) as table_name,
    lower(column_name) as column_name
from information_schema.columns
where table_schema in ('MOVIES', 'REELHOUSE', 'MARTS')
