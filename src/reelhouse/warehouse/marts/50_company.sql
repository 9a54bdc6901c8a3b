-- kind: mart
-- key: company_id
-- indexes: company_id, folded

-- Every production company, also those without a counted film, and `(none)`, with a NULL id.
-- folded is the name in lower case, by which names are compared.

select
    company_id,
    name as company,
    lower(name) as folded
from movies.production_company
union all
select
    null as company_id,
    '(none)' as company,
    '(none)' as folded
