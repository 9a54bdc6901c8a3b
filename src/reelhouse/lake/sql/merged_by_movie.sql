-- All rows about a film are from the layer that tells of it last.
create or replace view lake.:table as
select * exclude (layer)
from lake.:table_layer
where
    (movie_id, layer) in (
        select (newest.movie_id, newest.layer)
        from lake.:kind_newest as newest
    );
