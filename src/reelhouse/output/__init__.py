"""Answers in every format: one module a format, each with the same `write`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO

from reelhouse.errors import UsageError
from reelhouse.output.answer import Answer, Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["FORMATS", "Answer", "Field", "Format", "Options", "format_of_file", "write"]


_PIECE_BYTES = 65_536


@dataclass(frozen=True)
class Options:
    """How an answer is shown; a format takes no notice of what it does not know.

    `max_rows`: where a table is cut, None for nowhere. `width`: columns of the terminal, None
    for as wide as it gets. `color`: with terminal styles. `comments`: the scope in lines that
    begin with `# ` before a CSV.
    """

    max_rows: int | None = None
    width: int | None = None
    color: bool = False
    comments: bool = False


@dataclass(frozen=True)
class Format:
    """One way to write an answer; its module is imported when it is used.

    `media_type` is what the Web calls it.
    """

    name: str
    module: str
    ending: str
    media_type: str
    is_text: bool

    def chunks(self, answer: Answer, options: Options | None = None) -> Iterator[bytes]:
        """What `write` writes, piece by piece, made as it is asked for where the format allows it.

        Raises what `write` raises, before the first piece.
        """
        pieces = getattr(import_module(self.module), "chunks", None)
        if pieces is not None:
            yield from pieces(answer, options or Options())
            return
        with TemporaryFile() as whole:
            self.write(answer, whole, options or Options())
            whole.seek(0)
            while piece := whole.read(_PIECE_BYTES):
                yield piece

    @property
    def write(self) -> Callable[[Answer, BinaryIO, Options], None]:
        """The function that writes an answer to a stream of bytes."""
        function: Callable[[Answer, BinaryIO, Options], None] = import_module(self.module).write
        return function


FORMATS = {
    form.name: form
    for form in (
        Format("table", "reelhouse.output.table", ".txt", "text/plain", is_text=True),
        Format("csv", "reelhouse.output.csv", ".csv", "text/csv", is_text=True),
        Format("json", "reelhouse.output.json", ".json", "application/json", is_text=True),
        Format(
            "parquet",
            "reelhouse.output.parquet",
            ".parquet",
            "application/vnd.apache.parquet",
            is_text=False,
        ),
        Format(
            "arrow",
            "reelhouse.output.arrow",
            ".arrow",
            "application/vnd.apache.arrow.stream",
            is_text=False,
        ),
        Format(
            "xlsx",
            "reelhouse.output.xlsx",
            ".xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            is_text=False,
        ),
    )
}


def write(answer: Answer, form: str, stream: BinaryIO, options: Options | None = None) -> None:
    """Write `answer` as `form`, one of FORMATS; text is UTF-8.

    UsageError for an unknown format or more rows than it holds, MissingExtraError where it needs
    a package that is not there.
    """
    if form not in FORMATS:
        raise UsageError(f"unknown format {form!r}: expected one of {', '.join(FORMATS)}")
    FORMATS[form].write(answer, stream, options or Options())


def format_of_file(path: str | PurePath) -> str | None:
    """The format that a file's ending stands for, None where it stands for none."""
    ending = PurePath(path).suffix.lower()
    return next((form.name for form in FORMATS.values() if form.ending == ending), None)
