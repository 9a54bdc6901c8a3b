-- Departments that have done something on a film that is here.
select distinct department
from state.crew_credit
where department is not null
order by department
