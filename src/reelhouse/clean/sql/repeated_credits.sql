-- Credits whose credit_id comes again: the first in the file is kept.
create or replace temp table repeated_credit as
with placed as (
    select
        line,
        id as movie_id,
        unnest(items) as item,
        generate_subscripts(items, 1) as place
    from :items
)

select
    line,
    movie_id,
    place,
    item,
    row_number() over first_first as number,
    first_value(line) over first_first as kept_line
from placed
window first_first as (partition by item.credit_id order by line, place);

insert into quarantine (file, line, "column", reason, action, raw, detail)
select
    'credits' as file,
    line,
    ':credited' as name,
    'credit_repeated' as reason,
    'duplicate' as action,
    cast(item as varchar) as raw,
    'credit_id ' || item.credit_id || ' stands before it, on line ' || kept_line as detail
from repeated_credit
where number > 1;

create or replace temp view :view as
select
    line,
    movie_id,
    item
from repeated_credit
where number = 1
order by line, place;
