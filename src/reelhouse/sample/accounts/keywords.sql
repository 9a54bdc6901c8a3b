-- Where the defects of keywords stand.
insert into defect
with
described as (
    select
        keywords_line.tmdb_id,
        keywords_line.line_number,
        case
            when keywords_line.copy_number = 1 then 'repeated'
            when film.born > getvariable('month') then 'orphan'
            else keywords_line.plant
        end as kind
    from keywords_line
    left join film on keywords_line.film = film.film
    where coalesce(keywords_line.plant, '') != 'repeated' or keywords_line.copy_number = 1
)

select
    kind,
    'keywords' as file_name,
    tmdb_id as id,
    line_number,
    case when kind in ('spoiled', 'key_order', 'key_extra') then 'keywords' end as column_name,
    null as detail
from described
where kind is not null
order by line_number;

insert into defect
select
    planted.kind,
    'keywords' as file_name,
    film.tmdb_id as id,
    null as line_number,
    null as column_name,
    'has no record in keywords' as detail
from planted
inner join chunk_film as film on planted.film = film.film
where planted.kind = 'without_keywords'
order by film.film;

insert into account
with
counted as (
    select
        count(*) filter (where film is null) as blank,
        count(film) as records,
        count(*) filter (where copy_number = 1) as duplicates
    from keywords_line
),

orphaned as (
    select count(*) as orphans
    from keywords_line
    inner join film on keywords_line.film = film.film
    where film.born > getvariable('month')
)

select
    'keywords' as file_name,
    unnest(['blank', 'records', 'parsed_records', 'duplicates', 'orphans', 'loaded']) as item,
    unnest([
        counted.blank, counted.records, counted.records, counted.duplicates, orphaned.orphans,
        counted.records - counted.duplicates - orphaned.orphans
    ]) as amount
from counted
cross join orphaned;

set variable lines_before = coalesce(
    (select max(line_number) from keywords_line), getvariable('lines_before')
);
