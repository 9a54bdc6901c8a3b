-- kind: step
-- form: view

-- The genres of each counted film, one row for each pair. A film without a genre is credited
-- to `(none)`, with a NULL id.

select
    movie.movie_id,
    genre.genre_id,
    coalesce(genre.name, '(none)') as genre
from reports.counted_movie as movie
left join movies.movie_genre as told_in on movie.movie_id = told_in.movie_id
left join movies.genre as genre on told_in.genre_id = genre.genre_id
