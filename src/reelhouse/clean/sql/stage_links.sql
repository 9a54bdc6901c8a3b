-- Links, with IMDb ids in the form of movies_metadata.
select
    line,
    "movieId" as id,
    to_imdb_id("imdbId") as imdb_id,
    "tmdbId" as tmdb_id,
    text_or_null("imdbId") as imdb_delivered,
    hash("imdbId", "tmdbId") as content
from incoming
