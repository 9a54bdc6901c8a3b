from __future__ import annotations

import pytest

from reelhouse.errors import UsageError
from reelhouse.looker.identifiers import Identifiers


def test_a_name_is_spelled_as_the_database_keeps_it() -> None:
    assert Identifiers("postgres").table("movies", "rating") == '"movies"."rating"'
    assert Identifiers("snowflake").table("movies", "rating") == '"MOVIES"."RATING"'
    assert Identifiers("snowflake").column("rating") == '${TABLE}."RATING"'


def test_an_unknown_dialect_is_refused() -> None:
    with pytest.raises(
        UsageError, match="unknown dialect 'oracle': expected one of postgres, snow"
    ):
        Identifiers("oracle")
