"""A load is all or nothing."""

from __future__ import annotations

import random
import shutil
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import reelhouse
from reelhouse.errors import (
    DeliveryError,
    IntegrityError,
    LakeError,
    RejectRateError,
    UsageError,
    WarehouseError,
)
from reelhouse.warehouse import build
from reelhouse.warehouse import file as file_module

if TYPE_CHECKING:
    from reelhouse.house import House

GOLDEN = Path(__file__).parent / "golden" / "delivery"
ALL = Decimal(1)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return reelhouse.open(tmp_path / "warehouse.duckdb", lake=tmp_path / "lake")


def movies(house: House) -> int:
    return sum(house.report("genre-revenue").arrow().column("movies").to_pylist())


def leftovers(folder: Path) -> list[str]:
    staging = folder / "lake" / "staging"
    own = {".warehouse.duckdb.lock", ".warehouse.duckdb.writer"}
    return sorted({p.name for p in folder.glob(".*")} - own) + (
        sorted(p.name for p in staging.iterdir()) if staging.exists() else []
    )


def without_last_films(target: Path) -> Path:
    shutil.copytree(GOLDEN, target)
    metadata = target / "movies_metadata.csv"
    lines = metadata.read_bytes().split(b"\n")
    metadata.write_bytes(b"\n".join(lines[:14]) + b"\n")
    return target


def test_an_open_reader_keeps_what_it_opened(house: House, tmp_path: Path) -> None:
    house.ingest(GOLDEN, drop="2026-10", max_reject_rate=ALL)
    copy = Path(shutil.copy(tmp_path / "warehouse.duckdb", tmp_path / "seen.duckdb"))
    before = movies(house)
    smaller = without_last_films(tmp_path / "smaller")
    with reelhouse.open(tmp_path / "warehouse.duckdb", lake=tmp_path / "lake") as writer:
        held = (tmp_path / "warehouse.duckdb").open("rb")
        writer.ingest(smaller, drop="2026-11", max_reject_rate=ALL)
        with held:
            assert held.read() == copy.read_bytes()
        assert movies(writer) < before
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("stage", ["create_reports", "run_checks", "replacing"])
def test_a_load_that_fails_changes_nothing(
    house: House, tmp_path: Path, stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.ingest(GOLDEN, drop="2026-10", max_reject_rate=ALL)
    before = movies(house)
    house.close()

    def fail(*_: object, **__: object) -> None:
        raise IntegrityError("made to fail")

    with monkeypatch.context() as patched:
        if stage == "replacing":
            patched.setattr(file_module, "flush", fail)
        else:
            patched.setattr(build, stage, fail)
        with pytest.raises(IntegrityError):
            house.ingest(without_last_films(tmp_path / "b"), drop="2026-11", max_reject_rate=ALL)
    assert movies(house) == before
    assert leftovers(tmp_path) == []
    assert house.ingest(tmp_path / "b", drop="2026-11", max_reject_rate=ALL).already_in_lake
    assert movies(house) < before


def test_too_many_rejects_publish_nothing_and_say_why(house: House, tmp_path: Path) -> None:
    with pytest.raises(RejectRateError) as failure:
        house.ingest(GOLDEN, drop="2026-11")
    for said in ("movies_metadata", "more than 1", "--max-reject-rate", "line "):
        assert said in str(failure.value)
    with pytest.raises(WarehouseError, match="reelhouse ingest"):
        house.report("genre-revenue")
    assert leftovers(tmp_path) == []


def test_the_same_content_again_is_recognized(house: House, tmp_path: Path) -> None:
    first = house.ingest(GOLDEN, drop="2026-11", max_reject_rate=ALL)
    again = house.ingest(GOLDEN, drop="2026-11", max_reject_rate=ALL)
    assert not first.already_in_lake
    assert again.already_in_lake
    assert first.content_hash == again.content_hash
    assert first.files == again.files


def test_an_older_delivery_that_comes_late_is_kept_and_changes_no_answer(
    house: House, tmp_path: Path
) -> None:
    newest = house.ingest(GOLDEN, drop="2026-11", max_reject_rate=ALL)
    answers = house.report("company-releases").rows
    late = house.ingest(without_last_films(tmp_path / "b"), drop="2026-10", max_reject_rate=ALL)
    assert late.files[0].loaded < newest.files[0].loaded
    for file in late.files:
        assert file.read == (
            file.loaded + file.duplicates + file.orphans + file.blank + file.rejected
        )
    assert house.report("company-releases").rows == answers
    assert house.report("company-releases").scope.as_of == "2026-11"
    assert [check for check in house.check() if check.violations] == []


def test_other_content_under_a_label_is_refused(house: House, tmp_path: Path) -> None:
    house.ingest(GOLDEN, drop="2026-11", max_reject_rate=ALL)
    with pytest.raises(LakeError, match="--drop"):
        house.ingest(without_last_films(tmp_path / "b"), drop="2026-11", max_reject_rate=ALL)


def test_what_has_no_films_is_refused(house: House, tmp_path: Path) -> None:
    folder = tmp_path / "ratings only"
    folder.mkdir()
    shutil.copy(GOLDEN / "ratings.csv", folder)
    with pytest.raises(DeliveryError, match="movies_metadata"):
        house.ingest(folder)
    with pytest.raises(DeliveryError, match="no such folder"):
        house.ingest(tmp_path / "nowhere")


@pytest.mark.parametrize("rate", ["x", 2, -1])
def test_a_reject_rate_is_a_fraction(house: House, rate: object) -> None:
    with pytest.raises(UsageError, match="0 to 1"):
        house.ingest(GOLDEN, max_reject_rate=rate)  # type: ignore[arg-type]


@pytest.mark.parametrize("examples", [15, pytest.param(2_000, marks=pytest.mark.long)])
def test_every_row_of_a_damaged_delivery_is_accounted_for(tmp_path: Path, examples: int) -> None:
    chance = random.Random(20261123)
    loaded = 0
    for number in range(examples):
        source = tmp_path / "source"
        shutil.rmtree(source, ignore_errors=True)
        source.mkdir()
        for path in GOLDEN.iterdir():
            data = path.read_bytes()
            if chance.random() < 0.4:
                data = damaged(data, chance)
            (source / path.name).write_bytes(data)
        with reelhouse.open(tmp_path / "w.duckdb", lake=tmp_path / f"lake{number}") as house:
            try:
                summary = house.ingest(source, drop="2026-11", max_reject_rate=ALL)
            except DeliveryError:  # which other tests look at
                continue
            loaded += 1
            for file in summary.files:
                parts = file.loaded + file.duplicates + file.orphans + file.blank + file.rejected
                assert file.read == parts
            assert [check for check in house.check() if check.violations] == []
    assert loaded > examples // 2


def damaged(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(data.find(b"\n"), len(data))
        put_in = chance.choice((b'"', b",", b"\n", b"\r\n", b"\0", b"\xff", b"'", b"[", b"x", b""))
        data = data[:at] + put_in + data[at + chance.choice((0, 0, 1, 40)) :]
    return data
