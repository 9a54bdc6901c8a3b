"""Lines are found again by their numbers, however the file is cut into chunks."""

from __future__ import annotations

import pytest
from tests.clean.readings import source_file

from reelhouse.clean import lines
from reelhouse.clean.lines import line_at, read_lines

DATA = b'head\r\none\n"two\nthree"\r\n\nfive \xe9\nsix\rseven\nlast'
TEXTS = ["head", "one", '"two', 'three"', "", "five é", "six\rseven", "last"]


@pytest.mark.parametrize("chunk_bytes", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize(
    "wanted", [[], [1], [8], [2, 3], [5, 7], [1, 2, 3, 4, 5, 6, 7, 8], [8, 1, 8], [4, 9, 99]]
)
def test_lines_come_by_number_without_their_ends(
    monkeypatch: pytest.MonkeyPatch, chunk_bytes: int, wanted: list[int]
) -> None:
    monkeypatch.setattr(lines, "_CHUNK_BYTES", chunk_bytes)
    found = read_lines(source_file("credits", DATA), wanted, has_text=True)
    assert found == {number: TEXTS[number - 1] for number in wanted if number <= len(TEXTS)}


def test_behind_the_last_line_end_there_is_no_line() -> None:
    file = source_file("credits", b"one\ntwo\n")
    assert read_lines(file, range(1, 9), has_text=True) == {1: "one", 2: "two"}


@pytest.mark.parametrize("chunk_bytes", [1, 3, 1000])
def test_a_line_is_known_by_a_byte_in_it(monkeypatch: pytest.MonkeyPatch, chunk_bytes: int) -> None:
    monkeypatch.setattr(lines, "_CHUNK_BYTES", chunk_bytes)
    file = source_file("credits", b"one\r\ntwo\nthree")
    found = [line_at(file, offset, has_text=True) for offset in (0, 3, 4, 7, 8, 12, 99)]
    assert found == [1, 1, 2, 2, 3, 3, 3]
