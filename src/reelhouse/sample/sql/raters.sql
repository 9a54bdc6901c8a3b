-- Who rates, and how much: a long tail, exactly as many ratings as planned. Nobody rates more
-- than two films in five, or 18,500, so that draws without repetition stay possible.
create or replace table rater as
with
editions as (
    select
        'full' as edition,
        getvariable('raters') as raters,
        getvariable('new_raters') as new_raters,
        getvariable('base_ratings') as ratings,
        least(18500, greatest(1, count(*) * 2 // 5)) as most
    from rated
    union all
    select
        'small' as edition,
        getvariable('small_raters') as raters,
        getvariable('new_small_raters') as new_raters,
        getvariable('base_small_ratings') as ratings,
        least(18500, greatest(1, count(*) filter (where is_small) * 2 // 5)) as most
    from rated
),

drawn as (
    select
        editions.edition,
        editions.raters,
        editions.ratings,
        editions.most,
        case editions.edition when 'small' then least(20, editions.most // 2 + 1) else 1 end
            as fewest,
        numbers.rater,
        numbers.rater * 2 + (editions.edition = 'small')::bigint as soul,
        case
            when numbers.rater < editions.raters then 0
            else 1 + (numbers.rater - editions.raters) // editions.new_raters
        end as born
    from editions
    cross join unnest(
        range(editions.raters + getvariable('month') * editions.new_raters)
    ) as numbers (rater)
),

willing as (
    select
        edition,
        rater,
        soul,
        born,
        raters,
        ratings,
        most,
        fewest,
        least(most, greatest(fewest, exp(
            case edition when 'small' then 4.27 else 3.4 end + 1.5 * bell(soul, 'zeal')
        )::bigint)) as first_wish
    from drawn
),

-- What the wishes lack or have too much is spread over the room that is left.
summed as (
    select
        edition,
        rater,
        soul,
        born,
        most,
        first_wish,
        ratings - sum(first_wish) filter (where born = 0) over (partition by edition) as lack,
        sum(most - first_wish) over (partition by edition, born = 0 order by rater) as room_so_far,
        sum(most - first_wish) over (partition by edition, born = 0) as room,
        sum(first_wish - fewest)
            over (partition by edition, born = 0 order by rater)
            as spare_so_far,
        sum(first_wish - fewest) over (partition by edition, born = 0) as spare
    from willing
),

settled as (
    select
        edition,
        rater,
        soul,
        born,
        first_wish,
        case
            when born > 0 then 0
            when lack >= 0 then lack * room_so_far // greatest(1, room)
            else -(-lack * spare_so_far // greatest(1, spare))
        end as given_so_far
    from summed
)

select
    edition,
    rater,
    soul,
    born,
    (
        first_wish + given_so_far
        - coalesce(lag(given_so_far) over (partition by edition, born = 0 order by rater), 0)
    )::bigint as ratings
from settled
order by edition, rater;
