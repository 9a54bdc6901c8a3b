-- Parts, one by one.
select
    line,
    id as movie_id,
    unnest("cast") as item
from credits
