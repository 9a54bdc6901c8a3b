-- The nested columns of films: items where these are plainly written, text where not.
create or replace temp table nested as
with read_once as (
    select
        line,
        id,
        belongs_to_collection,
        genres,
        production_companies,
        production_countries,
        spoken_languages,
        whole_items_of_belongs_to_collection(
            items_of_belongs_to_collection(belongs_to_collection)
        ) as collection_items,
        whole_items_of_genres(items_of_genres(genres)) as genre_items,
        whole_items_of_production_companies(
            items_of_production_companies(production_companies)
        ) as company_items,
        whole_items_of_production_countries(
            items_of_production_countries(production_countries)
        ) as country_items,
        whole_items_of_spoken_languages(items_of_spoken_languages(spoken_languages))
            as language_items
    from metadata
)

select
    line,
    id,
    collection_items as belongs_to_collection,
    genre_items as genres,
    company_items as production_companies,
    country_items as production_countries,
    language_items as spoken_languages,
    case when collection_items is null then text_or_null(belongs_to_collection) end
        as belongs_to_collection_text,
    case when genre_items is null then text_or_null(genres) end as genres_text,
    case when company_items is null then text_or_null(production_companies) end
        as production_companies_text,
    case when country_items is null then text_or_null(production_countries) end
        as production_countries_text,
    case when language_items is null then text_or_null(spoken_languages) end
        as spoken_languages_text
from read_once;
