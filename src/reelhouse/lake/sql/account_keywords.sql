-- Records of keywords wait while their film is not here.
select
    count(*) filter (where movie_id in (select movie.movie_id from lake.movie as movie)) as loaded,
    count(*) filter (where movie_id not in (select movie.movie_id from lake.movie as movie))
        as orphans
from :records
