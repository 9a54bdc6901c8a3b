-- What one delivery's keywords tell.

create or replace temp view keyword_list as
select id as movie_id
from keywords
order by movie_id;

-- The name stands with each use, as delivered.
create or replace temp view movie_keyword as
with used as (
    select
        id as movie_id,
        unnest(keywords) as item
    from keywords
)

select distinct
    movie_id,
    item.id as keyword_id,
    item.name as name
from used
order by movie_id, keyword_id, name;
