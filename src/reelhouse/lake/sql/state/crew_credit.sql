-- Jobs on the films that are here.
select
    credit_id,
    movie_id,
    member_id,
    department,
    job
from lake.crew_credit
where movie_id in (select movie.movie_id from lake.movie as movie)
