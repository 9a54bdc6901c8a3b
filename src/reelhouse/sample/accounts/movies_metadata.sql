-- Where the defects of movies_metadata stand. Of two records of a film the one with more votes
-- wins, then the more popular, then the later.
insert into defect
select
    plant as kind,
    'movies_metadata' as file_name,
    tmdb_id as id,
    line_number,
    case plant
        when 'broken_record' then 'overview'
        when 'suspect_budget' then 'budget'
        when 'suspect_revenue' then 'revenue'
        when 'undated' then 'release_date'
        when 'before_1900' then 'release_date'
        when 'future' then 'release_date'
        when 'on_2008_01_01' then 'release_date'
        when 'float_noise' then 'popularity'
        when 'popularity_text' then 'popularity'
        when 'key_order' then 'genres, production_companies'
        when 'key_missing' then 'belongs_to_collection, spoken_languages'
        when 'key_extra' then 'production_companies'
        when 'cut_off' then 'production_companies'
        when 'spoiled' then 'production_companies'
        when 'carriage_return' then 'overview'
        when 'line_break' then 'overview'
    end as column_name,
    case plant
        when 'broken_record' then 'goes on in line ' || (line_number + 1)
    end as detail
from metadata_line
where plant not in ('duplicate_identical', 'duplicate_other')
order by line_number;

insert into defect
with
described as (
    select
        metadata_line.plant,
        metadata_line.tmdb_id,
        metadata_line.line_number,
        row_number() over (
            partition by metadata_line.film
            order by
                metadata_record.vote_count desc,
                metadata_record.popularity_micros desc,
                metadata_line.line_number desc
        ) as place
    from metadata_line
    inner join metadata_record
        on
            metadata_line.film = metadata_record.film
            and metadata_line.copy_number = metadata_record.copy_number
    where metadata_line.plant in ('duplicate_identical', 'duplicate_other')
)

select
    loser.plant as kind,
    'movies_metadata' as file_name,
    loser.tmdb_id as id,
    loser.line_number,
    null as column_name,
    case loser.plant
        when 'duplicate_other' then 'kept is the record of line ' || winner.line_number
        else 'the same as line ' || winner.line_number
    end as detail
from described as loser
inner join described as winner on loser.tmdb_id = winner.tmdb_id and winner.place = 1
where loser.place = 2
order by loser.line_number;

insert into account
with
counted as (
    select
        max(line_number) + 1 as physical_lines,
        count(*) filter (where plant = 'blank_line') as blank,
        count(*) filter (where film is not null) as records,
        count(*) filter (where plant = 'broken_record') as broken,
        count(distinct film) as films
    from metadata_line
)

select
    'movies_metadata' as file_name,
    unnest(['blank', 'records', 'parsed_records', 'repaired', 'duplicates', 'orphans', 'loaded'])
        as item,
    unnest([blank, records, records + broken, broken, records - films, 0, films]) as amount
from counted;

-- What the films say once each is kept once.
insert into account
with
described as (
    select
        release_date is null as is_undated,
        release_date < date '1900-01-01' as is_before_1900,
        release_date = date '2008-01-01' as is_on_2008_01_01,
        release_date > getvariable('opened') + to_months(getvariable('month')::integer)
            as is_future,
        budget = 0 as is_zero_budget,
        revenue = 0 as is_zero_revenue,
        budget > 0 and revenue > 0 as is_both_known,
        budget between 1 and 999 as is_suspect_budget,
        revenue between 1 and 999 as is_suspect_revenue,
        genres = '[]' as is_without_genre,
        companies = '[]' as is_without_company,
        imdb_id is null as is_without_imdb_id,
        status is null as is_without_status,
        coalesce(plant, '') = 'popularity_text' as is_without_popularity
    from metadata_record
    where copy_number = 0
)

select
    'movies' as file_name,
    unnest([
        'movies', 'undated', 'before_1900', 'on_2008_01_01', 'future', 'zero_budget',
        'zero_revenue', 'both_known', 'suspect_budget', 'suspect_revenue', 'without_genre',
        'without_company', 'without_imdb_id', 'without_status', 'without_popularity'
    ]) as item,
    unnest([
        count(*), count_if(is_undated), count_if(is_before_1900), count_if(is_on_2008_01_01),
        count_if(is_future), count_if(is_zero_budget), count_if(is_zero_revenue),
        count_if(is_both_known), count_if(is_suspect_budget), count_if(is_suspect_revenue),
        count_if(is_without_genre), count_if(is_without_company), count_if(is_without_imdb_id),
        count_if(is_without_status), count_if(is_without_popularity)
    ]) as amount
from described;

set variable lines_before = coalesce(
    (select max(line_number + line_breaks) from metadata_line), getvariable('lines_before')
);
