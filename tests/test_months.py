"""Month after month: the state follows from which deliveries came, not from how they came."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.lake.months import Month, expected, sets_of_months
from tests.states import KINDS, answers, violations

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from tests.states import Place, Places

    from reelhouse.house import House
    from reelhouse.summary import IngestSummary


def ingest(house: House, month: Month, folder: Path) -> IngestSummary:
    return house.ingest(folder / month.label, drop=month.label, mode=month.mode)


def require_expected(place: Place, months: Iterable[Month]) -> None:
    left, found = expected(months), place.tables()
    assert [(row[0], str(row[11]), row[8]) for row in found["movies.movie"]] == [
        (film, f"{each['popularity']:0<8}", each["budget"] or None)
        for film, each in sorted(left.films.items())
    ]
    assert set(found["movies.movie_keyword"]) == left.keywords
    ratings = {
        (user, film): (str(stars), int(at)) for user, film, stars, at in found["movies.rating"]
    }
    assert ratings == left.ratings
    assert [
        (film, label, popularity and f"{popularity.normalize()}", budget, gone)
        for film, label, popularity, _, _, budget, _, gone in sorted(
            found["movies.movie_history"], key=lambda row: row[:2]
        )
    ] == left.history


EXAMPLES = [(kind, 6) for kind in KINDS]
MANY_EXAMPLES = [*((kind, 300) for kind in KINDS), ("snowflake", 8)]


@pytest.mark.parametrize(
    ("places", "examples"),
    [*EXAMPLES, *(pytest.param(*each, marks=pytest.mark.long) for each in MANY_EXAMPLES)],
    indirect=["places"],
)
def test_the_order_in_which_deliveries_come_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, places: Places, examples: int
) -> None:
    @settings(
        max_examples=examples // places.costs,
        deadline=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],  # to shrink takes minutes
        suppress_health_check=list(HealthCheck),
    )
    @given(months=sets_of_months(), data=st.data())
    def check(months: Sequence[Month], data: st.DataObject) -> None:
        folder = tmp_path_factory.mktemp("months")
        in_order, shuffled, until = (
            places.place(folder, name) for name in ("in-order", "shuffled", "until")
        )
        for month in months:
            month.write(folder)
        with in_order.open() as house:
            for month in months:
                ingest(house, month, folder)
            told = answers(house)
        require_expected(in_order, months)
        wanted = in_order.tables()
        again = data.draw(st.permutations([*months, data.draw(st.sampled_from(months))]))
        with shuffled.open() as house:
            for month in again:
                ingest(house, month, folder)
            assert answers(house) == told
            assert shuffled.tables() == wanted
            house.rebuild()
            assert violations(house) == []
        assert shuffled.tables() == wanted
        label = data.draw(st.sampled_from(months)).label
        with until.open() as house:
            for month in months:
                if month.label <= label:
                    ingest(house, month, folder)
            as_it_was = answers(house)
        with in_order.open() as house:
            as_of = answers(house, as_of=label)
        assert as_of == as_it_was
        places.clear()
        shutil.rmtree(folder)

    check()
