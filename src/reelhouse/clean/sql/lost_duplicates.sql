-- Rows whose key comes again. Of several, the first by the preference is kept, then the later line;
-- `differs` tells the ones that are not copies of the kept one.
create or replace temp table lost as
with ranked as (
    select
        line,
        content,
        first_value(line) over best_first as kept_line,
        first_value(content) over best_first as kept_content
    from :staged
    window best_first as (partition by id order by :preference line desc)
)

select
    line,
    content <> kept_content as differs
from ranked
where line <> kept_line;

delete from :staged
where line in (select lost.line from lost);
