select
    genre.genre_id,
    genre.name
from movies.movie_genre as listed
inner join movies.genre as genre on listed.genre_id = genre.genre_id
where listed.movie_id = :id
order by genre.name, genre.genre_id
