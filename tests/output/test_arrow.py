from __future__ import annotations

import io

import pyarrow as pa
import pytest

from reelhouse.output import FORMATS, Answer, write


def test_the_rows_come_back_as_they_were(answer: Answer) -> None:
    stream = io.BytesIO()
    write(answer, "arrow", stream)
    table = pa.ipc.open_stream(stream.getvalue()).read_all()
    assert table.equals(answer.data)
    assert table.schema.metadata[b"reelhouse.report"] == b"genre-revenue"


@pytest.mark.parametrize("form", FORMATS)
def test_the_pieces_of_every_format_are_the_whole(
    form: str, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.BytesIO()
    write(answer, form, stream)
    for module in ("csv", "json"):
        monkeypatch.setattr(f"reelhouse.output.{module}._ROWS", 1)
    pieces = list(FORMATS[form].chunks(answer))
    if form == "xlsx":  # it has the moment at which it was written in it
        assert len(b"".join(pieces)) == pytest.approx(len(stream.getvalue()), abs=8)
    else:
        assert b"".join(pieces) == stream.getvalue()
    if form in {"csv", "json"}:
        assert len(pieces) > answer.data.num_rows
