"""What the files of a delivery look like: columns, keys, and the shape that each value has.

The shapes are used where it must be certain that a record is one, when broken ones are put
together again. They are wider than what is loaded: a value of the right shape can still be wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

KeyType = Literal["integer", "epoch", "stars"]

KEY_LIMITS: Mapping[KeyType, int] = {"integer": 2**31, "epoch": 10**11}
"""What a whole number stays below."""

_INTEGER = r"\d{1,18}(\.0*)?"
_NUMBER = r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?"
_BOOLEAN = r"(?i:true|false)"
_DATE = r"\d{4}-\d\d?-\d\d?|\d\d?/\d\d?/\d{2}(\d\d)?"
_LIST = r"(?s:\[.*)"
_DICT = r"(?s:\{.*)"


@dataclass(frozen=True)
class FileLayout:
    """The columns of one file, in the order in which they are usually delivered.

    `keys` are converted while the file is read; a row in which one of them is not of its type
    cannot be loaded. `optional` ones become NULL instead. `shapes` are regular expressions for
    whole values; columns without one hold free text, in which a line break can stand.
    """

    name: str
    columns: tuple[str, ...]
    keys: Mapping[str, KeyType]
    optional: Mapping[str, KeyType] = field(default_factory=dict)
    shapes: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def nested(self) -> tuple[str, ...]:
        """Columns that hold Python literals."""
        return tuple(n for n in self.columns if self.shapes.get(n, "").endswith((_LIST, _DICT)))

    @property
    def has_text(self) -> bool:
        """Whether a field can hold text, and so line breaks."""
        return any(name not in self.shapes for name in self.columns) or self.name in {
            "credits",
            "keywords",
        }


_METADATA = FileLayout(
    "movies_metadata",
    (
        *("adult", "belongs_to_collection", "budget", "genres", "homepage", "id", "imdb_id"),
        *("original_language", "original_title", "overview", "popularity", "poster_path"),
        *("production_companies", "production_countries", "release_date", "revenue", "runtime"),
        *("spoken_languages", "status", "tagline", "title", "video", "vote_average"),
        "vote_count",
    ),
    keys={"id": "integer"},
    shapes={
        "adult": _BOOLEAN,
        "belongs_to_collection": rf"|{_DICT}",
        "budget": _NUMBER,
        "genres": _LIST,
        "homepage": r"|\S+",
        "id": _INTEGER,
        "imdb_id": r"|0|tt\d+",
        "original_language": r"|[a-z]{2}",
        "popularity": rf"|{_NUMBER}",
        "poster_path": r"|/\S+",
        "production_companies": _LIST,
        "production_countries": _LIST,
        "release_date": rf"|{_DATE}",
        "revenue": rf"|{_NUMBER}",
        "runtime": rf"|{_NUMBER}",
        "spoken_languages": rf"|{_LIST}",
        "status": r"|[A-Z][A-Za-z]*( [A-Z][A-Za-z]*)*",
        "video": rf"|{_BOOLEAN}",
        "vote_average": rf"|{_NUMBER}",
        "vote_count": rf"|{_INTEGER}",
    },
)
_CREDITS = FileLayout(
    "credits",
    ("cast", "crew", "id"),
    keys={"id": "integer"},
    shapes={"cast": _LIST, "crew": _LIST, "id": _INTEGER},
)
_KEYWORDS = FileLayout(
    "keywords",
    ("id", "keywords"),
    keys={"id": "integer"},
    shapes={"id": _INTEGER, "keywords": _LIST},
)
_LINKS = FileLayout(
    "links",
    ("movieId", "imdbId", "tmdbId"),
    keys={"movieId": "integer"},
    optional={"tmdbId": "integer"},
    shapes={"movieId": _INTEGER, "imdbId": r"|(tt)?\d+(\.0)?", "tmdbId": rf"|{_INTEGER}"},
)
_RATINGS = FileLayout(
    "ratings",
    ("userId", "movieId", "rating", "timestamp"),
    keys={"userId": "integer", "movieId": "integer", "rating": "stars"},
    optional={"timestamp": "epoch"},
    shapes={
        "userId": _INTEGER,
        "movieId": _INTEGER,
        "rating": r"[0-4]\.50*|[1-5](\.0*)?",
        "timestamp": r"(7[89]\d{7}|[89]\d{8}|[12]\d{9})(\.0*)?",  # MovieLens began in 1995
    },
)


@cache
def layout(file: str) -> FileLayout:
    """The layout of a file, a small one having that of the full one."""
    layouts = (_METADATA, _CREDITS, _KEYWORDS, _LINKS, _RATINGS)
    return {each.name: each for each in layouts}[file.removesuffix("_small")]
