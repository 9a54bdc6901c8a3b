-- Films stand by themselves.
select
    count(*) as loaded,
    0 as orphans
from :records
