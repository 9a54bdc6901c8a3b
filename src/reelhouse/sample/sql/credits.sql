-- Who stands in a film's credits: those of the first delivery, and one more now and then.
create or replace table billing as
with
credited as (
    select
        film.film,
        film.born,
        film.fame,
        planted.kind as plant
    from chunk_film as film
    left join planted on film.film = planted.film and planted.family = 'credits'
)

select
    film,
    plant,
    case
        when film < 16 then 6
        when dice(film, 'no cast') % 19 = 0 and plant is null then 0
        else
            least(313, greatest(2, round(exp(
                2.29 + 0.75 * (0.6 * fame + 0.8 * bell(film, 'cast'))
            ))))
    end::bigint + edits(film, 'new cast', 50) as cast_size,
    case
        when dice(film, 'no crew') % 59 = 0 and plant is null then 0
        else
            least(430, greatest(1, round(exp(
                1.70 + 1.15 * (0.6 * fame + 0.8 * bell(film, 'crew'))
            ))))
    end::bigint + edits(film, 'new crew', 50) as crew_size
from credited
where
    coalesce(plant, '') != 'without_credits'
    and (
        born <= getvariable('month')
        or film - getvariable('films') - getvariable('month') * getvariable('new_films')
        < getvariable('orphan_credits')
    );

