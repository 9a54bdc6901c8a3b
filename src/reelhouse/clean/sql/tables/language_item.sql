-- Languages, once for each film that they are spoken in.
select
    item.iso_639_1 as id,
    item.name
from (select unnest(spoken_languages) as item from nested) as each
