-- Countries, once for each film of theirs.
select
    item.iso_3166_1 as id,
    item.name
from (select unnest(items) as item from read_production_countries) as each
