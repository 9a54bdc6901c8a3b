select
    collection.collection_id,
    collection.name
from movies.movie as movie
inner join movies.collection as collection on movie.collection_id = collection.collection_id
where movie.movie_id = :id
