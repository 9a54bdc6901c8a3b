-- Companies that made an adult film.
insert into reelhouse_loading.marked_company (company_id)
select distinct made.company_id
from movies.movie_company as made
inner join movies.movie as movie on made.movie_id = movie.movie_id
where movie.is_adult
