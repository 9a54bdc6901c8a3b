"""A month changes what differs, in one transaction; what does not fit changes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.snowserver import rows
from tests.states import answers, require_as_built_anew, violations
from tests.test_kills import DELTA, FIRST, MONTHS, SECOND
from tests.warehouse.postgres.loads import Once

from reelhouse.errors import IntegrityError

if TYPE_CHECKING:
    from tests.states import Place

    from reelhouse.house import House
    from reelhouse.progress import Progress


def ingest(house: House, place: Place, label: str, progress: Progress | None = None) -> str:
    source, mode = place.folder / label, MONTHS[label].mode
    return house.ingest(source, drop=label, mode=mode, progress=progress).publication.method


@pytest.mark.long
def test_months_end_in_the_same_rows_as_a_warehouse_built_anew(place: Place) -> None:
    with place.open() as house:
        methods = [ingest(house, place, label) for label in (FIRST, SECOND, DELTA)]
        require_as_built_anew(house, place)
    assert methods == ["built", "changed", "changed"]
    assert place.leftovers() == []


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param("delete from movies.movie_keyword where movie_id = 2", marks=pytest.mark.long),
        pytest.param(
            "insert into movies.keyword (keyword_id, name) values (73, 'word 73')",
            marks=pytest.mark.long,
        ),
        pytest.param("drop table marts.counted_year", marks=pytest.mark.long),
        pytest.param("alter table marts.genre_year drop column movies", marks=pytest.mark.long),
    ],
)
def test_what_was_changed_by_hand_is_found_and_rebuild_mends_it(place: Place, damage: str) -> None:
    assert place.url
    with place.open() as house:
        ingest(house, place, FIRST)
        rows(place.url, damage)
        with pytest.raises(IntegrityError, match="`reelhouse rebuild`"):
            ingest(house, place, SECOND)
        assert place.query("select label from reelhouse.delivery") == [(FIRST,)]
        house.rebuild()
        assert violations(house) == []


def test_of_two_loads_at_once_the_later_one_sees_what_the_earlier_one_did(place: Place) -> None:
    def publish_elsewhere() -> None:
        with place.open() as other:
            assert other.rebuild().method == "built"
            told.append(answers(other))

    told: list[object] = []
    with place.open() as house:
        ingest(house, place, FIRST)
        assert ingest(house, place, DELTA, Once("change", publish_elsewhere)) == "none"
        assert told == [answers(house)]
    published = place.query("select method from reelhouse.publication order by number")
    assert published == [("built",), ("built",)]


@pytest.mark.long
def test_a_stage_over_the_lake_is_read_where_there_is_one(place: Place) -> None:
    assert place.url
    place.lake.mkdir()
    rows(
        place.url,
        "create schema reelhouse_loading",
        f"create stage reelhouse_loading.lake url = 'file://{place.lake}/'",
    )
    by_the_lake = replace(place, url=f"{place.url}&stage=reelhouse_loading.lake")
    with by_the_lake.open() as house:
        assert [ingest(house, place, label) for label in (FIRST, SECOND)] == ["built", "changed"]
        told = answers(house)
    assert list((place.lake / "lent").iterdir()) == []
    with replace(place, url=None).open() as house:
        house.rebuild()
        assert answers(house) == told
