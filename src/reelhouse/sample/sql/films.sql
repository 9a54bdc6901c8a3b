-- Lots decide which films of the first delivery carry which defect: each kind owns a range of lots.
create or replace table planted as
with
lots as (
    select
        entity as film,
        row_number() over (order by draw(entity, 'lot'), entity) - 1 as lot
    from entity
    where born = 0 and entity >= 0
)

select
    lots.film,
    plot.family,
    plot.kind,
    lots.lot - plot.first_lot as number
from lots
inner join plot on lots.lot between plot.first_lot and plot.last_lot;

-- What a film is: the part that does not change, drawn from a hidden fame and merit so that
-- votes, popularity, money, casts and ratings go together as they do in life.
create or replace table film as
with
hidden as (
    select
        entity.entity as film,
        entity.born,
        entity.tmdb_id,
        entity.imdb_digits,
        planted.kind as plant,
        planted.number as plant_number,
        -- The films that MovieLens began with are the better known ones.
        0.93 * (
            bell(entity.entity, 'fame')
            + case when is_early(entity.entity) then 0.8 else -0.2 end
        ) as fame,
        bell(entity.entity, 'merit') as merit,
        unit(entity.entity, 'age') as age,
        getvariable('films') as films
    from entity
    left join planted on entity.entity = planted.film and planted.family = 'metadata'
    where entity.entity >= 0
),

aged as (
    select
        film,
        born,
        tmdb_id,
        imdb_digits,
        plant,
        plant_number,
        fame,
        merit,
        case
            when born > 0 then (age * 400)::integer
            when -ln(1 - age) * 24 < 122 then (-ln(1 - age) * 24 * 365.25)::integer
            else (age * 20000)::integer
        end as age_days,
        (getvariable('opened') + to_months(born::integer - 1))::date as latest
    from hidden
),

dated as (
    select
        film,
        born,
        tmdb_id,
        imdb_digits,
        plant,
        plant_number,
        fame,
        merit,
        case
            when plant = 'undated' then null
            when plant = 'before_1900'
                then make_date(1874 + dice(film, 'year') % 26, 1 + dice(film, 'month') % 12, 9)
            when plant = 'future'
                then (getvariable('opened') + (400 + dice(film, 'ahead') % 900)::integer)
            when plant = 'on_2008_01_01' then date '2008-01-01'
            when dice(film, 'new year') % 20 = 0 and born = 0
                then date_trunc('year', latest - age_days)::date
            else latest - age_days
        end as drawn_date
    from aged
)

select
    film,
    born,
    tmdb_id,
    imdb_digits,
    plant,
    plant_number,
    fame,
    merit,
    -- 2008-01-01 is for those that were planted there.
    case
        when drawn_date = date '2008-01-01' and coalesce(plant, '') != 'on_2008_01_01'
            then date '2008-01-03'
        else drawn_date
    end as release_date,
    case
        when dice(film, 'language') % 100 < 3 then 1 + dice(film, 'which language') % 89
        else floor(90 * power(unit(film, 'language rank'), 13))::bigint
    end as language_place
from dated;

-- The films that are being written: of a large sample a part at a time.
create or replace view chunk_film as
select
    film,
    born,
    tmdb_id,
    imdb_digits,
    plant,
    plant_number,
    fame,
    merit,
    release_date,
    language_place
from film
where film >= getvariable('chunk_first') and film < getvariable('chunk_end');

-- Where a second record of a film, or a second link to it, stands: anywhere in the same part.
create or replace macro again_position(film) as
film // getvariable('chunk_films') * getvariable('chunk_films')
+ unit(film, 'again') * least(
    getvariable('chunk_films'),
    getvariable('films') - film // getvariable('chunk_films') * getvariable('chunk_films')
) - 0.5;

create or replace macro blank_place(number, salt) as
unit(number, salt) * getvariable('films') - 0.25;

create or replace macro in_chunk(sort_place) as
sort_place >= getvariable('chunk_first') - 0.5 and sort_place < getvariable('chunk_end') - 0.5;

-- What a film is worth this month.
create or replace table film_figures as
with
edited as (
    select
        film,
        plant,
        fame,
        merit,
        getvariable('month') as months,
        edits(film, 'money', 100) as revisions,
        getvariable('month') - edits(film, 'still', 7) as moves,
        0.75 * fame + 0.66 * bell(film, 'budget known') as budget_luck,
        0.75 * fame + 0.4 * bell(film, 'budget known') + 0.53 * bell(film, 'revenue known')
            as revenue_luck,
        0.6 * fame + 0.8 * bell(film, 'budget') as size,
        0.85 * fame + 0.53 * bell(film, 'popularity') as buzz
    from film
),

grown as (
    select
        film,
        plant,
        fame,
        merit,
        revisions,
        size,
        unit(film, 'reveal') < 0.5 and revisions > 0 as is_revealed,
        budget_luck > 0.86 as has_budget,
        revenue_luck > 0.99 as has_revenue,
        1 + 0.04 * revisions * bell(film * 64 + revisions, 'revision') as revision,
        floor(exp(
            least(9.2 + 0.1 * fame, 2.35 + 1.75 * fame + 0.45 * greatest(fame, 0))
        ))::bigint as first_votes,
        months,
        0.22 + 1.67 * buzz - case when buzz < 0 then 0.25 else 0.2 end * buzz * buzz
        + 1.8 * greatest(buzz - 3, 0) + 0.1 * bell(film * 1024 + moves, 'move')
            as log_popularity
    from edited
),

voted as (
    select
        film,
        plant,
        merit,
        revisions,
        size,
        has_budget,
        has_revenue,
        is_revealed,
        revision,
        log_popularity,
        first_votes + floor(months * (0.006 * first_votes + 0.2) * unit(film, 'growth'))::bigint
            as vote_count
    from grown
),

counted as (
    select
        film,
        plant,
        vote_count,
        (exp(log_popularity) * 1000000)::bigint as popularity_micros,
        case
            when vote_count = 0 then 0
            when vote_count < 3
                then 10 * greatest(1, least(10, round(6.1 + 2 * bell(film, 'few'))))
            else greatest(5, least(100, round(
                61 + 9 * merit + 22 * bell(film * 64 + edits(film, 'score', 10), 'score')
                / sqrt(vote_count)
            )))
        end::bigint as average_tenths,
        case
            when plant = 'suspect_budget' then 1 + dice(film, 'wrong unit') % 900
            when has_budget or is_revealed then exp(15.5 + 1.4 * size - 0.12 * size * size)
        end as raw_budget,
        case
            when plant = 'suspect_revenue' then 1 + dice(film, 'wrong unit') % 900
            when has_revenue
                then exp(least(21.6, (
                    16.2 + 1.3 * size - 0.1 * size * size
                    + 0.9 * bell(film, 'revenue') + 0.2 * merit
                )))
        end as raw_revenue,
        revision
    from voted
)

-- Budgets are told in round numbers, revenues to the dollar.
select
    film,
    vote_count,
    popularity_micros,
    average_tenths,
    case
        when raw_budget is null then 0
        when raw_budget < 1000 then raw_budget::bigint
        else greatest(1000, round(
            raw_budget * revision,
            (-floor(log10(raw_budget)) + (dice(film, 'roundness') % 2))::integer
        ))::bigint
    end as budget,
    case
        when raw_revenue is null then 0
        when raw_revenue < 1000 then raw_revenue::bigint
        else greatest(1000, (raw_revenue * revision)::bigint)
    end as revenue
from counted;
