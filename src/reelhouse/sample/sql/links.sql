-- Rows of links in the order of their MovieLens ids: one for each film, a second one for films
-- that two MovieLens ids share, one for each ghost and for each row without a TMDB id.
create or replace table link as
with
related as (
    select
        entity.entity,
        0 as copy_number,
        entity.born,
        entity.tmdb_id,
        entity.imdb_digits,
        case
            when entity.entity >= 0 then entity.entity
            else unit(entity.entity, 'link') * getvariable('films') - 0.25
        end as sort_place
    from entity
    where entity.born <= getvariable('month')
    union all
    select
        film as entity,
        1 as copy_number,
        born,
        tmdb_id,
        (7000000 + film % 2900000)::varchar as imdb_digits,
        again_position(film) as sort_place
    from film
    where plant in ('duplicate_identical', 'duplicate_other')
),

ranked as (
    select
        entity,
        copy_number,
        born,
        tmdb_id,
        imdb_digits,
        sort_place,
        row_number() over (order by sort_place, entity, copy_number) - 1 as link_rank,
        -- Ids are dense at first, then rise by four: so did MovieLens.
        getvariable('links') * 185 // 1000 as dense,
        getvariable('links') * 567 // 1000 + 2 as step_start
    from related
)

select
    entity,
    copy_number,
    born,
    tmdb_id,
    imdb_digits,
    link_rank,
    case
        when link_rank < dense then 1 + link_rank + link_rank // 16
        when born = 0 then step_start + 4 * (link_rank - dense) + dice(link_rank, 'step') % 3
        else
            step_start + 4 * (getvariable('links') - dense)
            + 3 * (entity - getvariable('films')) + 4
    end as movielens_id
from ranked;

-- MovieLens ids that no link has: they lie in the gaps that the steps of four leave.
create or replace table unlinked as
select
    numbers.number,
    getvariable('links') * 567 // 1000 + 2 + 3
    + 4 * (
        (numbers.number * 2 + 1) * (getvariable('links') * 815 // 1000)
        // (2 * getvariable('unlinked_movies'))
    ) as movielens_id
from range(getvariable('unlinked_movies')) as numbers (number);

-- How often a film is rated: a long tail, from the same fame as its votes.
create or replace table rated as
with
famed as (
    select
        link.entity,
        link.copy_number,
        link.link_rank,
        link.movielens_id,
        link.tmdb_id,
        coalesce(film.merit, bell(link.entity, 'merit')) as merit,
        0.85 * coalesce(film.fame, -0.5) + 0.53 * bell(link.movielens_id, 'ratings') as fame
    from link
    left join film on link.entity = film.film
    where link.born = 0
),

weighed as (
    select
        copy_number,
        link_rank,
        movielens_id,
        tmdb_id,
        merit,
        greatest(1, (16 * exp(2.08 + case
            when fame < 0 then 2.05 * fame
            when fame < 1.5 then 3.5 * fame
            else 5.25 + 2.7 * (fame - 1.5) - 0.42 * (fame - 1.5) * (fame - 1.5)
        end))::bigint) as weight
    from famed
)

select
    link_rank,
    movielens_id,
    merit,
    weight,
    -- The small file has the films that are rated most, and a few that cannot be tied to a film.
    row_number() over (
        partition by copy_number, tmdb_id is null order by weight desc, movielens_id asc
    ) <= case
        when copy_number = 1 then 0
        when tmdb_id is null then getvariable('small_untied')
        else getvariable('small_links') - getvariable('small_untied')
    end as is_small
from weighed;

create or replace table links_line as
with
gaps as (
    select
        movielens_id,
        row_number() over (order by draw(movielens_id, 'blank'), movielens_id) as number
    from rated
    where is_small
),

told as (
    select
        'full' as edition,
        movielens_id * 2 as sort_place,
        concat_ws(',', movielens_id, imdb_digits, coalesce(tmdb_id::varchar, '')) as line_text
    from link
    union all
    select
        'small' as edition,
        link.movielens_id * 2 as sort_place,
        concat_ws(',', link.movielens_id, link.imdb_digits, coalesce(link.tmdb_id::varchar, ''))
            as line_text
    from link
    inner join rated on link.movielens_id = rated.movielens_id
    where rated.is_small
    union all
    select
        editions.edition,
        gaps.movielens_id * 2 + 1 as sort_place,
        '' as line_text
    from gaps
    cross join unnest(['full', 'small']) as editions (edition)
    where gaps.number <= getvariable('blank_lines')
)

select
    edition,
    sort_place,
    line_text,
    1 + row_number() over (partition by edition order by sort_place) as line_number
from told;
