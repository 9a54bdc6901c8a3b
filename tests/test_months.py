"""Month after month: the state follows from which deliveries came, not from how they came."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.lake.months import Month, expected, sets_of_months
from tests.states import answers, opened, tables, violations

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from reelhouse.house import House
    from reelhouse.summary import IngestSummary


def ingest(house: House, month: Month, folder: Path) -> IngestSummary:
    return house.ingest(folder / month.label, drop=month.label, mode=month.mode)


def require_expected(path: Path, months: Iterable[Month]) -> None:
    left, found = expected(months), tables(path)
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


@pytest.mark.parametrize("examples", [8, pytest.param(300, marks=pytest.mark.long)])
def test_the_order_in_which_deliveries_come_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, examples: int
) -> None:
    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],  # to shrink takes minutes
        suppress_health_check=list(HealthCheck),
    )
    @given(months=sets_of_months(), data=st.data())
    def check(months: Sequence[Month], data: st.DataObject) -> None:
        folder = tmp_path_factory.mktemp("months")
        for month in months:
            month.write(folder)
        with opened(folder, "in-order") as house:
            for month in months:
                ingest(house, month, folder)
            in_order = answers(house)
        require_expected(folder / "in-order.duckdb", months)
        wanted = tables(folder / "in-order.duckdb")
        shuffled = data.draw(st.permutations([*months, data.draw(st.sampled_from(months))]))
        with opened(folder, "shuffled") as house:
            for month in shuffled:
                ingest(house, month, folder)
            assert answers(house) == in_order
            assert tables(folder / "shuffled.duckdb") == wanted
            house.rebuild()
            assert violations(house) == []
        assert tables(folder / "shuffled.duckdb") == wanted
        label = data.draw(st.sampled_from(months)).label
        until = [month for month in months if month.label <= label]
        with opened(folder, "until") as house:
            for month in until:
                ingest(house, month, folder)
            as_it_was = answers(house)
        with opened(folder, "in-order") as house:
            as_of = answers(house, as_of=label)
        assert as_of == as_it_was
        shutil.rmtree(folder)

    check()
