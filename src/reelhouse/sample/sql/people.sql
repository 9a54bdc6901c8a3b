-- People, the busiest first: actors, then those behind the camera.
create or replace table person as
with
drawn as (
    select
        person,
        1 + person + (
            4.2 * getvariable('people') * power(person / getvariable('people'), 3)
        )::bigint as person_id,
        person < getvariable('actors') as is_actor,
        unit(person, 'gender') as gender_luck,
        unit(person, 'picture') as picture_luck,
        case
            when dice(person, 'stray') % 6000 = 0 then chr(9)
            when dice(person, 'stray') % 6000 = 1 then chr(8203)
            when dice(person, 'stray') % 6000 = 2 then chr(160)
            else ''
        end as stray
    from range(getvariable('people')) as people (person)
)

select
    drawn.person,
    drawn.person_id,
    full_name(drawn.person) || drawn.stray as name,
    case
        when drawn.gender_luck < 0.4 or (not drawn.is_actor and drawn.gender_luck < 0.61) then 0
        when drawn.gender_luck < 0.8 or (not drawn.is_actor and drawn.gender_luck < 0.93) then 2
        else 1
    end as gender,
    case
        when drawn.picture_luck < 0.18 or (drawn.is_actor and drawn.picture_luck < 0.63)
            then picture(drawn.person, 'portrait')
    end as profile_path
from drawn;

create or replace table person_text as
select
    person,
    person_id,
    name,
    gender,
    profile_path,
    python_string(name) as name_literal,
    python_optional(profile_path) as path_literal
from person;
