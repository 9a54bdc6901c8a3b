"""A whole delivery, cleaned; every row is somewhere, or the delivery is refused and told why."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.clean.deliveries import cleaned, films
from tests.clean.readings import examples, source_file

from reelhouse.clean.files import clean_file
from reelhouse.clean.nested_items import create_macros
from reelhouse.clean.quarantine import Quarantine
from reelhouse.errors import DeliveryError, RejectRateError
from reelhouse.progress import Silent
from reelhouse.resources import sql
from reelhouse.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reelhouse.clean.account import CleanedFile

GOLDEN = Path(__file__).parent.parent / "golden" / "delivery"
CONTENTS = {
    name: (GOLDEN / f"{name}.csv").read_bytes()
    for name in ("movies_metadata", "credits", "keywords", "links", "ratings")
}
TABLES = {
    "movie",
    "collection",
    "genre",
    "production_company",
    "country",
    "language",
    "movie_genre",
    "movie_company",
    "movie_country",
    "movie_spoken_language",
    "credit_list",
    "cast_credit",
    "crew_credit",
    "keyword_list",
    "movie_keyword",
    "movie_link",
    "rating",
    "quarantine",
}
PUT_IN = [
    *(b'"', b'""', b",", b",,", b";", b"\n", b"\r", b"\r\n", b"\0", b"\xff", b"\xe9", b"\xef\xbb"),
    *(b"\xef\xbb\xbf", b"[", b"]", b"{", b"}", b"'", b"\\", b"\\ud800", b"\\x00", b"None", b"0"),
    *(
        b"-",
        b"0x",
        b"e9",
        b".",
        b"9999999999",
        b"99999999999999999999",
        b"nan",
        b" ",
        b"\xef\xb7\x90",
    ),
]


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file of the golden delivery, damaged in a few places behind its header."""
    name = draw(st.sampled_from(sorted(CONTENTS)))
    data = CONTENTS[name]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(min(data.find(b"\n") + 1, len(data)), len(data)))
        match draw(
            st.sampled_from(["put in", "put in", "take out", "flip", "line", "cell", "cut"])
        ):
            case "put in":
                data = data[:at] + draw(st.sampled_from(PUT_IN)) + data[at:]
            case "take out":
                data = data[:at] + data[at + draw(st.sampled_from([1, 1, 2, 30, 400])) :]
            case "flip":
                data = data[:at] + bytes(b ^ 1 << draw(st.integers(0, 7)) for b in data[at:][:1])
                data += CONTENTS[name][len(data) :]
            case "line":
                lines = data.split(b"\n")
                line = lines.pop(draw(st.integers(1, len(lines) - 1)) if len(lines) > 1 else 0)
                lines[len(lines) : len(lines)] = [line] * draw(st.sampled_from([0, 2]))
                data = b"\n".join(lines)
            case "cell":
                lines = data.split(b"\n")
                chosen = draw(st.integers(0, len(lines) - 1))
                lines[chosen] = lines[chosen].rpartition(b",")[0]
                data = b"\n".join(lines)
            case _:
                data = data[:at]
    return name, data


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with Workbench(tmp_path_factory.mktemp("spill")) as workbench:
        workbench.run(sql("clean/sql", "macros"))
        create_macros(workbench)
        yield workbench


@examples(100)
@given(damaged())
def test_every_row_of_a_damaged_file_is_accounted_for_or_the_file_is_refused(
    bench: Workbench, file: tuple[str, bytes]
) -> None:
    _require_account(bench, *file)


@pytest.mark.long
@examples(5_000, long=True)
@given(damaged())
def test_so_it_is_with_thousands_of_damaged_files(
    bench: Workbench, file: tuple[str, bytes]
) -> None:
    _require_account(bench, *file)


def _require_account(bench: Workbench, name: str, data: bytes) -> None:
    bench.run("drop table if exists quarantine")
    quarantine, source = Quarantine(bench), source_file(name, data)
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = clean_file(bench, source, Path(folder), quarantine, Silent())
        except DeliveryError as refusal:
            told = str(refusal)
            assert f"{name}.csv" in told
            return
    _require_sum(found)
    lines = [line for (line,) in bench.rows("select distinct line from quarantine")]
    assert all(2 <= line <= data.count(b"\n") + 1 for line in lines)


def _require_sum(file: CleanedFile) -> None:
    assert file.read == file.kept + file.duplicates + file.blank + file.rejected
    assert min(file.kept, file.duplicates, file.blank, file.rejected, file.repaired) >= 0


