"""A small delivery with every known defect in it, against answers worked out by hand.

README.md beside this file tells film by film what is planted and derives the numbers. The files in
`expected/` are the specification: this test only reads them. A report's file name carries its
options, `NAME.option=value.option=value.csv`, with `+` for a space.
"""

from __future__ import annotations

import csv
import gzip
import json
import shutil
import zipfile
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import places_of
from tests.states import ALL_KINDS, Places, reading

from reelhouse.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.states import Place

    from reelhouse.house import House

HERE = Path(__file__).parent
DELIVERY = HERE / "delivery"
EXPECTED = HERE / "expected"
LABEL = "2026-11"
TABLES = sorted(path.stem for path in (EXPECTED / "model").glob("*.csv"))
CASES = sorted(path.stem for path in (EXPECTED / "reports").glob("*.csv"))
NAMES = sorted({case.split(".")[0] for case in CASES})
NUMBERS = {"year", "from_year", "to_year", "company_id", "genre_id", "min_movies"}
NUMBERS |= {"top", "limit", "offset"}
COUNTS = ("read", "loaded", "duplicates", "orphans", "blank", "repaired", "rejected")

Rows = list[list[str]]


@dataclass(frozen=True)
class Loaded:
    """A house into which the delivery went, what the load said, and its tables as text."""

    house: House
    accounts: dict[str, dict[str, int]]
    model: dict[str, Rows]
    ledger: dict[str, dict[str, int]]


@pytest.fixture(scope="module", params=ALL_KINDS)
def places(request: pytest.FixtureRequest) -> Iterator[Places]:
    yield from places_of(request)


@pytest.fixture(scope="module")
def loaded(places: Places, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    result = _load(DELIVERY, places.place(tmp_path_factory.mktemp("golden")))
    yield result
    result.house.close()


def test_every_row_is_accounted_for(loaded: Loaded) -> None:
    assert loaded.accounts == _json("accounts.json")


def test_the_ledger_keeps_the_accounts(loaded: Loaded) -> None:
    assert loaded.ledger == _json("accounts.json")


def test_the_quarantine_names_each_defect_with_its_line(loaded: Loaded) -> None:
    names = ("file", "line", "column", "reason", "action")
    found = [tuple(row[name] for name in names) for row in loaded.house.rejects(LABEL).to_pylist()]
    expected = [tuple(row[name] for name in names) for row in _json("quarantine.json")]
    assert sorted(found, key=repr) == sorted(expected, key=repr)


def test_the_model_has_these_tables_and_no_other(loaded: Loaded) -> None:
    assert sorted(loaded.model) == TABLES


@pytest.mark.parametrize("table", TABLES)
def test_a_table_holds_the_expected_rows(loaded: Loaded, table: str) -> None:
    assert loaded.model[table] == _csv(EXPECTED / "model" / f"{table}.csv")


@pytest.mark.parametrize("case", CASES)
def test_a_report_gives_the_answer_worked_out_by_hand(loaded: Loaded, case: str) -> None:
    name, filters = _case(case)
    report = loaded.house.report(name, **filters)
    answer = [list(report.columns), *([_text(value) for value in row] for row in report.rows)]
    assert answer == _csv(EXPECTED / "reports" / f"{case}.csv")


@pytest.mark.parametrize("case", CASES)
def test_a_scope_is_that_of_all_movies_whatever_rows_are_shown(loaded: Loaded, case: str) -> None:
    name, filters = _case(case)
    expected = _json("scope.json") | {"allocation": filters.get("allocation", "full")}
    if name.endswith("-popularity"):
        expected["measure"] = filters.get("measure", "popularity")
        expected["statistic"] = filters.get("statistic", "median")
    scope = loaded.house.report(name, **filters).scope.as_dict()
    assert list(scope.items()) == list(expected.items())


@pytest.mark.parametrize("name", NAMES)
def test_a_cut_report_knows_how_many_rows_there_were(loaded: Loaded, name: str) -> None:
    whole = len(_csv(EXPECTED / "reports" / f"{name}.csv")) - 1
    cut = loaded.house.report(name, limit=1, offset=1)
    assert (len(cut.rows), cut.total_rows) == (1, whole)


@pytest.mark.parametrize(
    ("name", "filters", "hint"),
    [
        ("genre-runtime", {}, "genre-revenue"),
        ("genre-budget", {"top": 1}, "allocation"),
        ("company-budget", {"measure": "ratings"}, "allocation"),
        ("company-budget", {"genre": "Comedy"}, "company"),
        ("genre-popularity", {"measure": "fame"}, "weighted_rating"),
        ("genre-popularity", {"statistic": "mode"}, "geometric_mean"),
        ("genre-profit", {"allocation": "half"}, "split"),
        ("company-budget", {"company_id": 424242}, "424242"),
        ("company-budget", {"company": "Nowhere Inc."}, "Nowhere Inc."),
        ("company-releases", {"genre_id": 9999}, "9999"),
        ("genre-revenue", {"genre": "Ghost"}, "Ghost"),
        ("genre-revenue", {"genre": "Science Fiction"}, "Science Fiction"),
        ("genre-revenue", {"sort": "value", "order": "asc"}, "revenue"),
    ],
)
def test_what_does_not_exist_is_an_error_that_says_what_does(
    loaded: Loaded, name: str, filters: dict[str, Any], hint: str
) -> None:
    with pytest.raises(UsageError) as failure:
        loaded.house.report(name, **filters)
    assert hint in str(failure.value)


def test_no_check_finds_a_violation(loaded: Loaded) -> None:
    results = loaded.house.check()
    assert results
    assert [result for result in results if result.violations] == []


def _as_gzip(folder: Path) -> Path:
    for path in sorted(DELIVERY.iterdir()):
        (folder / f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))
    return folder


