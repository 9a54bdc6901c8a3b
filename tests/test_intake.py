"""The intake: content is cleaned once, and what counts under a label is told apart."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest
from tests.clean.deliveries import films

import reelhouse
from reelhouse.clean import together
from reelhouse.clean.cleaner import RULES_VERSION
from reelhouse.clean.files import clean_file
from reelhouse.errors import LakeError, RejectRateError
from reelhouse.intake import Intake, Terms
from reelhouse.lake.drops import drops
from reelhouse.lake.lake import Lake
from reelhouse.lake.store import FolderStore
from reelhouse.progress import Silent
from reelhouse.source import open_delivery

if TYPE_CHECKING:
    from reelhouse.lake.manifest import Manifest

LINKS = "movieId,imdbId,tmdbId\n1,0114709,9\n2,0113497,7\n"
RATINGS = "userId,movieId,rating,timestamp\n1,1,3.0,900000000\n1,2,4.0,900000000\n"
OTHER_RATINGS = RATINGS.replace("3.0", "0.5")
FILMS = films({}, {"id": 7, "release_date": "no day"})
WHOLE = {"movies_metadata": FILMS, "links": LINKS, "ratings": RATINGS}
ALL = Terms(Decimal(1))


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(FolderStore(tmp_path / "lake"))


@pytest.fixture
def cleaned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that are cleaned, as it goes on."""
    names: list[str] = []

    def told(bench: Any, file: Any, *rest: Any) -> Any:
        names.append(file.name)
        return clean_file(bench, file, *rest)

    monkeypatch.setattr(together, "clean_file", told)
    return names


def written(folder: Path, **contents: str) -> Path:
    folder.mkdir(parents=True)
    for name, content in contents.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    return folder


def take(lake: Lake, source: Path, label: str, terms: Terms = ALL) -> tuple[Manifest, bool]:
    return Intake(lake, Silent()).take(open_delivery(source), label, terms)


def kept(lake: Lake, manifest: Manifest) -> list[str]:
    root = Path(lake.address(manifest.folder))
    return sorted(each.relative_to(root).as_posix() for each in root.rglob("*") if each.is_file())


def quarantine(lake: Lake, manifest: Manifest) -> list[tuple[str, str]]:
    path = Path(lake.address(manifest.folder)) / "quarantine.parquet"
    return [(row["file"], row["reason"]) for row in pq.read_table(path).to_pylist()]


# ------------------------------------------------------------ what was cleaned before


def test_only_files_that_changed_are_cleaned(
    lake: Lake, tmp_path: Path, cleaned: list[str]
) -> None:
    first, _ = take(lake, written(tmp_path / "a", **WHOLE), "2026-10")
    assert sorted(cleaned) == ["links", "movies_metadata", "ratings"]
    cleaned.clear()
    source = written(tmp_path / "b", **{**WHOLE, "ratings": OTHER_RATINGS})
    second, was_there = take(lake, source, "2026-11")
    assert cleaned == ["ratings"]
    assert not was_there
    assert second.reused == {"movies_metadata": first.folder, "links": first.folder}
    assert "movie.parquet" not in kept(lake, second)
    assert "rating.parquet" in kept(lake, second)
    assert second.files[0] == first.files[0]
    assert second.content_hash != first.content_hash


def test_what_is_wrong_with_a_file_comes_along_with_it(lake: Lake, tmp_path: Path) -> None:
    damaged = {**WHOLE, "ratings": RATINGS + "x,1,3.0,900000000\n"}
    first, _ = take(lake, written(tmp_path / "a", **damaged), "2026-10")
    assert {file for file, _ in quarantine(lake, first)} == {"movies_metadata", "ratings"}
    second, _ = take(lake, written(tmp_path / "b", **WHOLE), "2026-11")
    of_films = [each for each in quarantine(lake, first) if each[0] == "movies_metadata"]
    assert quarantine(lake, second) == of_films


def test_a_reused_file_that_is_too_damaged_refuses_a_delivery_as_it_would_itself(
    lake: Lake, tmp_path: Path
) -> None:
    damaged = {"movies_metadata": films({}), "ratings": RATINGS + "x,1,3.0,900000000\n"}
    source = written(tmp_path / "a", **damaged)
    take(lake, source, "2026-10")
    with pytest.raises(RejectRateError, match="ratings: 1 of 3 rows were rejected"):
        take(lake, source, "2026-11", Terms(Decimal("0.33")))
    assert [each.label for each in lake.manifests()] == ["2026-10"]


