-- What is known last of each film that is here.
create or replace table memory.latest as
with told as (
    select
        history.*,
        row_number() over (
            partition by history.movie_id order by delivery.position desc
        ) as place
    from :history as history
    inner join :labels as delivery on history.label = delivery.label
)

select
    movie_id,
    popularity,
    vote_average,
    vote_count,
    budget,
    revenue
from told
where place = 1 and not is_removed;
