select
    movie.movie_id,
    movie.title,
    movie.release_date,
    credit.character,
    credit.billing_order
from movies.cast_credit as credit
inner join movies.movie as movie on credit.movie_id = movie.movie_id
where credit.member_id = :id
order by movie.release_date desc nulls last, movie.movie_id asc, credit.credit_id asc
