"""CSV: a header and the rows; NULL is empty, booleans are true and false."""

from __future__ import annotations

import csv
import io
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from reelhouse.output.text import exact, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reelhouse.output import Answer, Options


_ROWS = 1_000


def write(answer: Answer, stream: BinaryIO, options: Options) -> None:
    """Write UTF-8 with lines that end in a line feed."""
    stream.writelines(chunks(answer, options))


def chunks(answer: Answer, options: Options) -> Iterator[bytes]:
    """The file, some rows at a time."""
    text = io.StringIO(newline="")
    if options.comments:
        text.writelines(comments(answer))
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow([field.name for field in answer.fields])
    rows = answer.rows()
    while some := list(islice(rows, _ROWS)):
        lines.writerows(map(exact, row) for row in some)
        yield _taken(text)
    yield _taken(text)


def _taken(text: io.StringIO) -> bytes:
    data = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return data


def comments(answer: Answer) -> Iterator[str]:
    """The report, its filters and its scope, a line each; what is in both stands there once."""
    told = {"report": answer.name, **answer.filters, **answer.scope}
    for name, value in told.items():
        yield f"# {name}: {printable(exact(value))}\n"
