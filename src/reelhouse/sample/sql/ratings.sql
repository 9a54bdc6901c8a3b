-- Half stars from what a film is worth, how kind a rater is, and four bytes of chance.
create or replace macro half_stars(merit_millis, kindness_millis, takes_whole, chance) as
case
    when takes_whole
        then 2 * greatest(1, least(5, (
            8050 + merit_millis + kindness_millis + 11 * (
                (chance & 255) + (chance >> 8 & 255) + (chance >> 16 & 255) + (chance >> 24 & 255)
            )::bigint - 5610
        ) // 2000))
    else
        greatest(1, least(10, (
            7550 + merit_millis + kindness_millis + 11 * (
                (chance & 255) + (chance >> 8 & 255) + (chance >> 16 & 255) + (chance >> 24 & 255)
            )::bigint - 5610
        ) // 1000))
end;

-- A month has 2,629,800 seconds: the twelfth part of a year.
create or replace view rater_habit as
with
habits as (
    select
        edition,
        rater,
        soul,
        born,
        ratings,
        (edition = 'small')::bigint * 64
        + greatest(0, ceil(log2(greatest(1, ratings) / 64)))::bigint as tier_key,
        unit(soul, 'offset') * 0.875 as step_offset,
        (800 * bell(soul, 'kindness'))::bigint as kindness_millis,
        dice(soul, 'whole stars') % 2 = 0 as takes_whole,
        case
            when born > 0 then 86400
            when dice(soul, 'session') % 10 < 7 then 60 + ratings * 30
            else 86400 + floor(300000000 * power(unit(soul, 'years'), 3))::bigint
        end as span,
        floor(640000000 * unit(soul, 'start'))::bigint as seconds_before
    from rater
)

select
    edition,
    rater,
    soul,
    born,
    ratings,
    tier_key,
    step_offset,
    kindness_millis,
    takes_whole,
    span,
    case
        when born = 0 then getvariable('opened_epoch') - span - seconds_before
        else getvariable('opened_epoch') + (born - 1) * 2629800 + seconds_before % 2500000
    end as started
from habits;

-- Ratings of films that no link has, and of the films that are new.
create or replace table extra_rating as
with
unlinked_ratings as (
    select
        editions.edition,
        floor(
            (numbers.number + unit(numbers.number, editions.edition)) * editions.raters
            / editions.ratings
        )::bigint as rater,
        dice(numbers.number, 'unlinked ' || editions.edition) % getvariable('unlinked_movies')
            as unlinked_number
    from (
        select
            'full' as edition,
            getvariable('raters') as raters,
            getvariable('unlinked_ratings') as ratings
        union all
        select
            'small' as edition,
            getvariable('small_raters') as raters,
            getvariable('small_unlinked_ratings') as ratings
    ) as editions
    cross join unnest(range(editions.ratings)) as numbers (number)
),

new_film_ratings as (
    select
        rater_habit.rater,
        rater_habit.soul,
        months.month_number,
        getvariable('films') + (months.month_number - 1) * getvariable('new_films')
        + dice(rater_habit.soul * 1024 + months.month_number, 'which new film')
        % getvariable('new_films')
            as film
    from rater_habit
    cross join range(1, getvariable('month') + 1) as months (month_number)
    where
        rater_habit.edition = 'full'
        and rater_habit.born <= months.month_number
        and dice(rater_habit.soul * 1024 + months.month_number, 'new film') % 4 = 0
)

select
    rater_habit.edition,
    rater_habit.rater,
    unlinked.movielens_id,
    true as is_orphan,
    half_stars(
        0, rater_habit.kindness_millis, rater_habit.takes_whole,
        draw(rater_habit.soul, 'unlinked mark')
    ) as half_stars,
    rater_habit.started + dice(rater_habit.soul, 'unlinked time') % rater_habit.span as rated_at
from unlinked_ratings
inner join unlinked on unlinked_ratings.unlinked_number = unlinked.number
inner join rater_habit
    on
        unlinked_ratings.edition = rater_habit.edition
        and unlinked_ratings.rater = rater_habit.rater
union all
select
    rater_habit.edition,
    rater_habit.rater,
    link.movielens_id,
    false as is_orphan,
    half_stars(
        0, rater_habit.kindness_millis, rater_habit.takes_whole,
        draw(rater_habit.soul * 1024 + new_film_ratings.month_number, 'new film mark')
    ) as half_stars,
    getvariable('opened_epoch') + (new_film_ratings.month_number - 1) * 2629800
    + dice(rater_habit.soul * 1024 + new_film_ratings.month_number, 'new film time')
    % 2629800 as rated_at
from new_film_ratings
inner join link on new_film_ratings.film = link.entity and link.copy_number = 0
inner join rater_habit
    on
        rater_habit.edition = 'full'
        and new_film_ratings.rater = rater_habit.rater;

create or replace table blank_rating as
select
    editions.edition,
    numbers.number,
    floor(
        unit(numbers.number, 'blank ratings')
        * case editions.edition
            when 'full' then getvariable('raters') else getvariable('small_raters')
        end
    )::bigint as rater
from unnest(['full', 'small']) as editions (edition)
cross join range(getvariable('blank_lines')) as numbers (number);

-- The ratings of one edition, sorted as in the file; a line without half stars is blank.
create or replace view ratings_line as
with
stepped as (
    select
        rater,
        soul,
        ratings,
        tier_key,
        step_offset,
        kindness_millis,
        takes_whole,
        started,
        span,
        unnest(range(ratings)) as step
    from rater_habit
    where
        edition = getvariable('edition')
        and rater >= getvariable('chunk_first')
        and rater < getvariable('chunk_end')
),

drawn as (
    select
        rater,
        ratings,
        tier_key,
        step_offset,
        kindness_millis,
        takes_whole,
        started,
        span,
        step,
        draw(soul * 1048576 + step, 'rating') as luck
    from stepped
),

-- Twenty bits move the step by up to an eighth, twenty more choose among the films of a slot.
placed as (
    select
        rater,
        kindness_millis,
        takes_whole,
        started,
        span,
        luck,
        tier_key * getvariable('slots') + floor(
            (step + step_offset + (luck >> 44)::double / 8388608) * getvariable('slots') / ratings
        )::bigint as slot
    from drawn
),

place_film as (
    select
        place::integer as place,
        movielens_id,
        merit_millis
    from shelf
    where edition = getvariable('edition')
),

met as (
    select
        placed.rater,
        placed.kindness_millis,
        placed.takes_whole,
        placed.started,
        placed.span,
        placed.luck,
        slot.place,
        slot.films,
        slot.first_edge,
        slot.last_edge,
        (placed.luck >> 24 & 1048575)::bigint as edge
    from placed
    inner join slot on placed.slot = slot.slot
),

found as (
    select
        rater,
        kindness_millis,
        takes_whole,
        started,
        span,
        luck,
        place + case
            when edge < first_edge then -1
            when edge >= last_edge then films - 1
            else (edge - first_edge) * (films - 1) // (last_edge - first_edge)
        end::integer as place
    from met
),

-- Of every hundred ratings one is changed in a month; the month that changed it last is kept.
marked as (
    select
        found.rater,
        found.kindness_millis,
        found.takes_whole,
        found.started,
        found.span,
        found.luck,
        place_film.movielens_id,
        place_film.merit_millis,
        greatest(0, getvariable('month') - (
            getvariable('month') + 100 - (found.luck >> 8 & 65535)::bigint % 100
        ) % 100) as changed
    from found
    inner join place_film on found.place = place_film.place
),

chanced as (
    select
        rater,
        movielens_id,
        kindness_millis,
        merit_millis,
        takes_whole,
        started,
        span,
        changed,
        hash(luck, changed) as chance
    from marked
),

rated_once as (
    select
        (rater + 1) * 268435456 + movielens_id as line_key,
        half_stars(merit_millis, kindness_millis, takes_whole, chance)::tinyint as half_stars,
        case
            when changed = 0 then started + (chance >> 33)::bigint % span
            else
                getvariable('opened_epoch') + (changed - 1) * 2629800
                + (chance >> 33)::bigint % 2629800
        end::uinteger as rated_at
    from chanced
    union all
    select
        (rater + 1) * 268435456 + movielens_id as line_key,
        half_stars::tinyint as half_stars,
        rated_at::uinteger as rated_at
    from extra_rating
    where
        edition = getvariable('edition')
        and rater >= getvariable('chunk_first')
        and rater < getvariable('chunk_end')
    union all
    select
        (rater + 1) * 268435456 + 268435455 as line_key,
        null as half_stars,
        number::uinteger as rated_at
    from blank_rating
    where
        edition = getvariable('edition')
        and rater >= getvariable('chunk_first')
        and rater < getvariable('chunk_end')
),

sorted as (
    select
        line_key,
        half_stars,
        rated_at
    from rated_once
    order by line_key, rated_at
)

select
    case
        when half_stars is null then ''
        else
            concat_ws(
                ',', line_key >> 28, line_key & 268435455,
                ['0.5', '1.0', '1.5', '2.0', '2.5', '3.0', '3.5', '4.0', '4.5', '5.0'][half_stars],
                rated_at
            )
    end as line_text
from sorted;
