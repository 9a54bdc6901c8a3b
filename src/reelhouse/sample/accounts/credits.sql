-- Where the defects of credits stand, and how often a person stands there in another way.
insert into defect
with
described as (
    select
        credits_line.tmdb_id,
        credits_line.line_number,
        case
            when credits_line.copy_number = 1 then 'repeated'
            when film.born > getvariable('month') then 'orphan'
            else credits_line.plant
        end as kind
    from credits_line
    left join film on credits_line.film = film.film
    where coalesce(credits_line.plant, '') != 'repeated' or credits_line.copy_number = 1
)

select
    kind,
    'credits' as file_name,
    tmdb_id as id,
    line_number,
    case
        when kind in ('spoiled', 'key_missing') then 'cast'
        when kind in ('cut_off', 'key_extra') then 'crew'
    end as column_name,
    null as detail
from described
where kind is not null
order by line_number;

insert into defect
select
    planted.kind,
    'credits' as file_name,
    film.tmdb_id as id,
    null as line_number,
    null as column_name,
    'has no record in credits' as detail
from planted
inner join chunk_film as film on planted.film = film.film
where planted.kind = 'without_credits'
order by film.film;

insert into account
with
counted as (
    select
        count(*) filter (where film is null) as blank,
        count(film) as records,
        count(*) filter (where copy_number = 1) as duplicates
    from credits_line
),

orphaned as (
    select count(*) as orphans
    from credits_line
    inner join film on credits_line.film = film.film
    where film.born > getvariable('month')
)

select
    'credits' as file_name,
    unnest(['blank', 'records', 'parsed_records', 'duplicates', 'orphans', 'loaded']) as item,
    unnest([
        counted.blank, counted.records, counted.records, counted.duplicates, orphaned.orphans,
        counted.records - counted.duplicates - orphaned.orphans
    ]) as amount
from counted
cross join orphaned;

-- How people stand in these credits: the way of the others counts as -1.
insert into credited
select
    person_rank,
    case when variant < 3 then variant else -1 end as variant
from cast_item
union all
select
    person_rank,
    -1 as variant
from crew_item;

insert into account
select
    'people' as file_name,
    unnest(['cast_credits', 'crew_credits']) as item,
    unnest([(select count(*) from cast_item), (select count(*) from crew_item)]) as amount;

set variable lines_before = coalesce(
    (select max(line_number) from credits_line), getvariable('lines_before')
);
