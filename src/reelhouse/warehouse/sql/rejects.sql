-- What a delivery did not load as delivered, numbered as it is listed.
insert into reelhouse.reject by name
select
    :label as label,
    row_number() over (order by file, line, "column", reason, raw, detail) as number,
    file,
    line,
    "column" as column_name,
    reason,
    action,
    raw,
    detail
from :quarantine
