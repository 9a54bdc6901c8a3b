-- Jobs that somebody has done on a film that is here.
select distinct
    department,
    job
from state.crew_credit
where department is not null and job is not null
order by department, job
