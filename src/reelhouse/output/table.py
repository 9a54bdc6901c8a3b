"""A table for people: right-aligned numbers with thousands separators, the scope at its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from reelhouse.output import grid
from reelhouse.output.answer import is_label
from reelhouse.output.text import count, readable, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

    from reelhouse.output import Answer, Options

MAX_CELL = 120
"""Characters of a value that a table shows; the other formats have all of them."""

_FOOT_WIDTH = 100
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def write(answer: Answer, stream: BinaryIO, options: Options) -> None:
    """Write the title, the rows, what was cut, and the scope.

    Where `options.width` is too narrow for everything, headers are folded, text is shortened,
    and at last columns of ids are left out; a number is never shortened.
    """
    stream.writelines(f"{line}\n".encode() for line in _lines(answer, options))


def _lines(answer: Answer, options: Options) -> Iterator[str]:
    bold, dim, plain = (_BOLD, _DIM, _PLAIN) if options.color else ("", "", "")
    yield f"{bold}{answer.title}{plain}"
    yield ""
    columns = _columns(answer, options)
    yield from (f"{bold}{line}{plain}" for line in grid.header(columns))
    yield from grid.lines(columns, _cells(answer, options.max_rows))
    yield ""
    foot = [_extent(answer, options.max_rows), _left_out(columns), _scope(answer)]
    width = min(options.width or _FOOT_WIDTH, _FOOT_WIDTH)
    for text in filter(None, foot):
        yield from (f"{dim}{line}{plain}" for line in _folded(text, width))


def _columns(answer: Answer, options: Options) -> list[grid.Column]:
    from pyarrow import types

    bare = [
        grid.Column(
            header=field.name,
            right=_is_number(kind),
            flexible=not _is_number(kind) and not types.is_timestamp(kind),
            expendable=field.expendable or field.name.endswith("_id"),
        )
        for field, kind in zip(answer.fields, answer.data.schema.types, strict=True)
    ]
    columns = grid.measured(bare, _cells(answer, options.max_rows))
    if options.width is None or grid.total(columns) <= options.width:
        return columns
    headless = [grid.Column(header="") for _ in bare]
    contents = [c.width for c in grid.measured(headless, _cells(answer, options.max_rows))]
    return grid.fitted(columns, contents, options.width)


def _cells(answer: Answer, max_rows: int | None) -> Iterator[list[str]]:
    grouped = [not field.is_label for field in answer.fields]
    for row in answer.rows(max_rows):
        yield [
            shortened(readable(value, grouped=group), MAX_CELL)
            for value, group in zip(row, grouped, strict=True)
        ]


def _is_number(kind: pa.DataType) -> bool:
    from pyarrow import types

    return bool(types.is_integer(kind) or types.is_decimal(kind) or types.is_floating(kind))


def _extent(answer: Answer, max_rows: int | None) -> str:
    """How many of the rows these are, and how to get the others."""
    rows, total = answer.data.num_rows, answer.total_rows
    if max_rows is not None and max_rows < rows:
        return f"showing {max_rows:,} of {count(total, 'row')}; --limit 0 or --format csv for all"
    if rows < total:
        first = int(str(answer.filters.get("offset") or 0)) + 1
        extent = f"rows {first:,} to {first + rows - 1:,}" if rows else "none"
        asked = "--limit and --offset ask" if answer.scope else "--limit asks"
        return f"showing {extent} of {count(total, 'row')}, as {asked}"
    return count(total, "row")


def _left_out(columns: Iterable[grid.Column]) -> str:
    names = [column.header for column in columns if not column.width]
    return f"no room for {', '.join(names)}" if names else ""


def _scope(answer: Answer) -> str:
    shown = (
        f"{name.replace('_', ' ')} {readable(value, grouped=not is_label(name))}"
        for name, value in answer.scope.items()
    )
    return f"scope: {' · '.join(shown)}" if answer.scope else ""


def _folded(text: str, width: int) -> Iterator[str]:
    """Lines of at most `width` cells, broken between parts."""
    line = ""
    for part in text.split(" · "):
        longer = f"{line} · {part}" if line else part
        if line and len(longer) + len(" ·") > width:
            yield line + " ·"
            line = f"  {part}"
        else:
            line = longer
    yield line
