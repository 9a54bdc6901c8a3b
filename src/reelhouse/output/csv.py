"""CSV: a header and the rows; NULL is empty, booleans are true and false."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, BinaryIO

from reelhouse.output.text import exact, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reelhouse.output import Answer, Options


def write(answer: Answer, stream: BinaryIO, options: Options) -> None:
    """Write UTF-8 with lines that end in a line feed."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=False)
    try:
        if options.comments:
            text.writelines(comments(answer))
        rows = csv.writer(text, lineterminator="\n")
        rows.writerow([field.name for field in answer.fields])
        rows.writerows(map(exact, row) for row in answer.rows())
        text.flush()
    finally:
        text.detach()


def comments(answer: Answer) -> Iterator[str]:
    """The report, its filters and its scope, a line each; what is in both stands there once."""
    told = {"report": answer.name, **answer.filters, **answer.scope}
    for name, value in told.items():
        yield f"# {name}: {printable(exact(value))}\n"
