"""The seven files of a delivery: their headers, line ends, and the SQL that writes them."""

from __future__ import annotations

from typing import NamedTuple


class SampleFile(NamedTuple):
    """One CSV file.

    `select` answers its lines as `line_text`, in order; `edition` tells the full from the small one.
    """

    name: str
    header: str
    line_end: str
    select: str
    edition: str = "full"


class Stage(NamedTuple):
    """Scripts in the order in which they run, then the files that come of them.

    `accounts` tells what was planted; `drops` are the tables that nobody needs after that.
    """

    scripts: tuple[str, ...]
    files: tuple[SampleFile, ...]
    accounts: str
    drops: tuple[str, ...]


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

STAGES = (
    Stage(
        ("texts", "nested", "metadata"),
        (
            SampleFile(
                "movies_metadata", _METADATA, _UNIX, "from metadata_line order by line_number"
            ),
        ),
        "movies_metadata",
        ("metadata_line", "metadata_record", "film_text", "film_overview", "film_companies"),
    ),
    Stage(
        ("people", "credits"),
        (SampleFile("credits", "cast,crew,id", _UNIX, "from credits_line order by line_number"),),
        "credits",
        ("credits_line", "cast_item", "crew_item", "cast_place", "crew_place", "person"),
    ),
    Stage(
        ("keywords",),
        (SampleFile("keywords", "id,keywords", _UNIX, "from keywords_line order by line_number"),),
        "keywords",
        ("keywords_line", "keyword"),
    ),
    Stage(
        ("links",),
        (
            SampleFile(
                "links", _LINKS, _DOS, "from links_line where edition = 'full' order by line_number"
            ),
            SampleFile(
                "links_small",
                _LINKS,
                _DOS,
                "from links_line where edition = 'small' order by line_number",
            ),
        ),
        "links",
        ("links_line",),
    ),
    Stage(
        ("raters", "slots", "ratings"),
        (
            SampleFile("ratings", _RATINGS, _DOS, "from ratings_line", "full"),
            SampleFile("ratings_small", _RATINGS, _DOS, "from ratings_line", "small"),
        ),
        "ratings",
        ("rater", "rater_habit", "slot", "extra_rating"),
    ),
)
