-- Small amounts are kept as delivered: whether they are thousands or millions is not known.
insert into quarantine (file, line, "column", reason, action, raw)
with amounts as (
    select
        line,
        'budget' as name,
        budget as amount
    from typed
    union all
    select
        line,
        'revenue',
        revenue
    from typed
)

select
    'movies_metadata' as file,
    line,
    name,
    'suspect_money' as reason,
    'kept' as action,
    cast(amount as varchar) as raw
from amounts
where amount between 1 and 999;
