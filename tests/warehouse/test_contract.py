"""Every kind of warehouse holds the same rows of the same deliveries, and answers alike."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.clean.deliveries import films
from tests.states import SCHEMAS, Places, violations

from reelhouse.errors import UsageError
from reelhouse.reports.catalog import definition, definitions
from reelhouse.sample import write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.pgserver import Server
    from tests.states import Place

    from reelhouse.house import House
    from reelhouse.reports.result import Report

    Options = dict[str, Any]

CUT = Path(__file__).parents[1] / "data" / "real"
NAMES = [each.name for each in definitions()]


@dataclass(frozen=True)
class Both:
    """Houses that took the same deliveries: one with a file, one with a database."""

    places: Sequence[Place]
    houses: Sequence[House]

    def same(self, name: str, **filters: Any) -> Report:
        """The answer of both to a report, which is the same to the last digit and type."""
        return self._equal(*(house.report(name, **filters) for house in self.houses))

    def same_compared(self, name: str, **filters: Any) -> Report:
        """The same of figures beside others."""
        return self._equal(*(house.compared(name, **filters) for house in self.houses))

    def _equal(self, one: Report, other: Report) -> Report:
        asked = (one.definition.name, one.filters)
        assert other.arrow().schema == one.arrow().schema, asked
        assert other.rows == one.rows, asked
        assert (other.scope, other.total_rows) == (one.scope, one.total_rows), asked
        return one

    def refusal(self, name: str, **filters: Any) -> str:
        """What both say to a question that has no answer."""
        told = []
        for house in self.houses:
            with pytest.raises(UsageError) as refused:
                house.report(name, **filters)
            told.append(str(refused.value))
        [one, other] = told
        assert other == one
        return one


HERE = [("real", "pgserver"), ("sample", "pgserver")]
AFAR = ("sample", "account")
"""What is delivered, and where; a question to the second place takes much longer."""

many_questions = pytest.mark.parametrize(
    "both", [*HERE, pytest.param(AFAR, marks=pytest.mark.long)], indirect=True
)


@pytest.fixture(scope="module", params=[*HERE, AFAR], ids=" in ".join)
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Both]:
    """After the cut of the real delivery, and after two months of a sample."""
    folder = tmp_path_factory.mktemp("contract")
    delivered, server = request.param
    sources = [CUT]
    if delivered == "sample":
        scale = 0.01 if server == "pgserver" else 0.004
        write(folder / "months", scale=scale, months=2)
        sources = [folder / "months" / label for label in ("2026-01", "2026-02")]
    with ExitStack() as stack:
        made = both_in(folder, request.getfixturevalue(server), stack)
        for number, source in enumerate(sources, 1):
            ingest(made, source, f"2026-0{number}")
        yield made


def both_in(folder: Path, server: Server, stack: ExitStack) -> Both:
    databases = Places(server)
    stack.callback(databases.clear)
    places = [Places().place(folder, "file"), databases.place(folder, "database")]
    return Both(places, [stack.enter_context(place.open()) for place in places])


def ingest(both: Both, source: Path, label: str) -> str:
    """Both take a delivery, which comes to the same; gives how it was published."""
    one, other = (house.ingest(source, drop=label).publication for house in both.houses)
    assert (other.method, other.changes) == (one.method, one.changes)
    return one.method


# --------------------------------------------------------------------------------- rows


def test_model_ledger_and_marts_hold_the_same_rows(both: Both) -> None:
    one, other = (place.tables() for place in both.places)
    assert other.keys() == one.keys()
    for table, rows in one.items():
        assert other[table] == rows, table
    assert sum(map(len, one.values())) > 10_000


@pytest.mark.parametrize("both", [("real", "pgserver")], indirect=True)
def test_every_text_is_in_the_order_of_code_points_whatever_that_of_the_database(
    both: Both,
) -> None:
    _, database = both.places
    found = database.query(
        "select table_schema, collation_name from information_schema.columns"
        f" where table_schema in {SCHEMAS} and data_type = 'text'"
    )
    assert {schema for schema, _ in found} == set(SCHEMAS)
    assert {collation for _, collation in found} == {"C"}


@pytest.mark.parametrize("name", NAMES)
def test_the_view_of_a_report_holds_what_the_report_answers(both: Both, name: str) -> None:
    report = both.same(name)
    view = f"select {', '.join(report.columns)} from reports.{definition(name).view}"
    for place in both.places:
        assert sorted(place.query(view), key=repr) == sorted(report.rows, key=repr)


def test_no_check_finds_a_violation(both: Both) -> None:
    assert [violations(house) for house in both.houses] == [[], []]


# ------------------------------------------------------------------------------ answers


def choices(name: str) -> Iterator[Options]:
    """Every combination of what a report lets one choose, with all of its rows."""
    given = [each for each in definition(name).filters if each.choices and each.default]
    given = [each for each in given if each.name != "order"]
    for values in product(*(each.choices for each in given)):
        yield dict(zip((each.name for each in given), values, strict=True)) | whole(name)


def whole(name: str) -> Options:
    return {"top": "all"} if name == "genre-popularity" else {}


@pytest.mark.parametrize("name", NAMES)
def test_a_report_gives_the_same_rows_with_every_option(both: Both, name: str) -> None:
    asked = list(choices(name))
    told = [both.same(name, **options) for options in asked]
    assert len({repr(each.rows) for each in told}) == len(asked)


@pytest.mark.parametrize(
    "options",
    [{}, {"top": 1}, {"top": 3}, {"min_movies": 1}, {"min_movies": 40, "top": "all"}],
    ids=str,
)
def test_genres_have_the_same_ranks(both: Both, options: Options) -> None:
    both.same("genre-popularity", **options)
    both.same("genre-popularity", measure="vote_count", statistic="total", **options)


@many_questions
@pytest.mark.parametrize("name", NAMES)
def test_figures_stand_beside_the_same_others(both: Both, name: str) -> None:
    options = {each.name for each in definition(name).filters}
    for allocation in ("full", "split") if "allocation" in options else ():
        assert both.same_compared(name, allocation=allocation).rows
    assert both.same_compared(name, sort="before", order="desc", limit=20).rows


def test_years_come_to_the_same(both: Both) -> None:
    one, other = (house.years() for house in both.houses)
    assert one.num_rows > 0
    assert other.equals(one)


@many_questions
@pytest.mark.parametrize("name", NAMES)
def test_a_filter_chooses_the_same_rows(both: Both, name: str) -> None:
    rows = both.same(name, **whole(name)).arrow().to_pylist()
    middle = rows[len(rows) // 2]["release_year"]
    for years in (
        {"year": middle},
        {"from_year": middle},
        {"to_year": middle},
        {"from_year": middle, "to_year": middle + 5},
    ):
        assert both.same(name, **years, **whole(name)).rows
    for noun in ("company", "genre"):
        if noun in rows[0]:
            found = {row[noun]: row[f"{noun}_id"] for row in rows}
            chosen = [*sorted(found)[:: len(found) // 5], *sorted(found, key=ascii)[-1:]]
            for title in chosen:
                assert both.same(name, **{noun: title.upper()}, **whole(name)).rows
                if found[title] is not None:
                    identity = {f"{noun}_id": found[title]}
                    assert both.same(name, **identity, **whole(name)).rows
                    assert both.same(name, **identity, **{noun: title}, **whole(name)).rows
            assert both.same(name, **{noun: "(None)"}, **whole(name)).rows


@many_questions
@pytest.mark.parametrize("name", NAMES)
def test_rows_are_sorted_and_cut_the_same(both: Both, name: str) -> None:
    report = both.same(name, **whole(name))
    for column, order in product(report.columns, ("asc", "desc")):
        ordered = both.same(name, sort=column, order=order, **whole(name))
        assert sorted(ordered.rows, key=repr) == sorted(report.rows, key=repr)
    for page in {"limit": 7}, {"offset": 7}, {"limit": 3, "offset": 4}, {"limit": 0}:
        cut = both.same(name, **page, **whole(name))
        first = page.get("offset", 0)
        last = first + page["limit"] if "limit" in page else None
        assert cut.rows == report.rows[first:last]
    beyond = both.same(name, offset=2**63 - 1, limit=2**63 - 1, **whole(name))
    assert (beyond.rows, beyond.total_rows) == ([], report.total_rows)


@pytest.mark.parametrize(
    ("name", "filters", "hint"),
    [
        ("genre-runtime", {}, "there is no report"),
        ("genre-budget", {"top": 1}, "allocation"),
        ("company-budget", {"company_id": 424242424}, "424242424"),
        ("company-budget", {"company_id": -(2**63) + 1}, "no company has the id"),
        ("company-budget", {"company": "Nowhere Inc."}, "Nowhere Inc."),
        ("company-budget", {"company": "Walt Disny Pictures"}, "is called"),
        ("company-budget", {"company": "100%' or :name"}, "or :name"),
        ("company-releases", {"genre_id": 9999}, "9999"),
        ("company-releases", {"genre_id": 18, "genre": "Comedy"}, "not 'Comedy'"),
        ("genre-revenue", {"genre": "Ghost"}, "Ghost"),
        ("genre-revenue", {"genre": "Dr\0ama"}, r"'Dr\x00ama'"),
        ("genre-revenue", {"genre": "Dr\udce4ma"}, r"must be a text, not 'Dr\udce4ma'"),
        ("genre-profit", {"year": 1700}, "they run from"),
        ("genre-profit", {"year": 2**63 - 1}, "they run from"),
        ("genre-profit", {"from_year": 2200}, "they run from"),
        ("genre-profit", {"to_year": 1700, "from_year": 1600}, "they run from"),
    ],
)
def test_what_does_not_exist_is_told_in_the_same_words(
    both: Both, name: str, filters: Options, hint: str
) -> None:
    assert hint in both.refusal(name, **filters)


# -------------------------------------------------------------------------------- texts


def test_a_database_has_the_replacement_character_for_u_0000_which_it_cannot_hold(
    pgserver: Server, tmp_path: Path
) -> None:
    told: dict[str, object] = {
        "overview": "before\0after",
        "production_companies": [{"name": "Gau\0mont", "id": 9}],
        "genres": [{"id": 18, "name": "Dra\0ma"}],
    }
    with ExitStack() as stack:
        both = both_in(tmp_path, pgserver, stack)
        methods = []
        for label, changed in ("2026-01", 0), ("2026-02", 3):
            source = tmp_path / label
            source.mkdir()
            taglines = ["chan\0ged"] * changed + ["as it came"] * (20 - changed)
            each = ({"id": film, **told, "tagline": line} for film, line in enumerate(taglines, 1))
            (source / "movies_metadata.csv").write_text(films(*each), encoding="utf-8")
            methods.append(ingest(both, source, label))
        assert methods == ["built", "changed"]
        one, other = (place.tables() for place in both.places)
        assert one["movies.genre"] == [(18, "Dra\0ma")]
        assert replaced(one) == other != one
        for house, shown in zip(both.houses, ("Gau\0mont", "Gau\ufffdmont"), strict=True):
            for name in "Gau\0mont", shown:
                found = house.report("company-releases", company=name, genre="Dra\0ma")
                assert [row[1] for row in found.rows] == [shown]


def replaced(tables: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    return {
        table: [
            tuple(each.replace("\0", "\ufffd") if isinstance(each, str) else each for each in row)
            for row in rows
        ]
        for table, rows in tables.items()
    }
