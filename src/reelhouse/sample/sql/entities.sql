create or replace macro is_early(entity) as
entity between 0 and getvariable('films') // 5;

-- Everything that has an IMDb number: films (0 and up), then below zero the ghosts, which only
-- links know by their TMDB id, and the untied, which have no TMDB id at all. Films that arrive
-- next month are here too: something already refers to them.
create or replace table entity as
with
numbers as (
    select unnest(range(
        -getvariable('ghosts') - getvariable('untied'),
        getvariable('films') + (getvariable('month') + 1) * getvariable('new_films')
    )) as entity
),

numbered as (
    select
        entity,
        entity < -getvariable('ghosts') as is_untied,
        case
            when entity < getvariable('films') then 0
            else 1 + (entity - getvariable('films')) // getvariable('new_films')
        end as born
    from numbers
),

ranked as (
    select
        entity,
        is_untied,
        born,
        entity - getvariable('films') as arrival,
        getvariable('films') + getvariable('ghosts') as tied,
        row_number() over (
            partition by born > 0, is_untied
            order by unit(entity, 'tmdb') * case when is_early(entity) then 0.4 else 1 end, entity
        ) - 1 as tmdb_rank,
        row_number() over (
            partition by born > 0
            order by draw(entity, 'imdb'), entity
        ) - 1 as imdb_rank
    from numbered
),

-- Ids of the first delivery are dense where they are low, as those of a catalogue that began
-- with the well-known; later ones follow.
spread as (
    select
        entity,
        is_untied,
        born,
        case
            when born = 0
                then 1 + tmdb_rank + (9.2 * tied * power(tmdb_rank / tied, 3))::bigint
            else 2 + (10.2 * tied)::bigint + 3 * arrival + dice(entity, 'gap') % 3
        end as tmdb_id,
        greatest(1, 6800000 // (tied + getvariable('untied'))) as imdb_step,
        imdb_rank,
        arrival
    from ranked
)

select
    entity,
    born,
    case when not is_untied then tmdb_id end as tmdb_id,
    format('{:07d}', case
        when born = 0 then 1 + imdb_rank * imdb_step + dice(entity, 'imdb gap') % imdb_step
        else 8000000 + 37 * arrival
    end) as imdb_digits
from spread;
