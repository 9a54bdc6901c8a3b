-- All credits of a film are from the layer that tells of it last. A credit that has moved from one
-- film to another counts where it came last.
create or replace view lake.:table as
with told as (
    select
        credit.*,
        row_number() over (
            partition by credit.credit_id order by credit.layer desc, credit.movie_id asc
        ) as place
    from lake.:table_layer as credit
    inner join lake.credits_newest as newest
        on credit.movie_id = newest.movie_id and credit.layer = newest.layer
)

select * exclude (layer, place)
from told
where place = 1;
