-- The films that an edition is about, in the order of their MovieLens ids.
create or replace table shelf as
select
    editions.edition,
    rated.movielens_id,
    rated.weight,
    (rated.merit * 1000)::bigint as merit_millis,
    row_number() over (partition by editions.edition order by rated.movielens_id) - 1 as place
from rated
cross join unnest(['full', 'small']) as editions (edition)
where editions.edition = 'full' or rated.is_small;

-- From a place between 0 and 1 to a film, as a table of slots. One table for each tier of zeal:
-- the share of the best known is capped so that the steps of a rater who takes n films never
-- land on the same one twice, and what is cut off there is poured over the others.
create or replace table tier as
with
most as (
    select
        edition,
        least(18500, greatest(1, count(*) * 2 // 5)) as ratings
    from shelf
    group by edition
)

select
    most.edition,
    numbers.tier,
    (most.edition = 'small')::bigint * 64 + numbers.tier as tier_key,
    0.875 * getvariable('slots') / least(most.ratings, 64 << numbers.tier) - 2 as cap
from most
cross join range(48) as numbers (tier)
where numbers.tier = 0 or 32 << numbers.tier < most.ratings;

create or replace table slot as
with
offered as (
    select
        tier.tier_key,
        tier.cap,
        shelf.place,
        shelf.weight,
        row_number() over (
            partition by tier.tier_key order by shelf.weight desc, shelf.place asc
        ) - 1 as better,
        sum(shelf.weight) over (
            partition by tier.tier_key order by shelf.weight asc, shelf.place desc
        )::double as rest
    from tier
    inner join shelf on tier.edition = shelf.edition
),

capped as (
    select
        tier_key,
        cap,
        place,
        weight,
        better,
        (getvariable('slots') - better * cap) / rest as scaling,
        weight * (getvariable('slots') - better * cap) > cap * rest as is_over
    from offered
),

levelled as (
    select
        tier_key,
        arg_min(scaling, better) filter (where not is_over) as scaling
    from capped
    group by tier_key
),

poured as (
    select
        capped.tier_key,
        capped.place,
        (
            1048576
            * case when capped.is_over then capped.cap else capped.weight * levelled.scaling end
        )::bigint as slot_share
    from capped
    inner join levelled on capped.tier_key = levelled.tier_key
),

summed as (
    select
        tier_key,
        place,
        slot_share,
        sum(slot_share) over (partition by tier_key order by place) as share_so_far
    from poured
),

-- A slot holds the films that begin in it and the end of the one before them. Edges are in 2^20ths
-- of a slot: below the first edge it is the film before, above the last edge the last that begins.
begun as (
    select
        tier_key,
        least(getvariable('slots') - 1, (share_so_far - slot_share) // 1048576)::bigint as slot,
        min(place) as place,
        count(*) as films,
        min((share_so_far - slot_share) % 1048576) as first_edge,
        max((share_so_far - slot_share) % 1048576) as last_edge
    from summed
    group by all
),

bounded as (
    select
        tier_key,
        slot,
        place,
        films,
        case when place = 0 then 0 else first_edge end as first_edge,
        last_edge,
        lead(slot, 1, getvariable('slots')) over (partition by tier_key order by slot) as next_slot
    from begun
)

select
    bounded.tier_key * getvariable('slots') + bounded.slot + steps.step as slot,
    case when steps.step = 0 then bounded.place else bounded.place + bounded.films - 1 end::integer
        as place,
    case when steps.step = 0 then bounded.films else 1 end::integer as films,
    case when steps.step = 0 then bounded.first_edge else 0 end::integer as first_edge,
    case when steps.step = 0 then bounded.last_edge else 0 end::integer as last_edge
from bounded
cross join unnest(range(bounded.next_slot - bounded.slot)) as steps (step)
order by slot;
