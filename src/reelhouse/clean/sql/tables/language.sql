-- Languages by the name that most films have them with.
select
    id as language_code,
    name
from commonest_name('language_item')
