"""Where answers go: a terminal, a pipe or a file."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

import click

from reelhouse.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reelhouse.output import Answer, Options

FALLBACK_SIZE = (80, 40)
LEAST_ROWS = 10
_AROUND_ROWS = 11


def on_terminal() -> bool:
    """Whether stdout is a terminal."""
    return sys.stdout.isatty()


@contextmanager
def destination(path: str | None, *, is_text: bool = True) -> Iterator[BinaryIO]:
    """A stream of bytes into the file at `path`, or stdout where there is none.

    UsageError for bytes that a terminal cannot show.
    """
    if path is not None:
        from reelhouse.output.file import replacing

        with replacing(path) as stream:
            yield stream
        click.echo(f"wrote {path}", err=True)
        return
    if not is_text and on_terminal():
        raise UsageError("a terminal cannot show that format: give --output FILE")
    stream = sys.stdout.buffer
    yield stream
    stream.flush()


def deliver(
    answer: Answer,
    form: str | None,
    path: str | None,
    *,
    limit: int | None = None,
    comments: bool = False,
) -> None:
    """Write an answer as `form`; without one, as the ending of `path` says, else as a table.

    On a terminal a table is cut to fit it, unless the user has set a `limit` of his own.
    """
    from reelhouse.output import FORMATS, format_of_file, write

    form = form or (format_of_file(path) if path else None) or "table"
    with destination(path, is_text=FORMATS[form].is_text) as stream:
        write(answer, form, stream, _options(path, limit, comments=comments))


def _options(path: str | None, limit: int | None, *, comments: bool) -> Options:
    from reelhouse.output import Options

    if path is not None or not on_terminal():
        return Options(comments=comments)
    width, height = shutil.get_terminal_size(FALLBACK_SIZE)
    fitting = max(height - _AROUND_ROWS, LEAST_ROWS)
    return Options(
        max_rows=fitting if limit is None else None,
        width=width,
        color="NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb",
        comments=comments,
    )
