-- Companies, the busiest first.
create or replace table company as
with
ranks as (
    select unnest(range(getvariable('companies'))) as company
),

named as (
    select
        company,
        company_name(company) as company_name
    from ranks
)

select
    company,
    1 + 3 * company + dice(company, 'company id') % 3 as company_id,
    python_string(company_name) as name_literal
from named;
