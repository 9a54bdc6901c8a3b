-- Films that credits were delivered for, even if there are none.
select id as movie_id
from credits
order by movie_id
