-- The ratings of some of the users of whom something differs. That they lie between two ids spares
-- reading what is known not to be theirs.
create or replace table memory.change.was_here as
select was.*
from :before as was
where
    was.user_id between :first_user and :last_user
    and was.user_id in (select part.user_id from memory.change.part as part);

create or replace table memory.change.is_here as
select is_now.*
from :after as is_now
where
    is_now.user_id between :first_user and :last_user
    and is_now.user_id in (select part.user_id from memory.change.part as part);

create or replace table memory.change.come_part as
select is_here.*
from memory.change.is_here as is_here
anti join memory.change.was_here as was_here
    on
        is_here.user_id = was_here.user_id
        and is_here.movielens_id = was_here.movielens_id
        and is_here.rating = was_here.rating
        and is_here.rated_at is not distinct from was_here.rated_at;

-- What became another one came under a key that was here.
create or replace table memory.change.gone_part as
select was_here.*
from memory.change.was_here as was_here
semi join memory.change.come_part as come
    on was_here.user_id = come.user_id and was_here.movielens_id = come.movielens_id;
