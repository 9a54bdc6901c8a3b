"""Many deliveries at once end as they would one after the other."""

from __future__ import annotations

import os
import shutil
import signal
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.lake.months import Month
from tests.processes import wait_until
from tests.s3server import PRIVATE
from tests.states import Place, leftovers, opened, violations

import reelhouse
from reelhouse.backfill import find_deliveries
from reelhouse.errors import DeliveryError, UsageError
from reelhouse.settings import S3Settings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.s3server import Server
    from tests.states import Places

AT = 900_000_000
NOWHERE = S3Settings("http://127.0.0.1:1")
FIRST = Month(
    "2026-01",
    "snapshot",
    {1: {"popularity": "1.5", "budget": 0}, 2: {"popularity": "1.5", "budget": 0}},
    {1: frozenset({70}), 9: frozenset({71})},
    {(1, 11): ("4.0", AT), (2, 12): ("0.5", AT)},
)
SECOND = replace(FIRST, label="2026-02", films={1: {"popularity": "2.25", "budget": 5000}})
MONTHS = (FIRST, SECOND, replace(FIRST, label="2026-10", keywords=None))


def test_they_end_as_one_after_the_other_and_again_they_are_known(
    places: Places, tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    for month in MONTHS:
        month.write(archive)
    shutil.make_archive(str(archive / "2026-02"), "zip", archive / "2026-02")
    shutil.rmtree(archive / "2026-02")
    in_order, at_once = (places.place(tmp_path / name) for name in ("in-order", "at-once"))
    with in_order.open() as house:
        for source in ("2026-01", "2026-02.zip", "2026-10"):
            house.ingest(archive / source)
    told: list[str] = []
    with at_once.open() as house:
        done = house.backfill([archive], jobs=2, done=lambda each: told.append(each.label))
        assert sorted(told) == [each.label for each in MONTHS]
        assert [each.label for each in done.deliveries] == [each.label for each in MONTHS]
        assert [each.already_in_lake for each in done.deliveries] == [False] * 3
        assert done.publication
        assert done.publication.published == ("2026-01", "2026-02", "2026-10")
        assert violations(house) == []
        again = house.backfill([archive], jobs=2)
        assert [each.already_in_lake for each in again.deliveries] == [True] * 3
        assert again.publication
        assert again.publication.method == "none"
    assert at_once.tables() == in_order.tables()
    assert at_once.leftovers() == in_order.leftovers() == []


def test_one_that_cannot_be_read_does_not_keep_the_others_from_it(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    FIRST.write(archive)
    (archive / "2026-02.zip").write_bytes(b"no zip")
    with opened(tmp_path) as house:
        done = house.backfill([archive], jobs=2)
        errors = {each.label: type(each.error) for each in done.deliveries}
        assert errors == {"2026-01": type(None), "2026-02": DeliveryError}
        assert house.report("genre-budget").scope.as_of == "2026-01"
        nothing = house.backfill([archive / "2026-02.zip"])
        assert nothing.publication is None
    assert leftovers(tmp_path) == []


def test_a_process_that_is_ended_from_outside_is_told_and_costs_no_delivery(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    for month in MONTHS:
        month.write(archive)
    staging = tmp_path / "house-lake" / "staging"
    with opened(tmp_path) as house, ThreadPoolExecutor(1) as beside:
        loading = beside.submit(house.backfill, [archive], jobs=1)
        wait_until(lambda: any(staging.glob("2026-*")))
        [folder, *_] = staging.iterdir()
        os.kill(int(folder.name.rsplit("-", 2)[1]), signal.SIGKILL)
        errors = [str(each.error) for each in loading.result().deliveries if each.error]
        assert "was ended from outside" in errors[-1]
        assert "fewer --jobs" in errors[-1]
        done = house.backfill([archive], jobs=1)
        assert [each.error for each in done.deliveries] == [None] * len(MONTHS)
        assert violations(house) == []
    assert leftovers(tmp_path) == []


def test_sources_are_deliveries_or_folders_of_such(tmp_path: Path) -> None:
    for name in ("2026-02", "2026-01", ".2026-03", "notes"):
        (tmp_path / name).mkdir()
    (tmp_path / "2025-12.zip").touch()
    (tmp_path / "2025-11.txt").touch()
    found = {"2025-12": "2025-12.zip", "2026-01": "2026-01", "2026-02": "2026-02"}
    assert find_deliveries([tmp_path], NOWHERE) == {
        label: str(tmp_path / name) for label, name in found.items()
    }
    sources: list[str | Path] = ["s3://films/2026-04.zip", tmp_path / "2026-01"]
    assert list(find_deliveries(sources, NOWHERE)) == ["2026-04", "2026-01"]


@pytest.mark.usefixtures("owner")
def test_on_s3_a_prefix_is_a_folder(s3_server: Server, tmp_path: Path) -> None:
    for month in MONTHS:
        month.write(tmp_path)
    shutil.make_archive(str(tmp_path / "2026-02"), "zip", tmp_path / "2026-02")
    shutil.rmtree(tmp_path / "2026-02")
    for each in (each for each in tmp_path.rglob("*") if each.is_file()):
        s3_server.put(PRIVATE, f"backfill/{each.relative_to(tmp_path)}", each)
    s3_server.put(PRIVATE, "backfill/.2026-03/movies_metadata.csv", b"")
    s3_server.put(PRIVATE, "backfill/2026-04.txt", b"")
    prefix, s3 = f"s3://{PRIVATE}/backfill", S3Settings(s3_server.endpoint)
    found = {"2026-01": "2026-01/", "2026-02": "2026-02.zip", "2026-10": "2026-10/"}
    for address in (prefix, f"{prefix}/"):
        assert find_deliveries([address], s3) == {
            label: f"{prefix}/{name}" for label, name in found.items()
        }
    assert find_deliveries([f"{prefix}/2026-01"], s3) == {"2026-01": f"{prefix}/2026-01"}
    place = Place(tmp_path)
    with reelhouse.open(place.warehouse, lake=place.lake, s3_endpoint=s3.endpoint) as house:
        done = house.backfill([prefix], jobs=2)
        assert {each.label: each.error for each in done.deliveries} == dict.fromkeys(found)
        assert violations(house) == []


def test_what_has_no_month_or_one_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "2026-01").mkdir()
    (tmp_path / "2026-01.zip").touch()
    with pytest.raises(UsageError, match="is 2026-01, as is"):
        find_deliveries([tmp_path], NOWHERE)
    with pytest.raises(UsageError, match="tells no month"):
        find_deliveries(["films.zip"], NOWHERE)
    with pytest.raises(UsageError, match="no delivery in what was given"):
        find_deliveries([], NOWHERE)
