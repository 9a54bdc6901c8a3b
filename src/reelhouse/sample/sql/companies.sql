-- Companies, the busiest first.
create or replace table company as
select
    company.rank as company,
    1 + 3 * company.rank + dice(company.rank, 'company id') % 3 as company_id,
    python_string(company_name(company.rank)) as name_literal
from range(getvariable('companies')) as company (rank);
