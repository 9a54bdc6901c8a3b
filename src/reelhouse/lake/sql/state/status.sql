-- Stages of production that films are in.
select distinct status
from lake.movie
where status is not null
order by status
