-- Keys that came, or whose rating became another one, and that are there twice. Of the others each
-- was there once before, and nothing has come to it.
with changed as (
    select
        user_id,
        movielens_id
    from memory.change.rating
    where _change_type in ('insert', 'update_postimage')
),

keys as (
    select count(*) as occurrences
    from movies.rating as rating
    semi join changed
        on rating.user_id = changed.user_id and rating.movielens_id = changed.movielens_id
    group by rating.user_id, rating.movielens_id
)

select count(*) as violations
from keys
where occurrences > 1
