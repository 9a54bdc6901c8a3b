-- What one delivery's movies_metadata tells: films, what they belong to, and their names.

create or replace temp view movie as
select
    metadata.id as movie_id,
    text_or_null(metadata.imdb_id) as imdb_id,
    text_or_null(metadata.title) as title,
    text_or_null(metadata.original_title) as original_title,
    text_or_null(trim(metadata.original_language)) as original_language,
    nested.belongs_to_collection[1].id as collection_id,
    text_or_null(trim(metadata.status)) as status,
    to_date(metadata.release_date) as release_date,
    nullif(to_money(metadata.budget), 0) as budget,
    nullif(to_money(metadata.revenue), 0) as revenue,
    to_minutes(metadata.runtime) as runtime_minutes,
    to_popularity(metadata.popularity) as popularity,
    to_vote_average(metadata.vote_average) as vote_average,
    to_count(metadata.vote_count) as vote_count,
    to_boolean(metadata.adult) as is_adult,
    to_boolean(metadata.video) as is_video,
    text_or_null(metadata.homepage) as homepage,
    text_or_null(metadata.overview) as overview,
    text_or_null(metadata.tagline) as tagline,
    text_or_null(metadata.poster_path) as poster_path
from metadata
inner join nested using (line);

-- ------------------------------------------------------------ what films belong to

create or replace temp view movie_genre as
select distinct
    id as movie_id,
    unnest(genres).id as genre_id
from nested
order by movie_id, genre_id;

create or replace temp view movie_company as
select distinct
    id as movie_id,
    unnest(production_companies).id as company_id
from nested
order by movie_id, company_id;

create or replace temp view movie_country as
select distinct
    id as movie_id,
    unnest(production_countries).iso_3166_1 as country_code
from nested
order by movie_id, country_code;

create or replace temp view movie_spoken_language as
select distinct
    id as movie_id,
    unnest(spoken_languages).iso_639_1 as language_code
from nested
order by movie_id, language_code;

-- ------------------------------------------------------------------------- names

create or replace temp view collection_item as
select unnest(belongs_to_collection, max_depth := 2) from nested;

create or replace temp view genre_item as
select unnest(genres, max_depth := 2) from nested;

create or replace temp view company_item as
select unnest(production_companies, max_depth := 2) from nested;

create or replace temp view country_item as
select
    item.iso_3166_1 as id,
    item.name
from (select unnest(production_countries) as item from nested);

create or replace temp view language_item as
select
    item.iso_639_1 as id,
    item.name
from (select unnest(spoken_languages) as item from nested);

create or replace temp view collection as
with pictured as (
    select
        id,
        mode(text_or_null(poster_path) order by poster_path) as poster_path,
        mode(text_or_null(backdrop_path) order by backdrop_path) as backdrop_path
    from collection_item
    group by id
)

select
    named.id as collection_id,
    named.name,
    pictured.poster_path,
    pictured.backdrop_path
from commonest_name('collection_item') as named
inner join pictured on named.id = pictured.id
order by collection_id;

create or replace temp view genre as
select
    id as genre_id,
    name
from commonest_name('genre_item');

create or replace temp view production_company as
select
    id as company_id,
    name
from commonest_name('company_item');

create or replace temp view country as
select
    id as country_code,
    name
from commonest_name('country_item');

create or replace temp view language as
select
    id as language_code,
    name
from commonest_name('language_item');
