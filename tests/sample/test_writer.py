from __future__ import annotations

import gzip
import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from tests.sample.reading import DOS_FILES, UNIX_FILES, Sample

from reelhouse.errors import UsageError
from reelhouse.sample import SampleSummary, write
from reelhouse.sample.plan import Plan

if TYPE_CHECKING:
    from pathlib import Path

ALL_FILES = (*UNIX_FILES, *DOS_FILES)
TINY = 0.0005


def contents(directory: Path) -> dict[str, bytes]:
    """All files under a folder."""
    return {
        str(path.relative_to(directory)): path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path / "one", scale=TINY, seed=5, threads=1)
    write(tmp_path / "four", scale=TINY, seed=5, threads=4)
    assert contents(tmp_path / "one") == contents(tmp_path / "four")


@pytest.mark.long
def test_a_large_sample_is_the_same_whatever_the_threads(tmp_path: Path) -> None:
    write(tmp_path / "one", scale=0.5, threads=1)
    write(tmp_path / "three", scale=0.5, threads=3)
    for name, content in contents(tmp_path / "one").items():
        assert (tmp_path / "three" / name).read_bytes() == content


def test_another_seed_gives_other_files_of_the_same_size(sample: Sample, tmp_path: Path) -> None:
    write(tmp_path / "other", scale=0.005, seed=-12)
    other = Sample(tmp_path / "other")
    for name in ALL_FILES:
        assert other.text(name) != sample.text(name)
        told = [notes["files"][name] for notes in (other.notes, sample.notes)]
        assert told[0]["records"] == told[1]["records"]


def test_counts_follow_the_scale(sample: Sample) -> None:
    sizes = Plan(0.005, 11).sizes()
    records = {name: account["records"] for name, account in sample.notes["files"].items()}
    assert sizes["films"] == 227
    assert records["movies_metadata"] == 227 + 2
    assert records["credits"] == 227 + 1
    assert records["keywords"] == 227 + 5
    assert records["links"] == sizes["links"]
    assert records["links_small"] == sizes["small_links"] == 46
    assert records["ratings"] == round(26_024_289 * 0.005)
    assert records["ratings_small"] == 500


def test_the_smallest_sample_still_has_every_file_and_its_defects(tmp_path: Path) -> None:
    summary = write(tmp_path / "least", scale=0.000001)
    least = Sample(tmp_path / "least")
    assert least.notes["movies"]["movies"] == 20
    for name in ALL_FILES:
        assert least.notes["files"][name]["parsed_records"] == len(least.parsed(name)) > 0
    assert set(least.notes["defects"]) >= {"broken_record", "duplicate_other", "cut_off", "orphan"}
    assert len(summary.deliveries) == 1


def test_the_summary_tells_what_was_written(tmp_path: Path) -> None:
    summary: SampleSummary = write(tmp_path / "told", scale=TINY)
    [delivery] = summary.deliveries
    assert (delivery.label, delivery.directory) == ("2026-01", tmp_path / "told")
    assert [file.path.name for file in delivery.files] == [f"{name}.csv" for name in ALL_FILES]
    assert [file.bytes for file in delivery.files] == [
        file.path.stat().st_size for file in delivery.files
    ]
    assert delivery.notes == json.loads((tmp_path / "told" / "defects.json").read_text("utf-8"))
    assert summary.bytes == sum(file.bytes for file in delivery.files)
    assert summary.seconds > 0


@pytest.mark.parametrize(("compress", "suffix"), [("gzip", ".gz"), ("zstd", ".zst")])
def test_files_can_be_compressed(tmp_path: Path, compress: Any, suffix: str) -> None:
    write(tmp_path / "plain", scale=TINY)
    summary = write(tmp_path / "small", scale=TINY, compress=compress)
    names = {file.path.name for file in summary.deliveries[0].files}
    assert names == {f"{name}.csv{suffix}" for name in ALL_FILES}
    assert summary.bytes < sum(map(len, contents(tmp_path / "plain").values())) / 2
    if compress == "gzip":
        for name in ALL_FILES:
            packed = (tmp_path / "small" / f"{name}.csv.gz").read_bytes()
            assert gzip.decompress(packed) == (tmp_path / "plain" / f"{name}.csv").read_bytes()


def test_progress_hears_of_each_file(tmp_path: Path) -> None:
    heard: list[tuple[object, ...]] = []

    class Listener:
        def start(self, file: str, stage: str, total_bytes: int | None) -> Listener:
            heard.append((file, stage, total_bytes))
            return self

        def advance(self, bytes: int, rows: int) -> None:  # noqa: A002
            heard.append((bytes, rows))

        def finish(self) -> None:
            heard.append(("finished",))

    [delivery] = write(tmp_path / "heard", scale=TINY, progress=Listener()).deliveries
    assert heard[::3] == [(name, "write", None) for name in ALL_FILES]
    assert [entry[0] for entry in heard[1::3]] == [file.bytes for file in delivery.files]
    assert heard[2::3] == [("finished",)] * 7


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"scale": 0}, "scale 0 is out of range"),
        ({"months": 0}, "0 months are out of range: expected 1 to 120"),
        ({"months": 121}, "121 months are out of range"),
        ({"first_month": "2026-13"}, "first month '2026-13' is no month: expected one such as"),
        ({"first_month": "January"}, "first month 'January' is no month"),
        ({"compress": "rar"}, "compression 'rar' is not known: expected gzip, zstd or none"),
    ],
)
def test_bad_arguments_are_refused(tmp_path: Path, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        write(tmp_path / "refused", **arguments)
    assert not (tmp_path / "refused").exists()


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "movies_metadata.csv").write_text("the real one")
    with pytest.raises(UsageError, match="is no earlier sample"):
        write(tmp_path, scale=TINY)
    assert contents(tmp_path) == {"movies_metadata.csv": b"the real one"}


