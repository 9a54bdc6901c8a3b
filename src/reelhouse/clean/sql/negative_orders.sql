-- Places on the bill below 0 become NULL and are logged, once for each film.
insert into quarantine (file, line, "column", reason, action, raw, detail)
with negative as (
    select
        line,
        list_filter(
            list_transform(items, lambda item: item."order"), lambda place: place < 0
        ) as orders
    from read_cast
)

select
    ':file' as file,
    line,
    'cast' as name,
    'out_of_range' as reason,
    'nulled' as action,
    cast(orders as varchar) as raw,
    'the order of ' || len(orders) || ' credits, which were kept without it' as detail
from negative
where len(orders) > 0;
