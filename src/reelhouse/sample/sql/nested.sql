-- The nested columns of movies_metadata, as text.
create or replace table film_genres as
with
counted as (
    select
        film,
        plant,
        unit(film, 'genres') as luck
    from chunk_film
),

wanted as (
    select
        film,
        plant,
        case
            when luck < 0.054 and coalesce(plant, '') != 'key_order' then 0
            when luck < 0.374 then 1
            when luck < 0.694 then 2
            when luck < 0.904 then 3
            when luck < 0.979 then 4
            else 5 + film % 2
        end as genres
    from counted
),

ranked as (
    select
        wanted.film,
        wanted.plant,
        wanted.genres,
        genre.genre_id,
        genre.name,
        row_number() over (
            partition by wanted.film
            order by -ln(1 - unit(wanted.film * 32768 + genre.genre_id, 'genre')) / genre.weight
        ) as place
    from wanted
    cross join genre
)

select
    film,
    string_agg(
        case
            when
                plant = 'key_order'
                then concat('{''name'': ''', name, ''', ''id'': ', genre_id, '}')
            else concat('{''id'': ', genre_id, ', ''name'': ''', name, '''}')
        end,
        ', ' order by place
    ) as genres
from ranked
where place <= genres
group by film;

create or replace table film_companies as
with
counted as (
    select
        film,
        plant,
        unit(film, 'companies') as luck
    from chunk_film
),

wanted as (
    select
        film,
        plant,
        case
            when plant in ('cut_off', 'spoiled', 'key_order', 'key_extra', 'broken_record') then 3
            when luck < 0.26 then 0
            when luck < 0.61 then 1
            when luck < 0.80 then 2
            when luck < 0.91 then 3
            else least(26, 4 + floor(-ln(1 - (luck - 0.91) / 0.09) * 1.7))
        end::bigint as companies
    from counted
),

drawn as (
    select
        wanted.film,
        wanted.plant,
        floor(
            getvariable('companies') * power(unit(wanted.film * 64 + numbers.place, 'company'), 2.5)
        )::bigint as company,
        min(numbers.place) as place
    from wanted
    cross join unnest(range(wanted.companies)) as numbers (place)
    group by all
),

written as (
    select
        drawn.film,
        drawn.plant,
        drawn.place,
        case drawn.plant
            when 'key_order'
                then
                    concat(
                        '{''id'': ', company.company_id, ', ''name'': ', company.name_literal, '}'
                    )
            when 'key_extra'
                then concat(
                    '{''name'': ', company.name_literal, ', ''logo_path'': None, ''id'': ',
                    company.company_id, ', ''origin_country'': ''US''}'
                )
            else
                concat('{''name'': ', company.name_literal, ', ''id'': ', company.company_id, '}')
        end as item
    from drawn
    inner join company on drawn.company = company.company
),

listed as (
    select
        film,
        plant,
        '[' || string_agg(item, ', ' order by place) || ']' as companies
    from written
    group by film, plant
)

select
    film,
    case plant
        when 'cut_off' then companies[:-10]
        when 'spoiled' then companies[:-2] || ' GATORADE'
        else companies
    end as companies
from listed;

create or replace table film_countries as
with
counted as (
    select
        film,
        unit(film, 'countries') as luck
    from chunk_film
),

drawn as (
    select
        counted.film,
        floor(
            162 * power(unit(counted.film * 32 + numbers.place, 'country'), 6)
        )::bigint as country,
        min(numbers.place) as place
    from counted
    cross join
        unnest(range(
            case
                when counted.luck < 0.138 then 0
                when counted.luck < 0.85 then 1
                when counted.luck < 0.955 then 2
                else 3 + floor(-ln((1 - counted.luck) / 0.045) * 0.9)::bigint
            end
        )) as numbers (place)
    group by all
)

select
    drawn.film,
    string_agg(
        concat(
            '{''iso_3166_1'': ''', country.country_code, ''', ''name'': ',
            python_string(country.name), '}'
        ),
        ', ' order by drawn.place
    ) as countries
from drawn
inner join country on drawn.country = country.place
group by drawn.film;

create or replace table film_languages as
with
counted as (
    select
        film,
        plant,
        language_place,
        unit(film, 'spoken') as luck
    from chunk_film
),

drawn as (
    select
        counted.film,
        counted.plant,
        case
            when numbers.place = 0 then counted.language_place
            else
                floor(
                    90 * power(unit(counted.film * 32 + numbers.place, 'spoken language'), 4)
                )::bigint
        end as language_place,
        min(numbers.place) as place
    from counted
    cross join
        unnest(range(
            case
                when counted.plant = 'key_missing' then 1
                when counted.luck < 0.084 then 0
                when counted.luck < 0.835 then 1
                when counted.luck < 0.955 then 2
                else 3 + floor(-ln((1 - counted.luck) / 0.045) * 0.9)::bigint
            end
        )) as numbers (place)
    group by all
)

select
    drawn.film,
    string_agg(
        case
            when drawn.plant = 'key_missing'
                then concat('{''iso_639_1'': ''', language.language_code, '''}')
            else
                concat(
                    '{''iso_639_1'': ''', language.language_code, ''', ''name'': ',
                    python_string(language.name), '}'
                )
        end,
        ', ' order by drawn.place
    ) as languages
from drawn
inner join language on drawn.language_place = language.place
group by drawn.film;

create or replace table film_collection as
with
belonging as (
    select
        film,
        plant,
        floor(getvariable('collections') * unit(film, 'collection'))::bigint as collection
    from chunk_film
    where dice(film, 'belongs') % 1000 < 99 or plant = 'key_missing'
),

described as (
    select
        film,
        plant,
        10 + 270 * collection + dice(collection, 'gap') % 270 as collection_id,
        film_title(-1000 - collection) || ' Collection' as collection_name,
        case
            when dice(collection, 'no poster') % 16 > 0
                then '''' || picture(collection, 'collection poster') || ''''
            else 'None'
        end as poster_literal,
        case
            when dice(collection, 'no backdrop') % 4 > 0
                then '''' || picture(collection, 'collection backdrop') || ''''
            else 'None'
        end as backdrop_literal
    from belonging
)

select
    film,
    concat(
        '{''id'': ', collection_id, ', ''name'': ', python_string(collection_name),
        case when plant = 'key_missing' then '' else ', ''poster_path'': ' || poster_literal end,
        ', ''backdrop_path'': ', backdrop_literal, '}'
    ) as collection
from described;
