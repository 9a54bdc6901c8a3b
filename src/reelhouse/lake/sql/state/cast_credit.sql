-- Parts in the films that are here.
select
    credit_id,
    movie_id,
    member_id,
    "character",
    cast_id,
    billing_order
from lake.cast_credit
where movie_id in (select movie.movie_id from lake.movie as movie)