def test_an_earlier_sample_is_replaced(tmp_path: Path) -> None:
    write(tmp_path / "again", scale=TINY, months=2)
    write(tmp_path / "again", scale=TINY, compress="zstd")
    names = {f"{name}.csv.zst" for name in ALL_FILES} | {"defects.json"}
    assert set(contents(tmp_path / "again")) == names


# ---------------------------------------------------------------- months


def test_months_are_folders_from_the_first_on(months_directory: Path) -> None:
    labels = ["2025-12", "2026-01", "2026-02"]
    assert sorted(path.name for path in months_directory.iterdir()) == [*labels, "defects.json"]
    told = json.loads((months_directory / "defects.json").read_text("utf-8"))
    assert told == {"scale": 0.005, "seed": 11, "deliveries": labels}
    for number, label in enumerate(labels):
        notes = Sample(months_directory / label).notes
        assert (notes["label"], notes["month"]) == (label, number)


def test_the_first_of_several_months_is_the_delivery_by_itself(
    months_directory: Path, tmp_path: Path
) -> None:
    write(tmp_path / "alone", scale=0.005, seed=11, first_month="2025-12")
    assert contents(tmp_path / "alone") == contents(months_directory / "2025-12")


def by_id(sample: Sample, name: str) -> dict[str, dict[str, str]]:
    """The records of a file by their key; of several the last."""
    key = "movieId" if name == "links" else "id"
    return {record[key]: record for record in sample.records(name)}


def test_each_month_brings_new_movies_and_keeps_the_old(months: list[Sample]) -> None:
    for before, after in pairwise(months):
        for name in ("movies_metadata", "links"):
            old, new = by_id(before, name), by_id(after, name)
            assert old.keys() < new.keys()
            assert len(new.keys() - old.keys()) == after.notes["new"]["movies"] == 1


def test_popularity_moves_and_little_else_changes(months: list[Sample]) -> None:
    changed: dict[str, float] = {}
    old, new = by_id(months[0], "movies_metadata"), by_id(months[2], "movies_metadata")
    for column in next(iter(old.values())):
        changed[column] = sum(old[film][column] != new[film][column] for film in old) / len(old)
    assert changed.pop("popularity") > 0.7
    assert 0.02 < changed.pop("vote_count") < 0.5
    assert changed.pop("vote_average") < 0.3
    assert max(changed.pop("budget"), changed.pop("revenue")) < 0.05
    assert max(changed.pop("overview"), changed.pop("status")) < 0.05
    assert set(changed.values()) == {0}


def test_votes_are_only_added(months: list[Sample]) -> None:
    old, new = by_id(months[0], "movies_metadata"), by_id(months[2], "movies_metadata")
    gains = [int(new[film]["vote_count"]) - int(old[film]["vote_count"]) for film in old]
    assert min(gains) == 0 < max(gains)


@pytest.mark.parametrize("name", ["credits", "keywords"])
def test_some_credits_and_keywords_are_added(months: list[Sample], name: str) -> None:
    old, new = by_id(months[0], name), by_id(months[2], name)
    longer = [film for film in old if old[film] != new[film]]
    assert 0 < len(longer) < len(old) / 5
    assert all(
        len("".join(new[film].values())) > len("".join(old[film].values())) for film in longer
    )


def test_what_was_an_orphan_arrives_in_the_next_month(months: list[Sample]) -> None:
    for before, after in pairwise(months):
        films = by_id(after, "movies_metadata").keys()
        for name in ("credits", "keywords"):
            orphans = {str(place.id) for place in before.places("orphan", name)}
            assert orphans
            assert orphans <= films
            assert orphans <= by_id(after, name).keys()
            assert orphans.isdisjoint(str(place.id) for place in after.places("orphan", name))


def test_about_one_rating_in_a_hundred_changes_and_some_are_new(months: list[Sample]) -> None:
    old, new = (
        {(user, movie): (rating, moment) for user, movie, rating, moment in month.parsed("ratings")}
        for month in months[:2]
    )
    assert old.keys() < new.keys()
    added = new.keys() - old.keys()
    assert 0.001 < len(added) / len(old) < 0.01
    assert 0.008 < sum(old[key] != new[key] for key in old) / len(old) < 0.012
    # Raters who were there before rate the new movie; new raters rate the old ones.
    raters = {user for user, _ in old}
    arrived = by_id(months[1], "links").keys() - by_id(months[0], "links").keys()
    assert {movie for user, movie in added if user in raters} == arrived
    assert months[1].notes["new"]["ratings_of_new_raters"] == sum(
        user not in raters and movie not in arrived for user, movie in added
    )
    since = 1_764_547_200  # 2025-12-01
    assert all(int(new[key][1]) >= since for key in added)


def test_the_same_defects_stay(months: list[Sample]) -> None:
    for kind, entry in months[0].notes["defects"].items():
        for name, file in entry["files"].items():
            later = months[2].notes["defects"][kind]["files"][name]
            assert later["count"] == file["count"]
            if kind != "orphan":
                assert {place.id for place in months[2].places(kind, name)} == {
                    place.id for place in months[0].places(kind, name)
                }
