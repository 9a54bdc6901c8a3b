"""A month changes what differs, in one transaction; what does not fit changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.test_kills import DELTA, FIRST, SECOND

from reelhouse.errors import IntegrityError

if TYPE_CHECKING:
    from tests.warehouse.postgres.loads import Place


def test_months_end_in_the_same_rows_as_a_warehouse_built_anew(place: Place) -> None:
    methods = [place.ingest(label).publication.method for label in (FIRST, SECOND, DELTA)]
    changed = place.tables()
    with place.house() as house:
        house.rebuild()
    assert methods == ["built", "changed", "changed"]
    assert place.tables() == changed
    assert place.leftovers() == []


@pytest.mark.parametrize(
    "damage",
    [
        "delete from movies.rating where user_id = 2",
        "alter table reports.genre_year drop column movies cascade",
        "drop table reports.counted_year cascade",
        "delete from movies.movie_keyword where movie_id = 2",
    ],
)
def test_what_was_changed_by_hand_is_found_and_rebuild_mends_it(one: Place, damage: str) -> None:
    one.run(damage)
    before = one.tables()
    with pytest.raises(IntegrityError, match="`reelhouse rebuild`"):
        one.ingest(SECOND)
    assert one.tables() == before
    with one.house() as house:
        house.rebuild()
    assert len(one.rows("select 1 from reelhouse.delivery")) == 2
    assert one.seen()
    assert one.leftovers() == []


def test_a_row_that_is_there_already_is_found(one: Place) -> None:
    one.run(
        "insert into movies.keyword select 73, 'word 73' where not exists"
        " (select 1 from movies.keyword where keyword_id = 73)"
    )
    with pytest.raises(IntegrityError, match="duplicate key"):
        one.ingest(SECOND)