-- What a cast member plays.
create or replace macro character_name(credit, film, place) as
case
    when film < 16 and place = 1 then word('special_strings', film)
    when dice(credit, 'part') % 1000 < 48 then ''
    when dice(credit, 'part') % 1000 < 430 then word('given_names', dice(credit, 'given'))
    when dice(credit, 'part') % 1000 < 640
        then concat(
            word('given_names', dice(credit, 'given')), ' ',
            word('surname_heads', dice(credit, 'head')), word('surname_tails', dice(credit, 'tail'))
        )
    when dice(credit, 'part') % 1000 < 720
        then concat(
            pick(['Dr. ', 'Mrs. ', 'Mr. ', 'Officer ', 'Capt. ', 'Lady '], dice(credit, 'rank')),
            latin_surname(credit)
        )
    when
        dice(credit, 'part') % 1000 < 800
        then capitalized(word('occupations', dice(credit, 'job')))
    when dice(credit, 'part') % 1000 < 840
        then concat(
            capitalized(word('occupations', dice(credit, 'job'))),
            ' #',
            1 + dice(credit, 'which') % 9
        )
    when dice(credit, 'part') % 1000 < 890
        then concat(word('given_names', dice(credit, 'given')), ' (voice)')
    when dice(credit, 'part') % 1000 < 960
        then concat(capitalized(word('occupations', dice(credit, 'job'))), ' (uncredited)')
    when dice(credit, 'part') % 1000 < 975 then pick(['Himself', 'Herself'], dice(credit, 'self'))
    when dice(credit, 'part') % 1000 < 983
        then concat(
            word('given_names', dice(credit, 'given')),
            ' "',
            word('nouns', dice(credit, 'nickname')),
            '" ', word('surname_heads', dice(credit, 'head')), 'son'
        )
    when dice(credit, 'part') % 1000 < 993
        then concat(
            word('given_names', dice(credit, 'given')), ' / ',
            word('given_names', dice(credit, 'second given'))
        )
    when dice(credit, 'part') % 1000 < 998
        then concat(
            word('given_names', dice(credit, 'given')), '''s ', word('nouns', dice(credit, 'kin'))
        )
    else word('special_strings', dice(credit, 'special'))
end;

-- 24 hexadecimal digits, unique because the last ten are a permutation of the numbers.
create or replace macro credit_code(credit) as
concat(
    left(
        pick(['52fe', '52fe', '54', '55', '56', '57', '58', '59'], dice(credit, 'era'))
        || format('{:08x}', dice(credit, 'time')), 8
    ),
    pick(['c3a368', 'c3a368', '925141'], dice(credit, 'machine')),
    format('{:010x}', (credit * 668265263 + 409137184529) % 1099511627776)
);

create or replace table cast_place as
select
    billing.film,
    places.place,
    billing.film * 2048 + places.place as credit
from billing
cross join unnest(range(billing.cast_size)) as places (place);

create or replace table crew_place as
select
    billing.film,
    places.place,
    billing.film * 2048 + 1024 + places.place as credit
from billing
cross join unnest(range(billing.crew_size)) as places (place);

-- The same person stands here with another name, gender or picture now and then.
create or replace table cast_item as
with
drawn as (
    select
        film,
        place,
        credit,
        character_name(credit, film, place) as character_name,
        case
            when film in (2, 5, 8) and place = 0 then 0
            else
                floor(getvariable('actors') * power(unit(credit, 'actor'), 1.62))::bigint
        end as person_rank,
        case
            when film in (2, 5, 8) and place = 0 then film // 3
            else dice(credit, 'variant') % 1000
        end as variant
    from cast_place
)

select
    drawn.film,
    drawn.place,
    drawn.person_rank,
    drawn.variant,
    concat(
        '{''cast_id'': ',
        drawn.place + dice(drawn.film, 'cast id') % 30 + drawn.place // 5 * (drawn.film % 3),
        ', ''character'': ',
        python_string(drawn.character_name),
        ', ''credit_id'': ''', credit_code(drawn.credit),
        ''', ''gender'': ',
        case when drawn.variant = 1 then (person.gender + 1) % 3 else person.gender end,
        ', ''id'': ', person.person_id,
        ', ''name'': ',
        case
            when drawn.variant = 0 then python_string('J. ' || person.person_name)
            else person.name_literal
        end,
        ', ''order'': ', drawn.place,
        case
            when billing.plant = 'key_missing' and drawn.place = 0 then ''
            when drawn.variant = 2
                then
                    concat(
                        ', ''profile_path'': ''', picture(drawn.person_rank, 'other portrait'), ''''
                    )
            else ', ''profile_path'': ' || person.path_literal
        end,
        '}'
    ) as item
from drawn
inner join person on drawn.person_rank = person.person_rank
inner join billing on drawn.film = billing.film;

create or replace table crew_item as
with
ticketed as (
    select
        unnest(range(first_ticket::bigint, (first_ticket + weight)::bigint)) as ticket,
        tickets::bigint as tickets,
        python_string(department) as department_literal,
        python_string(job) as job_literal
    from job
),

drawn as (
    select
        film,
        place,
        credit,
        case
            when place = 0 then 0
            else dice(credit, 'job') % (select max(ticketed.tickets) from ticketed)
        end as ticket,
        case
            when dice(credit, 'crosses over') % 12 = 0
                then floor(getvariable('actors') * power(unit(credit, 'crew'), 1.62))
            else
                getvariable('actors') + floor(
                    (getvariable('people') - getvariable('actors'))
                    * power(unit(credit, 'crew'), 1.67)
                )
        end::bigint as person_rank
    from crew_place
)

select
    drawn.film,
    drawn.place,
    drawn.person_rank,
    concat(
        '{''credit_id'': ''', credit_code(drawn.credit),
        ''', ''department'': ', ticketed.department_literal,
        ', ''gender'': ', person.gender,
        ', ''id'': ', person.person_id,
        ', ''job'': ', ticketed.job_literal,
        ', ''name'': ', person.name_literal,
        ', ''profile_path'': ', person.path_literal,
        case when billing.plant = 'key_extra' then ', ''popularity'': 1.5' else '' end,
        '}'
    ) as item
from drawn
inner join person on drawn.person_rank = person.person_rank
inner join billing on drawn.film = billing.film
inner join ticketed on drawn.ticket = ticketed.ticket;

create or replace table credits_line as
with
casts as (
    select
        film,
        string_agg(item, ', ' order by place) as items
    from cast_item
    group by film
),

crews as (
    select
        film,
        string_agg(item, ', ' order by place) as items
    from crew_item
    group by film
),

copied as (
    select
        billing.film,
        copies.copy_number,
        billing.plant,
        case when copies.copy_number = 0 then billing.film else again_position(billing.film) end
            as sort_place,
        coalesce('[' || casts.items || ']', '[]') as cast_text,
        coalesce('[' || crews.items || ']', '[]') as crew_text
    from billing
    left join casts on billing.film = casts.film
    left join crews on billing.film = crews.film
    cross join unnest(
        case when billing.plant = 'repeated' then [0, 1] else [0] end
    ) as copies (copy_number)
),

written as (
    select
        copied.film,
        copied.copy_number,
        copied.plant,
        film.tmdb_id,
        copied.sort_place,
        concat_ws(
            ',',
            csv_field(
                case
                    when copied.plant = 'spoiled' then copied.cast_text[:-2] || ' GATORADE'
                    else copied.cast_text
                end
            ),
            csv_field(
                case
                    when copied.plant = 'cut_off' then copied.crew_text[:-20]
                    else copied.crew_text
                end
            ),
            film.tmdb_id
        ) as line_text
    from copied
    inner join film on copied.film = film.film
    union all by name
    select
        'blank_line' as plant,
        blank_place(numbers.number, 'blank credits') as sort_place,
        '' as line_text
    from range(getvariable('blank_lines')) as numbers (number)
    where in_chunk(blank_place(numbers.number, 'blank credits'))
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
