"""Deliveries made to do harm: refused in bounded time and memory, and nothing is left behind."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pytest

GOLDEN = Path(__file__).parent / "golden" / "delivery"
GIB = 1 << 30
MOST_MEMORY = 3 * GIB // 2
MOST_SECONDS = 60
"""Each takes a second or two; a machine that does other work as well may take longer."""

METADATA = (GOLDEN / "movies_metadata.csv").read_bytes().split(b"\n", 1)[0] + b"\n"
RATINGS = b"userId,movieId,rating,timestamp\n1,1,1.0,900000000\n"
COMMAS = b"," * METADATA.count(b",")


class Outcome(NamedTuple):
    """How a load ended."""

    code: int
    message: str
    peak_memory: int
    seconds: float


def load(source: Path, place: Path) -> Outcome:
    """Load with the command line in a process of its own."""
    program = [sys.executable, "-m", "reelhouse", "ingest", str(source), "--max-reject-rate", "1"]
    program += ["--lake", str(place / "lake"), "--warehouse", str(place / "warehouse.duckdb")]
    with (place / "errors.txt").open("wb") as errors:
        began = time.monotonic()
        process = subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    message = (place / "errors.txt").read_text(errors="replace")
    return Outcome(process.returncode, message, usage.ru_maxrss << 10, time.monotonic() - began)


def with_hole(path: Path, before: bytes, after: bytes = b"") -> None:
    """A file with a gibibyte of NUL between two texts, which takes no room on disk."""
    with path.open("wb") as file:
        file.write(before)
        file.seek(GIB, os.SEEK_CUR)
        file.write(after or b"\0")


def repeated(path: Path, before: bytes, filling: bytes, size: int = GIB) -> None:
    """A Zstandard file of one text again and again."""
    piece = filling * ((1 << 20) // len(filling))
    with pa.CompressedOutputStream(pa.OSFile(str(path), "wb"), "zstd") as stream:
        stream.write(before)
        for _ in range(size // len(piece)):
            stream.write(piece)


def delivery(place: Path, *without: str) -> Path:
    source = place / "source"
    shutil.copytree(GOLDEN, source)
    for name in without:
        (source / f"{name}.csv").unlink()
    return source


def require_refusal(source: Path, place: Path, *told: str) -> None:
    outcome = load(source, place)
    error = outcome.message[outcome.message.rfind("Error:") :]
    assert outcome.code == 3, outcome.message
    for each in told:
        # Where rows are read ahead, it is the line of the field or one before it.
        options = [each.replace("[23]", number) for number in ("2", "3")]
        assert any(option in error for option in options), error
    assert "leaked" not in error, "DuckDB's library complains of what nobody let go"
    assert outcome.peak_memory < MOST_MEMORY
    assert outcome.seconds < MOST_SECONDS
    assert not (place / "warehouse.duckdb").exists()
    assert not list((place / "lake").rglob("*.parquet"))
    assert not list((place / "lake" / "staging").glob("*"))


long = pytest.mark.long


@pytest.mark.parametrize(
    ("name", "before", "after", "told"),
    [
        ("movies_metadata", METADATA + b'False,,0,[],"', b"", ", line 2 or after it: no end"),
        ("ratings", RATINGS + b'"', b'",2,3.0,900000000\n', ", line [23] or after it: no end"),
        pytest.param(
            *("movies_metadata", METADATA + b'False,,0,[],"', b'"' + COMMAS + b"\n"),
            ", line 2 or after it: no end",
            marks=long,
        ),
        pytest.param("ratings", RATINGS + b'"', b"", ", line [23] or after it: no end", marks=long),
        pytest.param("ratings", RATINGS, b"\n", ", line [23] or after it: no end", marks=long),
        pytest.param("credits", b"cast,crew,", b"\n", ", line 1: the header lacks id", marks=long),
    ],
    ids=["open", "closed in ratings", "closed", "open in ratings", "line", "header"],
)
def test_a_field_of_a_gibibyte_is_refused(
    tmp_path: Path, name: str, before: bytes, after: bytes, told: str
) -> None:
    source = delivery(tmp_path)
    with_hole(source / f"{name}.csv", before, after)
    require_refusal(source, tmp_path, f"{name}.csv{told}")


@pytest.mark.parametrize(
    ("name", "before", "filling", "told"),
    [
        ("ratings", RATINGS, b"\n", "lines shorter than"),
        ("ratings", RATINGS, b"1,31,2.5,1260759144\n", "give the CSV file itself, unpacked"),
        pytest.param("movies_metadata", METADATA, b"\r", "no end of a record", marks=long),
        pytest.param("movies_metadata", METADATA, b"\xff", "are not UTF-8", marks=long),
        pytest.param("movies_metadata", METADATA, COMMAS + b"\n", "nothing in them", marks=long),
        pytest.param("ratings", RATINGS, b"1,31\n", "the wrong number of fields", marks=long),
        pytest.param("ratings", RATINGS, b"x,31,3,4\n", "have no key", marks=long),
    ],
)
def test_a_bomb_in_a_compressed_file_is_refused(
    tmp_path: Path, name: str, before: bytes, filling: bytes, told: str
) -> None:
    source = delivery(tmp_path, name)
    repeated(source / f"{name}.csv.zst", before, filling)
    require_refusal(source, tmp_path, f"{name}.csv.zst", told)


def test_millions_of_columns_that_no_delivery_has_are_refused_or_left_out(tmp_path: Path) -> None:
    source = delivery(tmp_path, "ratings")
    repeated(source / "ratings.csv.zst", RATINGS[: RATINGS.index(b"\n")], b",x", 20 << 20)
    outcome = load(source, tmp_path)
    assert outcome.code in {0, 3}
    assert outcome.peak_memory < MOST_MEMORY
    assert outcome.seconds < MOST_SECONDS
