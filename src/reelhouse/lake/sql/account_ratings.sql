-- Ratings wait while no link knows their film.
select
    (select count(*) from movies.rating) as loaded,
    (select coalesce(sum(ratings), 0) from memory.lake.unlinked) as orphans
