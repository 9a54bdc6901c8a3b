-- Films as delivered, each value in its type.
select
    metadata.id as movie_id,
    text_or_null(metadata.imdb_id) as imdb_id,
    text_or_null(metadata.title) as title,
    text_or_null(metadata.original_title) as original_title,
    text_or_null(trim(metadata.original_language)) as original_language,
    series.items[1].id as collection_id,
    text_or_null(trim(metadata.status)) as status,
    typed.release_date,
    nullif(typed.budget, 0) as budget,
    nullif(typed.revenue, 0) as revenue,
    typed.runtime as runtime_minutes,
    typed.popularity,
    typed.vote_average,
    typed.vote_count,
    typed.adult as is_adult,
    typed.video as is_video,
    text_or_null(metadata.homepage) as homepage,
    text_or_null(metadata.overview) as overview,
    text_or_null(metadata.tagline) as tagline,
    text_or_null(metadata.poster_path) as poster_path
from metadata
inner join typed on metadata.line = typed.line
left join read_belongs_to_collection as series on metadata.line = series.line
