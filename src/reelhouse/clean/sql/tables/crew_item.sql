-- Jobs, one by one.
select
    line,
    id as movie_id,
    unnest(crew) as item
from credits
