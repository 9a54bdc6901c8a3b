-- Users of whom some rating differs, with the number of rows of theirs to look at, summed up in the
-- order of their ids. A sum of hashes does not depend on the order of rows.
create or replace table memory.change.user_compared as
with was as (
    select
        user_id,
        count(*) as ratings,
        bit_xor(hash(movielens_id, rating, rated_at)) as fingerprint
    from :before
    group by user_id
),

is_now as (
    select
        user_id,
        count(*) as ratings,
        bit_xor(hash(movielens_id, rating, rated_at)) as fingerprint
    from :after
    group by user_id
),

differing as (
    select
        coalesce(was.user_id, is_now.user_id) as user_id,
        coalesce(was.ratings, 0) + coalesce(is_now.ratings, 0) as ratings
    from was
    full join is_now on was.user_id = is_now.user_id
    where
        was.ratings is distinct from is_now.ratings
        or was.fingerprint is distinct from is_now.fingerprint
)

select
    user_id,
    sum(ratings) over (order by user_id) as rows_so_far
from differing;
