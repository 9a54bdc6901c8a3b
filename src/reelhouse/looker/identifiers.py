"""Names of schemas, tables and columns as a database spells them."""

from __future__ import annotations

from dataclasses import dataclass

from reelhouse.errors import UsageError

_FOLDED_UP = {"postgres": False, "snowflake": True}
DIALECTS = tuple(_FOLDED_UP)


@dataclass(frozen=True)
class Identifiers:
    """Quotes names, so that none can be a reserved word of some version.

    What is quoted has to be spelled as the database keeps it: Snowflake keeps a name that was
    written without quotes in upper case, PostgreSQL in lower case. UsageError for a dialect that is
    none of DIALECTS.
    """

    dialect: str

    def __post_init__(self) -> None:
        if self.dialect not in DIALECTS:
            known = ", ".join(DIALECTS)
            raise UsageError(f"unknown dialect {self.dialect!r}: expected one of {known}")

    def table(self, schema: str, name: str) -> str:
        """A table with its schema, such as `"movies"."rating"`."""
        return f"{self._quoted(schema)}.{self._quoted(name)}"

    def column(self, name: str) -> str:
        """A column of the view in which it is said."""
        return f"${{TABLE}}.{self._quoted(name)}"

    def _quoted(self, name: str) -> str:
        return f'"{name.upper() if _FOLDED_UP[self.dialect] else name}"'
