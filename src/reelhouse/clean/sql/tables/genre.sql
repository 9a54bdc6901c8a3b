-- Genres by the name that most films have them with.
select
    id as genre_id,
    name
from commonest_name('genre_item')
