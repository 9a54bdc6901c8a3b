"""The current state is made of the newest delivery of each kind of file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.clean.deliveries import films

import reelhouse
from reelhouse.errors import LakeError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reelhouse.house import House
    from reelhouse.summary import IngestSummary

LINKS = "movieId,imdbId,tmdbId\n1,0114709,9\n2,0113497,7\n"
RATINGS = "userId,movieId,rating,timestamp\n1,1,3.0,900000000\n1,2,4.0,900000000\n1,3,5.0,\n"
KEYWORDS = "id,keywords\n9,\"[{'id': 1, 'name': 'toy'}]\"\n7,\"[{'id': 2, 'name': 'boy'}]\"\n"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with reelhouse.open(tmp_path / "warehouse.duckdb", lake=tmp_path / "lake") as opened:
        yield opened


def deliver(house: House, folder: Path, label: str, **contents: str) -> IngestSummary:
    source = folder / label
    source.mkdir()
    for name, content in contents.items():
        (source / f"{name}.csv").write_text(content, encoding="utf-8")
    return house.ingest(source, drop=label)


def account(summary: IngestSummary, file: str) -> tuple[int, int]:
    """Rows of a file that were loaded, and that wait."""
    [found] = [each for each in summary.files if each.file == file]
    return found.loaded, found.orphans


def ratings_counted(house: House) -> list[int]:
    """Ratings of all films, by company and year: here one row, of films without a company."""
    report = house.report("company-popularity", measure="ratings", statistic="total")
    values: list[int] = report.arrow().column("value").to_pylist()
    return values


def test_what_a_delivery_leaves_out_stays_and_finds_the_films_that_are_new(
    house: House, tmp_path: Path
) -> None:
    whole = {"links": LINKS, "ratings": RATINGS, "keywords": KEYWORDS}
    deliver(house, tmp_path, "2026-10", movies_metadata=films({}), **whole)
    assert ratings_counted(house) == [1]
    summary = deliver(house, tmp_path, "2026-11", movies_metadata=films({}, {"id": 7}))
    assert summary.absent == ("credits", "keywords", "links", "ratings")
    assert [file.file for file in summary.files] == ["movies_metadata"]
    assert ratings_counted(house) == [2]


def test_an_orphan_waits_until_what_it_points_at_comes(house: House, tmp_path: Path) -> None:
    first = deliver(
        house,
        tmp_path,
        "2026-10",
        movies_metadata=films({"id": 9}),
        links=LINKS,
        ratings=RATINGS,
        keywords=KEYWORDS,
    )
    assert account(first, "keywords") == (1, 1)
    assert account(first, "ratings") == (2, 1)
    assert account(first, "links") == (2, 0)
    second = deliver(
        house,
        tmp_path,
        "2026-11",
        movies_metadata=films({"id": 9}, {"id": 7}),
        links=LINKS + "3,,\n",
        ratings=RATINGS,
        keywords=KEYWORDS,
    )
    assert account(second, "keywords") == (2, 0)
    assert account(second, "ratings") == (3, 0)
    assert [check for check in house.check() if check.violations] == []


def test_a_table_of_the_lake_that_is_damaged_is_named(house: House, tmp_path: Path) -> None:
    deliver(house, tmp_path, "2026-10", movies_metadata=films({}), links=LINKS)
    [table] = (tmp_path / "lake").rglob("movie_link.parquet")
    table.write_bytes(table.read_bytes()[:20])
    with pytest.raises(LakeError, match=r"2026-10.* is damaged"):
        deliver(house, tmp_path, "2026-11", movies_metadata=films({}))
