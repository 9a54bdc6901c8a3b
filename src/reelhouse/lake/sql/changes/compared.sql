-- Rows that are only in the state after (come) and only in the one before (gone).
create or replace table memory.change.come as
from :after
except
from :before;

create or replace table memory.change.gone as
from :before
except
from :after;
