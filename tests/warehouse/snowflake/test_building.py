"""A warehouse is built where there is none, over one, or beside one of another version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.snowserver import rows
from tests.states import answers, violations
from tests.test_kills import FIRST, SECOND
from tests.warehouse.postgres.loads import Once
from tests.warehouse.snowflake.test_changing import ingest

from reelhouse.errors import NoWarehouseError, WarehouseError

if TYPE_CHECKING:
    from tests.states import Place


class StoppedError(Exception):
    pass


def stop() -> None:
    raise StoppedError


@pytest.mark.long
def test_a_first_load_that_is_stopped_leaves_nothing_to_be_seen_and_the_next_one_builds(
    place: Place,
) -> None:
    with place.open() as house:
        with pytest.raises(StoppedError):
            ingest(house, place, FIRST, Once("copy", stop, in_it=True))
        with pytest.raises(NoWarehouseError):
            house.report("genre-budget")
        assert ingest(house, place, FIRST) == "built"
        assert answers(house)


@pytest.mark.long
def test_one_of_another_version_is_seen_until_the_new_one_takes_its_place(place: Place) -> None:
    assert place.url
    with place.open() as house:
        ingest(house, place, FIRST)
        told = answers(house)
        rows(place.url, "update reelhouse_loading.writer set layout = 'of long ago'")
        with pytest.raises(StoppedError):
            ingest(house, place, SECOND, Once("copy", stop, in_it=True))
        assert answers(house) == told
        assert [name.partition("_building_")[0] for name in place.leftovers()] == [
            *("marts", "movies", "reelhouse")
        ]
        assert ingest(house, place, SECOND) == "built"
        assert answers(house) != told
        assert place.leftovers() == []
        assert violations(house) == []


def test_schemas_of_somebody_else_are_left_alone(place: Place) -> None:
    assert place.url
    rows(place.url, "create schema movies", "create table movies.reel (number integer)")
    with place.open() as house, pytest.raises(WarehouseError, match="did not make: movies"):
        ingest(house, place, FIRST)
    assert place.query("select count(*) from movies.reel") == [(0,)]
