-- Languages, once for each film that they are spoken in.
select
    item.iso_639_1 as id,
    item.name
from (select unnest(items) as item from read_spoken_languages) as each
