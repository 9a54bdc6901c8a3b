-- The records of keywords.
create or replace table keywords_line as
with
described as (
    select
        film.film,
        film.born,
        film.tmdb_id,
        film.fame,
        planted.kind as plant,
        film.film - getvariable('films') - getvariable('month') * getvariable('new_films')
            as arrival_next
    from chunk_film as film
    left join planted on film.film = planted.film and planted.family = 'keywords'
),

kept as (
    select
        film,
        tmdb_id,
        plant,
        case
            when plant in ('spoiled', 'key_order', 'key_extra') then 4
            when unit(film, 'undescribed') < 0.3 and plant is null then 0
            else
                least(149, round(exp(1.21 + 0.85 * (0.5 * fame + 0.87 * bell(film, 'keywords')))))
        end::bigint + edits(film, 'new keyword', 50) as keywords
    from described
    where
        coalesce(plant, '') != 'without_keywords'
        and (born <= getvariable('month') or arrival_next < getvariable('orphan_keywords'))
),

drawn as (
    select distinct
        kept.film,
        kept.plant,
        floor(
            getvariable('keywords') * power(unit(kept.film * 256 + places.place, 'keyword'), 2.53)
        )::bigint as keyword
    from kept
    cross join unnest(range(kept.keywords)) as places (place)
),

listed as (
    select
        drawn.film,
        string_agg(
            case drawn.plant
                when 'key_order'
                    then concat(
                        '{''name'': ', keyword.name_literal, ', ''id'': ', keyword.keyword_id, '}'
                    )
                when 'key_extra'
                    then concat(
                        '{''id'': ', keyword.keyword_id, ', ''weight'': None, ''name'': ',
                        keyword.name_literal, '}'
                    )
                else
                    concat(
                        '{''id'': ', keyword.keyword_id, ', ''name'': ', keyword.name_literal, '}'
                    )
            end,
            ', ' order by keyword.keyword_id
        ) as items
    from drawn
    inner join keyword on drawn.keyword = keyword.keyword
    group by drawn.film
),

written as (
    select
        kept.film,
        copies.copy_number,
        kept.plant,
        kept.tmdb_id,
        case
            when copies.copy_number = 0 then kept.film
            else again_position(kept.film)
        end as sort_place,
        concat(
            kept.tmdb_id, ',',
            csv_field(
                case
                    when kept.plant = 'spoiled' then '[' || listed.items || ' GATORADE'
                    else coalesce('[' || listed.items || ']', '[]')
                end
            )
        ) as line_text
    from kept
    left join listed on kept.film = listed.film
    cross join
        unnest(
            case when kept.plant = 'repeated' then [0, 1] else [0] end
        ) as copies (copy_number)
    union all by name
    select
        'blank_line' as plant,
        blank_place(numbers.number, 'blank keywords') as sort_place,
        '' as line_text
    from range(getvariable('blank_lines')) as numbers (number)
    where in_chunk(blank_place(numbers.number, 'blank keywords'))
)

select
    film,
    copy_number,
    plant,
    tmdb_id,
    sort_place,
    line_text,
    getvariable('lines_before')
    + row_number() over (order by sort_place, film, copy_number) as line_number
from written;
