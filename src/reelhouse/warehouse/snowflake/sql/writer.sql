-- The one row by which loads take turns: see lock.py.
create table if not exists reelhouse_loading.writer as
select
    cast('' as varchar) as layout,
    cast(0 as number(19, 0)) as publication,
    cast('nobody' as varchar) as holder,
    current_timestamp() as since
