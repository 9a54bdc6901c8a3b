-- Everybody with a rating that is here.
select distinct user_id
from state.rating
order by user_id