def test_a_delivery_of_films_alone_has_all_tables(tmp_path: Path) -> None:
    found = cleaned(tmp_path)
    assert {path.stem for path in found.folder.iterdir()} == TABLES
    assert len(found.rows("movie")) == 1
    empty = TABLES - {"movie", "language"}
    assert [table for table in empty if found.rows(table)] == []


def test_the_golden_delivery_adds_up(tmp_path: Path) -> None:
    for file in cleaned(tmp_path, CONTENTS).files.values():
        _require_sum(file)


@pytest.mark.parametrize(("rate", "is_refused"), [("0.29", True), ("0.3", False), ("1", False)])
def test_too_many_rejected_rows_are_refused_with_examples(
    tmp_path: Path, rate: str, is_refused: bool
) -> None:
    links = "movieId,imdbId,tmdbId\n" + "".join(
        f"{'x' if n in (2, 5, 7) else ''}{n},0114709,{n}\n" for n in range(10)
    )
    if not is_refused:
        assert cleaned(tmp_path, rate=rate, links=links).files["links"].rejected == 3
        return
    with pytest.raises(RejectRateError) as refusal:
        cleaned(tmp_path, rate=rate, links=links)
    said = str(refusal.value)
    assert "links: 3 of 10 rows were rejected, more than 29" in said
    assert "line 4: key_missing: x2,0114709,2" in said
    assert "--max-reject-rate" in said


@pytest.mark.parametrize(
    "column",
    ["release_date", "budget", "popularity", "vote_count", "adult", "production_companies"],
)
def test_too_many_damaged_values_of_a_column_are_refused(tmp_path: Path, column: str) -> None:
    content = films({"id": 1}, {"id": 2}, {"id": 3, column: "spoiled"})
    with pytest.raises(RejectRateError) as refusal:
        cleaned(tmp_path, movies_metadata=content, rate="0.3")
    said = str(refusal.value)
    assert f"movies_metadata: 1 of 3 values of {column} are damaged, more than 30" in said
    assert ": spoiled" in said
    assert "line 4: " in said


@pytest.mark.parametrize("name", ["links", "links_small"])
def test_damaged_values_count_under_the_name_of_the_file_that_came(
    tmp_path: Path, name: str
) -> None:
    links = "movieId,imdbId,tmdbId\n1,nm1,862\n2,0113497,8844\n"
    found = cleaned(tmp_path, {name: links})
    assert found.log == [(name, 2, "imdbId", "not_a_number", "nulled")]


def test_a_file_of_blank_lines_alone_is_no_damage(tmp_path: Path) -> None:
    found = cleaned(tmp_path, rate="0", ratings="userId,movieId,rating,timestamp\n\n\n,,,\n")
    assert (found.files["ratings"].read, found.files["ratings"].blank) == (3, 3)


@pytest.mark.parametrize("broken", ["movies_metadata", "credits", "links"])
def test_of_several_files_that_cannot_be_read_the_first_is_told(
    tmp_path: Path, broken: str
) -> None:
    wrong = {broken: b"not,a,header\n", "ratings": b"nor,is,this\n"}
    with pytest.raises(DeliveryError, match=rf"{broken}\.csv, line 1"):
        cleaned(tmp_path, {**CONTENTS, **wrong})


def test_ratings_that_cannot_be_read_are_told_though_the_other_files_can(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match=r"ratings\.csv, line 1"):
        cleaned(tmp_path, {**CONTENTS, "ratings": b"not,a,header\n"})


def test_an_interruption_ends_all_that_is_done(tmp_path: Path) -> None:
    class Impatient(Silent):
        def start(self, file: str, stage: str, total_bytes: int | None) -> Silent:
            if (file, stage) == ("credits", "tables"):
                raise KeyboardInterrupt
            return super().start(file, stage, total_bytes)

    rows = "".join(f"{n},1,4.0,964982703\n" for n in range(2_000_000))
    ratings = f"userId,movieId,rating,timestamp\n{rows}".encode()
    threads = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        cleaned(tmp_path, {**CONTENTS, "ratings": ratings}, progress=Impatient())
    assert threading.active_count() == threads


def test_the_log_of_files_that_are_cleaned_at_once_is_in_order(tmp_path: Path) -> None:
    log = cleaned(tmp_path, CONTENTS).log
    assert {"credits", "links", "movies_metadata", "ratings"} <= {file for file, *_ in log}
    assert log == sorted(log, key=lambda e: (e[0], e[1], e[2] is None, e[2] or "", e[3], e[4]))
