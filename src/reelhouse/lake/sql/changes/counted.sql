-- Rows that came, became others and went.
select
    count(*) filter (where _change_type = 'insert') as inserted,
    count(*) filter (where _change_type = 'update_postimage') as updated,
    count(*) filter (where _change_type = 'delete') as deleted
from :change
