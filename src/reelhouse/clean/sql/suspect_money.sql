-- Small amounts are kept as delivered: whether they are thousands or millions is not known.
insert into quarantine (file, line, "column", reason, action, raw)
with amounts as (
    select
        line,
        'budget' as name,
        budget as raw
    from metadata
    union all
    select
        line,
        'revenue',
        revenue
    from metadata
)

select
    'movies_metadata' as file,
    line,
    name,
    'suspect_money' as reason,
    'kept' as action,
    raw
from amounts
where to_money(raw) between 1 and 999;
