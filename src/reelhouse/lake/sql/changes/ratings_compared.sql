-- The ratings of some of the users of whom something differs, matched by key, which is one number
-- here. That they lie between two ids spares reading what is known not to be theirs.
create or replace table memory.change.differing as
with was as (
    select
        *,
        user_id * 4294967296 + movielens_id as key
    from :before
    where
        user_id between :first_user and :last_user
        and user_id in (select part.user_id from memory.change.part as part)
),

is_now as (
    select
        *,
        user_id * 4294967296 + movielens_id as key
    from :after
    where
        user_id between :first_user and :last_user
        and user_id in (select part.user_id from memory.change.part as part)
)

select
    was.user_id as user_before,
    was.movielens_id as film_before,
    was.rating as rating_before,
    was.rated_at as rated_at_before,
    is_now.user_id,
    is_now.movielens_id,
    is_now.rating,
    is_now.rated_at
from was
full join is_now on was.key = is_now.key
where
    was.rating is distinct from is_now.rating
    or was.rated_at is distinct from is_now.rated_at;

insert into memory.change.come
select
    user_id,
    movielens_id,
    rating,
    rated_at
from memory.change.differing
where user_id is not null;

insert into memory.change.gone
select
    user_before,
    film_before,
    rating_before,
    rated_at_before
from memory.change.differing
where user_before is not null;
