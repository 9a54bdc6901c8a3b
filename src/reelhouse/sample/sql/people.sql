-- People, the busiest first: actors, then those behind the camera.
create or replace table person as
with
ranks as (
    select unnest(range(getvariable('people'))) as person_rank
),

drawn as (
    select
        person_rank,
        1 + person_rank + (
            4.2 * getvariable('people') * power(person_rank / getvariable('people'), 3)
        )::bigint as person_id,
        person_rank < getvariable('actors') as is_actor,
        unit(person_rank, 'gender') as gender_luck,
        unit(person_rank, 'picture') as picture_luck,
        full_name(person_rank) || case
            when dice(person_rank, 'stray') % 6000 = 0 then chr(9)
            when dice(person_rank, 'stray') % 6000 = 1 then chr(8203)
            when dice(person_rank, 'stray') % 6000 = 2 then chr(160)
            else ''
        end as person_name
    from ranks
)

select
    drawn.person_rank,
    drawn.person_id,
    drawn.person_name,
    python_string(drawn.person_name) as name_literal,
    case
        when drawn.gender_luck < 0.4 or (not drawn.is_actor and drawn.gender_luck < 0.61) then 0
        when drawn.gender_luck < 0.8 or (not drawn.is_actor and drawn.gender_luck < 0.93) then 2
        else 1
    end as gender,
    case
        when drawn.picture_luck < 0.18 or (drawn.is_actor and drawn.picture_luck < 0.63)
            then '''' || picture(drawn.person_rank, 'portrait') || ''''
        else 'None'
    end as path_literal
from drawn;

-- Filled while the credits are written: each way in which a person stands in them.
create or replace table credited (
    person_rank bigint,
    variant bigint
);
