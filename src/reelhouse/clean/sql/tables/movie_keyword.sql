-- Keywords of films, each with its name as delivered.
with used as (
    select
        id as movie_id,
        unnest(items) as item
    from read_keywords
)

select distinct
    movie_id,
    item.id as keyword_id,
    item.name as name
from used
order by movie_id, keyword_id, name
