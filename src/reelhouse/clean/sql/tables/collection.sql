-- Series by the name and pictures that most films have them with.
with pictured as (
    select
        id,
        mode(text_or_null(poster_path) order by poster_path) as poster_path,
        mode(text_or_null(backdrop_path) order by backdrop_path) as backdrop_path
    from collection_item
    group by id
)

select
    named.id as collection_id,
    named.name,
    pictured.poster_path,
    pictured.backdrop_path
from commonest_name('collection_item') as named
inner join pictured on named.id = pictured.id
order by collection_id
