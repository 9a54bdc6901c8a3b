select
    rating.rating,
    count(*) as ratings
from movies.movie_link as link
inner join movies.rating as rating on link.movielens_id = rating.movielens_id
where link.movie_id = :id
group by rating.rating
order by rating.rating
