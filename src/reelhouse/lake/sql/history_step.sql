-- What one delivery changed: films that are new or that it tells otherwise of, and the ones that
-- a snapshot no longer has.
create or replace table memory.step as
select
    movie.movie_id,
    :label as label,
    movie.popularity,
    movie.vote_average,
    movie.vote_count,
    movie.budget,
    movie.revenue,
    false as is_removed
from :movie as movie
left join memory.latest as latest on movie.movie_id = latest.movie_id
where
    latest.movie_id is null
    or movie.popularity is distinct from latest.popularity
    or movie.vote_average is distinct from latest.vote_average
    or movie.vote_count is distinct from latest.vote_count
    or movie.budget is distinct from latest.budget
    or movie.revenue is distinct from latest.revenue
union all
select
    latest.movie_id,
    :label as label,
    null as popularity,
    null as vote_average,
    null as vote_count,
    null as budget,
    null as revenue,
    true as is_removed
from memory.latest as latest
where :removes and latest.movie_id not in (select movie.movie_id from :movie as movie);

insert into :history by name
select *
from memory.step
order by movie_id;

delete from memory.latest
where movie_id in (select step.movie_id from memory.step as step);

insert into memory.latest
select * exclude (label, is_removed)
from memory.step
where not is_removed;