def test_the_same_delivery_under_another_label_is_not_cleaned_at_all(
    lake: Lake, tmp_path: Path, cleaned: list[str]
) -> None:
    source = written(tmp_path / "a", **WHOLE)
    first, _ = take(lake, source, "2026-10")
    cleaned.clear()
    second, was_there = take(lake, source, "2026-11")
    third, _ = take(lake, source, "2026-12")
    assert cleaned == []
    assert not was_there
    assert second.content_hash == first.content_hash
    assert set(second.reused.values()) == set(third.reused.values()) == {first.folder}


def test_a_file_of_the_same_size_with_other_content_is_cleaned(
    lake: Lake, tmp_path: Path, cleaned: list[str]
) -> None:
    assert len(OTHER_RATINGS) == len(RATINGS)
    take(lake, written(tmp_path / "a", **WHOLE), "2026-10")
    source = written(tmp_path / "b", **{**WHOLE, "ratings": OTHER_RATINGS})
    cleaned.clear()
    second, _ = take(lake, source, "2026-11")
    assert cleaned == ["ratings"]
    assert "ratings" not in second.reused


def test_what_was_cleaned_by_other_rules_is_cleaned_again(
    lake: Lake, tmp_path: Path, cleaned: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = written(tmp_path / "a", **WHOLE)
    take(lake, source, "2026-10")
    cleaned.clear()
    other = RULES_VERSION + 1
    monkeypatch.setattr("reelhouse.intake.RULES_VERSION", other)
    second, _ = take(lake, source, "2026-11")
    assert sorted(cleaned) == ["links", "movies_metadata", "ratings"]
    assert second.reused == {}
    again, was_there = take(lake, source, "2026-10", Terms(Decimal(1), replaces=True))
    assert (again.version, again.rules_version, was_there) == (2, other, False)


def test_what_was_reused_stays_when_what_it_came_with_is_replaced(tmp_path: Path) -> None:
    first = written(tmp_path / "a", **WHOLE)
    second = written(tmp_path / "b", **{**WHOLE, "ratings": OTHER_RATINGS})
    other = written(tmp_path / "c", movies_metadata=films({}))
    with reelhouse.open(tmp_path / "w.duckdb", lake=tmp_path / "lake") as house:
        house.ingest(first, drop="2026-10", max_reject_rate=1)
        house.ingest(second, drop="2026-11", max_reject_rate=1)
        answer = house.report("company-popularity", measure="ratings", statistic="total").rows
        house.ingest(other, drop="2026-10", replace=True, max_reject_rate=1)
        again = house.report("company-popularity", measure="ratings", statistic="total")
        assert again.rows == answer != []
        past = house.report(
            "company-popularity", measure="ratings", statistic="total", as_of="2026-11"
        )
        assert past.rows == answer
        house.rebuild()
        rebuilt = house.report("company-popularity", measure="ratings", statistic="total")
        assert rebuilt.rows == answer


def test_content_that_comes_again_in_a_delta_is_the_newest(tmp_path: Path) -> None:
    a = written(tmp_path / "a", **WHOLE)
    b = written(tmp_path / "b", **{**WHOLE, "ratings": OTHER_RATINGS})
    with reelhouse.open(tmp_path / "w.duckdb", lake=tmp_path / "lake") as house:
        house.ingest(a, drop="2026-09", max_reject_rate=1)
        house.ingest(b, drop="2026-10", mode="delta", max_reject_rate=1)
        house.ingest(a, drop="2026-11", mode="delta", max_reject_rate=1)
        assert [
            (row["before"], row["after"])
            for label in ("2026-10", "2026-11")
            for row in house.changes(label, "rating").to_pylist()
        ] == [("3.0", "0.5"), ("0.5", "3.0")]
        house.rebuild()
        assert [each for each in house.check() if each.violations] == []


# ------------------------------------------------------------------ what comes again


@pytest.mark.parametrize(
    ("content", "terms", "told"),
    [
        (OTHER_RATINGS, ALL, "holds a delivery 2026-10 with other content, from .*--replace"),
        (RATINGS, Terms(Decimal(1), "delta"), "holds a delivery 2026-10 with mode snapshot, from"),
    ],
)
def test_what_differs_is_not_taken_under_a_label_that_is_given(
    lake: Lake, tmp_path: Path, content: str, terms: Terms, told: str
) -> None:
    take(lake, written(tmp_path / "a", **WHOLE), "2026-10")
    with pytest.raises(LakeError, match=told):
        take(lake, written(tmp_path / "b", **{**WHOLE, "ratings": content}), "2026-10", terms)
    assert [each.version for each in lake.versions("2026-10")] == [1]


@pytest.mark.parametrize("mode", ["snapshot", "delta"])
def test_what_replaces_a_delivery_counts_and_the_first_one_is_kept(
    lake: Lake, tmp_path: Path, mode: str
) -> None:
    first, _ = take(lake, written(tmp_path / "a", **WHOLE), "2026-10")
    files = kept(lake, first)
    source = written(tmp_path / "b", **{**WHOLE, "ratings": OTHER_RATINGS})
    terms = Terms(Decimal(1), mode, replaces=True)
    second, was_there = take(lake, source, "2026-10", terms)
    assert (second.version, second.mode, was_there) == (2, mode, False)
    assert lake.manifests() == (second,)
    assert lake.versions("2026-10") == [first, second]
    assert kept(lake, first) == files
    assert drops(lake, ()).column("outcome").to_pylist() == ["replaced", "cleaned"]


def test_to_replace_a_delivery_by_itself_does_nothing(lake: Lake, tmp_path: Path) -> None:
    source = written(tmp_path / "a", **WHOLE)
    first, _ = take(lake, source, "2026-10")
    assert take(lake, source, "2026-10", Terms(Decimal(1), replaces=True)) == (first, True)
    assert lake.versions("2026-10") == [first]


def test_the_same_files_packed_otherwise_are_the_same_delivery(lake: Lake, tmp_path: Path) -> None:
    source = written(tmp_path / "a", **WHOLE)
    take(lake, source, "2026-10")
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for path in source.iterdir():
            packed.write(path, f"inside/{path.name}")
    assert take(lake, tmp_path / "b.zip", "2026-10")[1]


# --------------------------------------------------------------------- what is kept


def test_of_a_refused_delivery_it_is_kept_why(lake: Lake, tmp_path: Path) -> None:
    source = written(tmp_path / "a", **{**WHOLE, "ratings": RATINGS + "x,1,3.0,900000000\n"})
    for _ in range(2):
        with pytest.raises(RejectRateError):
            take(lake, source, "2026-10", Terms(Decimal("0.01"), keep_raw=True))
    first, second = lake.refused()
    assert first.outcome == (
        "refused: movies_metadata: 1 of 2 values of release_date are damaged, more than 1%"
    )
    assert first.folder != second.folder
    assert kept(lake, first) == ["manifest.json", "quarantine.parquet"]
    assert ("ratings", "key_missing") in quarantine(lake, first)
    assert lake.manifests() == ()
    take(lake, source, "2026-10")
    assert drops(lake, ()).select(["label", "version", "outcome"]).to_pylist() == [
        {"label": "2026-10", "version": 1, "outcome": outcome}
        for outcome in ("cleaned", first.outcome, first.outcome)
    ]


def test_a_zip_is_kept_as_it_came(lake: Lake, tmp_path: Path) -> None:
    source = written(tmp_path / "a", **WHOLE)
    path = tmp_path / "Delivery of October.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for each in source.iterdir():
            packed.write(each, each.name)
    manifest, _ = take(lake, path, "2026-10")
    assert [name for name in kept(lake, manifest) if "/" in name] == [f"raw/{path.name}"]
    raw = Path(lake.address(manifest.folder)) / "raw" / path.name
    assert raw.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("keep_raw", [True, False])
def test_loose_files_are_kept_as_they_came_where_that_is_asked(
    lake: Lake, tmp_path: Path, keep_raw: bool
) -> None:
    source = written(tmp_path / "a", **WHOLE)
    (source / "notes.txt").write_text("not one of the delivery's")
    manifest, _ = take(lake, source, "2026-10", Terms(Decimal(1), keep_raw=keep_raw))
    folder = Path(lake.address(manifest.folder)) / "raw"
    found = {each.name: each.read_text() for each in folder.glob("*")}
    assert found == ({f"{name}.csv": text for name, text in WHOLE.items()} if keep_raw else {})
