-- What is known last of each film that is here, told as if the last delivery had told it: all that
-- the next one is compared with.
insert into movies.movie_history by name
select
    movie_id,
    :label as label,
    popularity,
    vote_average,
    vote_count,
    budget,
    revenue,
    false as is_removed
from earlier.movies.movie
