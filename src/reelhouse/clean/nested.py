"""The columns that hold Python literals: what an item has, and how DuckDB reads it.

A literal that is written as Python's repr writes it, without a backslash, is read by DuckDB's own
cast, which is right for these and quick. That it is such a one is decided by a regular expression
for the whole value, the guard; all others go to `literals.parse`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ValueType = Literal["integer", "text"]


@dataclass(frozen=True)
class NestedColumn:
    """Keys of an item with their types; without a value for each `required` one it is none.

    `single` columns hold one dict in place of a list of them.
    """

    name: str
    keys: tuple[tuple[str, ValueType], ...]
    required: tuple[str, ...]
    single: bool = False

    @property
    def sql_type(self) -> str:
        """DuckDB's type of the column's items."""
        types = {"integer": "integer", "text": "varchar"}
        members = ", ".join(f'"{key}" {types[kind]}' for key, kind in self.keys)
        return f"struct({members})[]"

    @property
    def guard(self) -> str:
        """Regular expression (RE2) for the values that DuckDB's cast reads as Python does.

        Kept out, since the cast reads them otherwise: all escapes but those of quotes and of the
        backslash itself, line breaks, NUL, text in a place for a number and the other way round.
        Kept out as well are strings in which a colon follows a single quote or stands first: so
        `': None` is always a key with its value, and can be replaced.
        """
        return self._item if self.single else rf"\[(?:{self._item}(?:, {self._item})*)?\]"

    @property
    def _item(self) -> str:
        unit = r"(?:[^QUOTE\\:\n\r\x00]|\\[\\\"])"  # neither a colon nor a single quote
        in_single, in_double = unit.replace("QUOTE", "'"), unit.replace("QUOTE", "'\"")
        single = rf"'(?:(?:\\')*{in_single}:*)*(?:\\')*'"
        double = rf"\"(?:(?:\\?')*{in_double}:*)*(?:\\?')*\""
        values = {
            "text": rf"(?:{single}|{double}|None)",
            "integer": r"(?:-?[1-9][0-9]{0,8}|0|None)",
        }
        pair = "|".join(
            f"'(?:{'|'.join(key for key, kind in self.keys if kind == wanted)})': {values[wanted]}"
            for wanted in ("integer", "text")
            if any(kind == wanted for _, kind in self.keys)
        )
        return rf"\{{(?:{pair})(?:, (?:{pair}))*\}}"

    def fast_sql(self, text: str) -> str:
        """DuckDB expression: the items of the expression `text`, NULL if not plainly written."""
        whole = f"'[' || {text} || ']'" if self.single else text
        guard = self.guard.replace("'", "''")
        plain = f"replace({whole}, ''': None', ''': NULL')"
        return (
            f"case when regexp_full_match({text}, '{guard}') "
            f"then try_cast({plain} as {self.sql_type}) end"
        )


GENRES = NestedColumn("genres", (("id", "integer"), ("name", "text")), ("id", "name"))
COMPANIES = NestedColumn(
    "production_companies", (("id", "integer"), ("name", "text")), ("id", "name")
)
COUNTRIES = NestedColumn(
    "production_countries", (("iso_3166_1", "text"), ("name", "text")), ("iso_3166_1", "name")
)
LANGUAGES = NestedColumn(
    "spoken_languages", (("iso_639_1", "text"), ("name", "text")), ("iso_639_1",)
)
COLLECTION = NestedColumn(
    "belongs_to_collection",
    (("id", "integer"), ("name", "text"), ("poster_path", "text"), ("backdrop_path", "text")),
    ("id", "name"),
    single=True,
)
KEYWORDS = NestedColumn("keywords", (("id", "integer"), ("name", "text")), ("id", "name"))
CAST = NestedColumn(
    "cast",
    (
        *(("cast_id", "integer"), ("character", "text"), ("credit_id", "text")),
        *(("gender", "integer"), ("id", "integer"), ("name", "text")),
        *(("order", "integer"), ("profile_path", "text")),
    ),
    ("credit_id", "id", "name"),
)
CREW = NestedColumn(
    "crew",
    (
        *(("credit_id", "text"), ("department", "text"), ("gender", "integer")),
        *(("id", "integer"), ("job", "text"), ("name", "text"), ("profile_path", "text")),
    ),
    ("credit_id", "id", "name"),
)

METADATA_COLUMNS = (COLLECTION, GENRES, COMPANIES, COUNTRIES, LANGUAGES)
