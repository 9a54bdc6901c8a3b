-- All rows about a film are from the layer that tells of it last.
create or replace view lake.:table as
select told.* exclude (layer)
from lake.:table_layer as told
inner join lake.:kind_newest as newest
    on told.movie_id = newest.movie_id and told.layer = newest.layer;
