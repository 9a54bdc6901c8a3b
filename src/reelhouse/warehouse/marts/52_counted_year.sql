-- kind: mart
-- key: release_year
-- indexes: release_year

-- The years in which counted films were released, and how many.

select
    release_year,
    count(*) as movies
from reports.counted_movie
group by release_year