def _as_zstandard(folder: Path) -> Path:
    import pyarrow as pa

    for path in sorted(DELIVERY.iterdir()):
        packed = pa.compress(path.read_bytes(), codec="zstd", asbytes=True)
        (folder / f"{path.name}.zst").write_bytes(packed)
    return folder


def _as_zip(folder: Path) -> Path:
    archive = folder / "delivery.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for path in sorted(DELIVERY.iterdir()):
            target.write(path, f"the-movies-dataset/{path.name}")
    return archive


def _with_byte_order_mark(folder: Path) -> Path:
    for path in sorted(DELIVERY.iterdir()):
        (folder / path.name).write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    return folder


def _as_a_spreadsheet_saves(folder: Path) -> Path:
    for path in sorted(DELIVERY.iterdir()):
        data = path.read_bytes()
        if path.stem.startswith(("links", "ratings")):
            data = data.replace(b",", b";").replace(b"\r\n", b"\n")
        elif path.stem in {"credits", "keywords"}:  # no field of theirs holds a line break
            data = data.replace(b"\n", b"\r\n")
        (folder / path.name).write_bytes(data)
    return folder


@pytest.mark.parametrize(
    "packed",
    [_as_gzip, _as_zstandard, _as_zip, _with_byte_order_mark, _as_a_spreadsheet_saves],
)
def test_the_same_delivery_in_another_form_loads_the_same(
    loaded: Loaded, packed: Callable[[Path], Path], tmp_path: Path
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    other = _load(packed(source), Places().place(tmp_path))
    other.house.close()
    assert other.accounts == loaded.accounts
    assert other.model == loaded.model


def test_small_files_count_where_the_full_ones_did_not_come(tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(DELIVERY, source, ignore=shutil.ignore_patterns("links.csv", "ratings.csv"))
    small = _load(source, Places().place(tmp_path))
    small.house.close()
    came = {"movies_metadata", "credits", "keywords", "links_small", "ratings_small"}
    assert set(small.accounts) == came
    # MovieLens id 103 has a link in links.csv alone, so its rating waits
    assert small.accounts["links_small"] == dict.fromkeys(COUNTS, 0) | {"read": 3, "loaded": 3}
    assert small.accounts["ratings_small"] == dict.fromkeys(COUNTS, 0) | {
        "read": 2,
        "loaded": 1,
        "orphans": 1,
    }


def _load(source: Path, place: Place) -> Loaded:
    house = place.open()
    # a file of a dozen rows with one rejected is far above the default rate
    summary = house.ingest(source, drop=LABEL, max_reject_rate=Decimal(1))
    accounts = {file.file: {name: getattr(file, name) for name in COUNTS} for file in summary.files}
    return Loaded(house, accounts, _model(place), _ledger(place))


def _model(place: Place) -> dict[str, Rows]:
    """Tables of the schema movies as text, by name, in order of their keys."""
    with reading(place.warehouse) as query:
        columns: dict[str, list[str]] = {}
        for table, column in query(
            "select lower(table_name), lower(column_name) from information_schema.columns"
            " where table_catalog = current_database() and lower(table_schema) = 'movies'"
            " order by table_name, ordinal_position"
        ):
            columns.setdefault(table, []).append(column)
        return {table: [names, *_rows(query, table, names)] for table, names in columns.items()}


def _rows(query: Callable[[str], list[tuple[Any, ...]]], table: str, columns: list[str]) -> Rows:
    shown = [f"cast({name} as timestamp)" if name.endswith("_at") else name for name in columns]
    # every key of the model is the first column of its table, or the first two
    keys = ", ".join(columns[:2])
    found = query(f"select {', '.join(shown)} from movies.{table} order by {keys}")
    return [[_text(value) for value in row] for row in found]


def _ledger(place: Place) -> dict[str, dict[str, int]]:
    counts = ", ".join(f"rows_{name.removesuffix('s')}" for name in COUNTS)
    accounts = place.query(f"select file, {counts} from reelhouse.file_account")
    return {file: dict(zip(COUNTS, row, strict=True)) for file, *row in accounts}


def _case(stem: str) -> tuple[str, dict[str, Any]]:
    name, *options = stem.split(".")
    filters: dict[str, Any] = {}
    for option in options:
        key, value = option.split("=")
        number = key in NUMBERS and value.isdigit()
        filters[key] = int(value) if number else value.replace("+", " ")
    return name, filters


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case Decimal():
            return format(value, "f")
        case datetime():
            return f"{value.isoformat()}Z"
        case _:
            return str(value)


def _csv(path: Path) -> Rows:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def _json(name: str) -> Any:
    return json.loads((EXPECTED / name).read_text(encoding="utf-8"))
