-- Ratings of these users whose key is not here any more.
insert into memory.change.gone_part
select was_here.*
from memory.change.was_here as was_here
anti join memory.change.is_here as is_here
    on was_here.user_id = is_here.user_id and was_here.movielens_id = is_here.movielens_id;
