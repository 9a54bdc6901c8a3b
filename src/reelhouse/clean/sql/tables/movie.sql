-- Films as delivered, each value in its type.
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
inner join nested on metadata.line = nested.line
