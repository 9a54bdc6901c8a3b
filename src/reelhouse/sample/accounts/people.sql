-- People of whom two credits say different things.
insert into account
with
compared as (
    select
        person_rank,
        count(distinct variant = 0) as name_forms,
        count(distinct variant = 1) as gender_forms,
        count(distinct variant = 2) as picture_forms
    from credited
    group by person_rank
)

select
    'people' as file_name,
    unnest(['people', 'several_names', 'several_genders', 'several_pictures']) as item,
    unnest([
        count(*),
        count(*) filter (where name_forms = 2),
        count(*) filter (where gender_forms = 2),
        count(*) filter (where picture_forms = 2)
    ]) as amount
from compared;
