-- Countries, once for each film of theirs.
select
    item.iso_3166_1 as id,
    item.name
from (select unnest(production_countries) as item from nested) as each
