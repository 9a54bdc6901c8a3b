"""The seven files of a delivery: their headers, line ends, and the SQL that writes them."""

from __future__ import annotations

from typing import NamedTuple

from reelhouse.sample.plan import CHUNK_FILMS, CHUNK_RATERS

_METADATA = (
    "adult,belongs_to_collection,budget,genres,homepage,id,imdb_id,original_language,"
    "original_title,overview,popularity,poster_path,production_companies,production_countries,"
    "release_date,revenue,runtime,spoken_languages,status,tagline,title,video,vote_average,"
    "vote_count"
)
_LINKS = "movieId,imdbId,tmdbId"
_RATINGS = "userId,movieId,rating,timestamp"
_UNIX, _DOS = r"\n", r"\r\n"

FOUNDATION = ("random", "literals", "words", "reference", "names", "entities", "films")
"""Scripts that come before all files of a month."""


class Chunks(NamedTuple):
    """A file is made in parts: `units` is a query for how many units there are."""

    units: str
    size: int


_WHOLE = Chunks("1", 1)
_BY_FILMS = Chunks("(select max(film) + 1 from film)", CHUNK_FILMS)
_BY_RATERS = Chunks(
    "(select max(rater) + 1 from rater where edition = getvariable('edition'))", CHUNK_RATERS
)


class SampleFile(NamedTuple):
    """One CSV file.

    The scripts of `setup` run once, those of `scripts` for each part; then `select` answers its
    lines as `line_text`, in order. `accounts` tells for each part what was planted, `closing` for
    the file. `part_tables` are dropped after each part, `tables` at the end. `edition` is the full
    or the small one.
    """

    name: str
    header: str
    line_end: str
    select: str
    chunks: Chunks = _WHOLE
    edition: str = "full"
    setup: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    part_tables: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()


FILES = (
    SampleFile(
        "movies_metadata",
        _METADATA,
        _UNIX,
        "from metadata_line order by line_number",
        _BY_FILMS,
        setup=("companies",),
        scripts=("texts", "nested", "metadata"),
        accounts=("movies_metadata",),
        part_tables=("metadata_line", "metadata_record", "film_text", "film_overview"),
        tables=("company", "film_figures"),
    ),
    SampleFile(
        "credits",
        "cast,crew,id",
        _UNIX,
        "from credits_line order by line_number",
        _BY_FILMS,
        setup=("people",),
        scripts=("credits",),
        accounts=("credits",),
        closing=("people",),
        part_tables=("credits_line", "cast_item", "crew_item", "cast_place", "crew_place"),
        tables=("person", "credited"),
    ),
    SampleFile(
        "keywords",
        "id,keywords",
        _UNIX,
        "from keywords_line order by line_number",
        _BY_FILMS,
        setup=("vocabulary",),
        scripts=("keywords",),
        accounts=("keywords",),
        part_tables=("keywords_line",),
        tables=("keyword",),
    ),
    SampleFile(
        "links",
        _LINKS,
        _DOS,
        "from links_line where edition = 'full' order by line_number",
        setup=("links",),
    ),
    SampleFile(
        "links_small",
        _LINKS,
        _DOS,
        "from links_line where edition = 'small' order by line_number",
        edition="small",
        closing=("links",),
        tables=("links_line",),
    ),
    SampleFile(
        "ratings",
        _RATINGS,
        _DOS,
        "from ratings_line",
        _BY_RATERS,
        setup=("raters", "slots", "ratings"),
    ),
    SampleFile(
        "ratings_small",
        _RATINGS,
        _DOS,
        "from ratings_line",
        _BY_RATERS,
        edition="small",
        closing=("ratings",),
        tables=("rater", "slot", "extra_rating"),
    ),
)
