-- Countries by the name that most films have them with.
select
    id as country_code,
    name
from commonest_name('country_item')
