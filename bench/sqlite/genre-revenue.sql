-- The revenue of a genre, year by year.

select
    genre.genre_id,
    genre.name as genre,
    cast(substr(movie.release_date, 1, 4) as integer) as release_year,
    count(*) as movies,
    count(movie.revenue) as known,
    sum(movie.revenue) as revenue
from genre
inner join movie_genre on genre.genre_id = movie_genre.genre_id
inner join movie on movie_genre.movie_id = movie.movie_id
where
    genre.genre_id = :genre_id
    and movie.release_date is not null
    and (movie.status = 'Released' or movie.status is null)
group by genre.genre_id, genre.name, release_year
order by release_year
limit 100
