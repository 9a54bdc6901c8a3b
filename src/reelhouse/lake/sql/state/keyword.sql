-- Keywords by the name that most films have them with, of equals the first by code point.
with named as (
    select
        keyword_id,
        name,
        row_number() over (partition by keyword_id order by count(*) desc, name) as place
    from lake.movie_keyword
    where movie_id in (select movie.movie_id from lake.movie as movie)
    group by keyword_id, name
)

select
    keyword_id,
    name
from named
where place = 1
order by keyword_id
