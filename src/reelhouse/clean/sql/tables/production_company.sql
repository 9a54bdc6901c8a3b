-- Companies by the name that most films have them with.
select
    id as company_id,
    name
from commonest_name('company_item')
