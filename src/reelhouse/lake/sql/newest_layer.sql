-- The layer that tells of each film last.
create or replace table lake.:kind_newest as
select
    movie_id,
    max(layer) as layer
from lake.:records_layer
group by movie_id;
