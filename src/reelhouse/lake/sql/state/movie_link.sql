-- All links; those to films that are not here lead nowhere.
select
    link.movielens_id,
    link.imdb_id,
    link.tmdb_id,
    movie.movie_id
from lake.movie_link as link
left join lake.movie as movie on link.tmdb_id = movie.movie_id
order by link.movielens_id
