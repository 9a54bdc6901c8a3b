-- Companies whose rows not everybody may see.
create table if not exists reelhouse_loading.marked_company (
    company_id number(10, 0) not null
)
