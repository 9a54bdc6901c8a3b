"""A lake on S3, on a real server: the same comes of deliveries as with a lake in a folder."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from tests.lake.months import Month
from tests.s3server import PRIVATE
from tests.states import answers, tables

import reelhouse
from reelhouse.errors import RejectRateError, UnreachableError
from reelhouse.storage import BucketStore

if TYPE_CHECKING:
    from pathlib import Path

    from tests.proxy import Proxy
    from tests.s3server import Server

    from reelhouse.house import House

FILMS = {1: {"popularity": "1.5", "budget": 0}, 2: {"popularity": "2.25", "budget": 5000}}
SEPTEMBER = Month(
    "2026-09",
    "snapshot",
    FILMS,
    {1: frozenset([70]), 9: frozenset([71])},
    {(1, 11): ("0.5", 900_000_000), (2, 12): ("4.0", 900_000_000)},
)
OCTOBER = Month(
    "2026-10",
    "delta",
    {2: {"popularity": "1.5", "budget": 0}, 3: FILMS[1]},
    {2: frozenset([72])},
    {(1, 11): ("4.0", 900_000_001), (3, 13): ("0.5", 900_000_000)},
)
NOVEMBER = Month("2026-11", "snapshot", {1: FILMS[1], 3: FILMS[1]}, None, None)
WHENS = ("seconds", "cleaned_at", "source")

pytestmark = pytest.mark.usefixtures("owner")


@pytest.fixture
def lake(request: pytest.FixtureRequest) -> str:
    """A place on S3 where nothing is yet."""
    return f"s3://{PRIVATE}/houses/{request.node.name}"


def opened(folder: Path, lake: str | Path, endpoint: str, name: str = "warehouse") -> House:
    return reelhouse.open(folder / name / "of.duckdb", lake=lake, s3_endpoint=endpoint)


def seen(house: House, warehouse: Path) -> dict[str, Any]:
    """All that can be asked of a house, but for when something was and how long it took."""
    drops = house.drops().drop_columns(WHENS).to_pylist()
    return {
        "drops": drops,
        "rejects": [house.rejects(each["label"]).to_pylist() for each in drops],
        "changed": house.changes().to_pylist(),
        "changes": house.changes(table="movie").to_pylist(),
        "answers": answers(house),
        "past": answers(house, drops[0]["label"]),
        "tables": tables(warehouse),
    }


def live(house: House, folder: Path, september: str | Path, october: str | Path) -> None:
    """Take months, one of them twice, one of them with other content later, one too damaged."""
    house.ingest(september, drop="2026-09", keep_raw=True)
    assert not house.ingest(october, drop="2026-10", mode="delta").already_in_lake
    assert house.ingest(october, drop="2026-10", mode="delta").already_in_lake
    corrected = house.ingest(folder / "corrected" / "2026-09", drop="2026-09", replace=True)
    assert house.changes("2026-10", "rating").num_rows > 0
    assert corrected.publication.published == ("2026-09", "2026-10")
    with suppress(RejectRateError):
        house.ingest(folder / "damaged", drop="2026-11")
    house.ingest(folder / "2026-11", drop="2026-11")


def test_all_that_is_asked_of_it_is_answered_as_with_a_lake_in_a_folder(
    tmp_path: Path, s3_server: Server, lake: str
) -> None:
    for month in (SEPTEMBER, OCTOBER, NOVEMBER):
        month.write(tmp_path)
    Month("2026-09", "snapshot", FILMS, SEPTEMBER.keywords, {(1, 12): ("0.5", 900_000_000)}).write(
        tmp_path / "corrected"
    )
    damaged = Month("damaged", "snapshot", FILMS, None, SEPTEMBER.ratings).write(tmp_path)
    with (damaged / "ratings.csv").open("a") as file:
        file.write("1,x,3.0,900000000\n")
    s3_server.put_folder(PRIVATE, "sources/2026-09", tmp_path / "2026-09")
    s3_server.put_folder(PRIVATE, "sources/2026-10", tmp_path / "2026-10")
    with opened(tmp_path, tmp_path / "lake", s3_server.endpoint, "plain") as house:
        live(house, tmp_path, tmp_path / "2026-09", tmp_path / "2026-10")
        wanted = seen(house, tmp_path / "plain" / "of.duckdb")
    assert [(each["label"], each["outcome"].partition(":")[0]) for each in wanted["drops"]] == [
        ("2026-09", "replaced"),
        ("2026-09", "published"),
        ("2026-10", "published"),
        ("2026-11", "published"),
        ("2026-11", "refused"),
    ]
    with opened(tmp_path, lake, s3_server.endpoint) as house:
        live(house, tmp_path, f"s3://{PRIVATE}/sources/2026-09", f"s3://{PRIVATE}/sources/2026-10")
        assert seen(house, tmp_path / "warehouse" / "of.duckdb") == wanted
    with opened(tmp_path, lake, s3_server.endpoint, "other") as house:
        assert house.rebuild().method == "built"
        assert seen(house, tmp_path / "other" / "of.duckdb") == wanted


def test_many_deliveries_at_once_come_into_it(tmp_path: Path, s3_server: Server, lake: str) -> None:
    for month in (SEPTEMBER, NOVEMBER):
        month.write(tmp_path / "months")
    with opened(tmp_path, tmp_path / "lake", s3_server.endpoint, "plain") as house:
        for label in ("2026-09", "2026-11"):
            house.ingest(tmp_path / "months" / label)
        wanted = seen(house, tmp_path / "plain" / "of.duckdb")
    with opened(tmp_path, lake, s3_server.endpoint) as house:
        summary = house.backfill([tmp_path / "months"], jobs=2)
        assert [(each.label, each.error) for each in summary.deliveries] == [
            ("2026-09", None),
            ("2026-11", None),
        ]
        assert seen(house, tmp_path / "warehouse" / "of.duckdb") == wanted


@pytest.mark.parametrize("number", [0, 5])
def test_an_upload_that_is_cut_leaves_nothing_that_counts_and_is_repeated_well(
    tmp_path: Path,
    s3_proxy: Proxy,
    lake: str,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "2")
    SEPTEMBER.write(tmp_path)
    upload = BucketStore.upload
    uploaded: list[str] = []

    def cut(store: BucketStore, source: Path, key: str) -> None:
        if len(uploaded) == number:
            s3_proxy.total = 0
        upload(store, source, key)
        uploaded.append(key)

    with opened(tmp_path, lake, s3_proxy.endpoint) as house:
        with monkeypatch.context() as patched:
            patched.setattr(BucketStore, "upload", cut)
            with pytest.raises(UnreachableError, match="start again"):
                house.ingest(tmp_path / "2026-09")
        s3_proxy.total = None
        assert len(uploaded) == number
        assert not (tmp_path / "warehouse" / "of.duckdb").exists()
        assert house.drops().num_rows == 0
        assert not house.ingest(tmp_path / "2026-09").already_in_lake
        assert house.report("company-releases").scope.as_of == "2026-09"
        assert house.drops().column("version").to_pylist() == [1]


def test_the_last_answer_of_an_upload_may_be_lost(
    tmp_path: Path, s3_proxy: Proxy, lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    SEPTEMBER.write(tmp_path)
    put_new = BucketStore.put_new

    def lose(store: BucketStore, key: str, data: bytes) -> None:
        if key.endswith("manifest.json"):
            s3_proxy.lose = b"HTTP/1.1 200"
        put_new(store, key, data)

    monkeypatch.setattr(BucketStore, "put_new", lose)
    with opened(tmp_path, lake, s3_proxy.endpoint) as house:
        assert not house.ingest(tmp_path / "2026-09").already_in_lake
        assert s3_proxy.swallowed == 1
        assert house.drops().select(["version", "outcome"]).to_pylist() == [
            {"version": 1, "outcome": "published"}
        ]
