-- Rows of a mart that went and came, whole: of a state and of the one before it.
create or replace table memory.mart_before as
from earlier.reports.:mart;

create or replace table memory.mart_after as
from warehouse.reports.:mart;

create or replace table memory.gone as
from memory.mart_before
except
from memory.mart_after;

create or replace table memory.come as
from memory.mart_after
except
from memory.mart_before;
