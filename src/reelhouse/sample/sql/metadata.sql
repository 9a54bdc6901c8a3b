-- A float as Python writes it: no zeros at the end, and an exponent below 0.0001.
create or replace macro float_text(micros) as
case
    when micros = 0 then '0.0'
    when micros < 10 then concat(micros, 'e-06')
    when micros < 100 and micros % 10 = 0 then concat(micros // 10, 'e-05')
    when micros < 100 then concat(micros // 10, '.', micros % 10, 'e-05')
    when micros % 1000000 = 0 then concat(micros // 1000000, '.0')
    else
        concat(
            micros // 1000000, '.', rtrim(lpad((micros % 1000000)::varchar, 6, '0'), '0')
        )
end;

-- The fields of every record, copies of a film already with their other values.
create or replace table metadata_record as
with
copied as (
    select
        film.film,
        copies.copy_number,
        film.plant,
        film.plant_number,
        coalesce(film.plant, '') = 'duplicate_other' and copies.copy_number = 1 as is_other,
        film.plant_number % 5 as variant,
        film.tmdb_id,
        film.imdb_digits,
        film.release_date,
        film.language_place,
        film.born
    from chunk_film as film
    cross join
        unnest(
            case
                when film.plant in ('duplicate_identical', 'duplicate_other') then [0, 1]
                else [0]
            end
        ) as copies (copy_number)
    where film.born <= getvariable('month')
)

select
    copied.film,
    copied.copy_number,
    copied.plant,
    copied.plant_number,
    copied.tmdb_id,
    language.language_code,
    copied.release_date,
    film_figures.budget,
    film_figures.revenue,
    film_figures.average_tenths,
    film_text.title,
    film_text.original_title,
    film_text.tagline,
    film_text.homepage,
    film_text.poster_path,
    case when copied.copy_number = 0 then copied.film else again_position(copied.film) end
        as sort_place,
    case when dice(copied.film, 'adult') % 5000 = 0 then 'True' else 'False' end as adult,
    case when dice(copied.film, 'video') % 490 = 0 then 'True' else 'False' end as video,
    case
        when dice(copied.film, 'no imdb') % 2700 > 0 then 'tt' || copied.imdb_digits
    end as imdb_id,
    case copied.plant
        when 'line_break' then concat('In two parts.', chr(10), ' ', film_text.overview)
        when 'carriage_return' then concat('In two parts.', chr(13), film_text.overview)
        else film_text.overview
    end as overview,
    case
        when copied.is_other and copied.variant in (0, 4) then film_figures.vote_count + 7
        when copied.is_other and copied.variant = 3 then film_figures.vote_count // 2
        else film_figures.vote_count
    end as vote_count,
    case
        when copied.is_other and copied.variant = 1 then film_figures.popularity_micros + 1500000
        when copied.is_other and copied.variant = 4 then film_figures.popularity_micros // 2
        else film_figures.popularity_micros
    end as popularity_micros,
    case
        when copied.is_other and copied.variant = 2 then '77.0'
        when dice(copied.film, 'no runtime') % 172 = 0 then null
        when dice(copied.film, 'runtime') % 29 = 0 then '0.0'
        when dice(copied.film, 'runtime') % 29 = 1
            then concat(1 + dice(copied.film, 'minutes') % 240, '.0')
        else
            concat(greatest(1, round(97 + 19 * bell(copied.film, 'minutes')))::bigint, '.0')
    end as runtime,
    case
        when edits(copied.film, 'release', 4) > 0 then 'Released'
        when copied.plant = 'future' then 'Planned'
        when dice(copied.film, 'status') % 1000 < 990 then 'Released'
        when dice(copied.film, 'status') % 1000 < 995 then 'Rumored'
        when dice(copied.film, 'status') % 1000 < 997 then 'Post Production'
        when dice(copied.film, 'status') % 1000 < 998 then 'In Production'
    end as status,
    film_collection.collection,
    coalesce('[' || film_genres.genres || ']', '[]') as genres,
    coalesce(film_companies.companies, '[]') as companies,
    coalesce('[' || film_countries.countries || ']', '[]') as countries,
    coalesce('[' || film_languages.languages || ']', '[]') as languages
from copied
inner join film_figures on copied.film = film_figures.film
inner join film_text on copied.film = film_text.film
inner join language on copied.language_place = language.place
left join film_collection on copied.film = film_collection.film
left join film_genres on copied.film = film_genres.film
left join film_companies on copied.film = film_companies.film
left join film_countries on copied.film = film_countries.film
left join film_languages on copied.film = film_languages.film;

create or replace table metadata_line as
with
fields as (
    select
        film,
        copy_number,
        plant,
        tmdb_id,
        sort_place,
        overview,
        concat_ws(
            ',', adult, csv_field(collection), budget, csv_field(genres), csv_field(homepage),
            tmdb_id, coalesce(imdb_id, ''), language_code, csv_field(original_title)
        ) as fields_before,
        case plant
            when 'popularity_text' then 'Beware of the Dog'
            when 'float_noise' then float_text(popularity_micros - 1) || '999999998'
            else float_text(popularity_micros)
        end as popularity,
        concat_ws(
            ',', coalesce(poster_path, ''), csv_field(companies), csv_field(countries),
            coalesce(strftime(release_date, '%Y-%m-%d'), ''), revenue, coalesce(runtime, ''),
            csv_field(languages), coalesce(status, ''), csv_field(tagline), csv_field(title),
            video, concat(average_tenths // 10, '.', average_tenths % 10), vote_count
        ) as fields_after,
        pick(
            [
                ' - Written by Ørnås',
                ' - Told by the author, "as it was"',
                ' and Æsa, who never came back'
            ],
            plant_number
        ) as overview_rest
    from metadata_record
),

texts as (
    select
        film,
        copy_number,
        plant,
        tmdb_id,
        sort_place,
        concat(
            fields_before, ',', csv_field(overview), ',',
            case
                when plant = 'broken_record' then ''
                else popularity || ',' || fields_after
            end
        ) as line_text,
        concat(csv_field(overview_rest), ',', popularity, ',', fields_after) as second_text
    from fields
),

-- A broken record ends after the beginning of its overview and goes on in the next line.
broken as (
    select
        film,
        copy_number,
        plant,
        tmdb_id,
        sort_place,
        case
            when plant = 'broken_record' then line_text[:-2] || chr(10) || second_text
            else line_text
        end as line_text
    from texts
    union all by name
    select
        'blank_line' as plant,
        blank_place(numbers.number, 'blank metadata') as sort_place,
        '' as line_text
    from range(getvariable('blank_lines')) as numbers (number)
    where in_chunk(blank_place(numbers.number, 'blank metadata'))
)

select
    film,
    copy_number,
    plant,
    tmdb_id,
    sort_place,
    line_text,
    getvariable('lines_before') + 1 + coalesce(
        sum(1 + length(line_text) - length(replace(line_text, chr(10), ''))) over (
            order by sort_place, film, copy_number
            rows between unbounded preceding and 1 preceding
        ), 0
    ) as line_number,
    length(line_text) - length(replace(line_text, chr(10), '')) as line_breaks
from broken;
