-- title: Genres
-- description: All genres, with the movies that are of them.
-- table: genre
-- columns: genre_id, name, movies, first_year, last_year
-- search: name
-- order: name asc, genre_id asc
-- movies: Its movies, whether they count in the reports or not
-- first_year: Year of its first release
-- last_year: Year of its last release

select
    genre.genre_id,
    genre.name,
    count(movie.movie_id) as movies,
    cast(extract(year from min(movie.release_date)) as integer) as first_year,
    cast(extract(year from max(movie.release_date)) as integer) as last_year
from movies.genre as genre
left join movies.movie_genre as kind on genre.genre_id = kind.genre_id
left join movies.movie as movie on kind.movie_id = movie.movie_id
group by genre.genre_id, genre.name
