-- Keywords of the films that are here.
select distinct
    used.movie_id,
    used.keyword_id
from lake.movie_keyword as used
where used.movie_id in (select movie.movie_id from lake.movie as movie)
order by used.movie_id, used.keyword_id
