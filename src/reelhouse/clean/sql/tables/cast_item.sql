-- Parts, one by one.
select
    line,
    id as movie_id,
    unnest(items) as item
from read_cast
