select *
from movies.movie
where movie_id = :id
