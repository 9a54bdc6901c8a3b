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
inner join film on planted.film = film.film
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

-- People of whom two credits say different things.
insert into account
with
credited as (
    select
        person_rank,
        variant
    from cast_item
    union all
    select
        person_rank,
        null as variant
    from crew_item
),

compared as (
    select
        person_rank,
        count(distinct coalesce(variant, -1) = 0) as name_forms,
        count(distinct coalesce(variant, -1) = 1) as gender_forms,
        count(distinct coalesce(variant, -1) = 2) as picture_forms
    from credited
    group by person_rank
)

select
    'people' as file_name,
    unnest(['people', 'several_names', 'several_genders', 'several_pictures']) as item,
    unnest([
        count(*),
        count(*) filter (where name_forms = 2),
        count(*) filter (where gender_forms = 2),
        count(*) filter (where picture_forms = 2)
    ]) as amount
from compared;

insert into account
select
    'people' as file_name,
    unnest(['cast_credits', 'crew_credits']) as item,
    unnest([(select count(*) from cast_item), (select count(*) from crew_item)]) as amount;
