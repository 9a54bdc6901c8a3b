-- Films that keywords were delivered for, even if there are none.
select id as movie_id
from keywords
order by movie_id
