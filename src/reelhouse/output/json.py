"""JSON: one object; decimals are numbers with all their digits, never passed through a float."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reelhouse.output import Answer, Options


def write(answer: Answer, stream: BinaryIO, options: Options) -> None:  # noqa: ARG001 one signature
    """Write `report`, `filters`, `scope`, `columns`, `total_rows` and `rows`, a row a line."""
    head = {
        "report": answer.name,
        "filters": answer.filters,
        "scope": answer.scope,
        "columns": [
            {"name": field.name, "unit": field.unit or None, "description": field.description}
            for field in answer.fields
        ],
        "total_rows": answer.total_rows,
    }
    stream.write(b"{\n")
    stream.writelines(
        f"  {encode(name)}: {encode(value)},\n".encode() for name, value in head.items()
    )
    stream.write(b'  "rows": [')
    _write_rows(answer, stream)
    stream.write(b"]\n}\n")


def _write_rows(answer: Answer, stream: BinaryIO) -> None:
    keys = [encode(field.name) for field in answer.fields]
    separator = "\n"
    for row in answer.rows():
        members = ", ".join(f"{key}: {encode(value)}" for key, value in zip(keys, row, strict=True))
        stream.write(f"{separator}    {{{members}}}".encode())
        separator = ",\n"
    if separator != "\n":
        stream.write(b"\n  ")


def encode(value: object) -> str:
    """A value as JSON on one line; what JSON has no word for is its text, NaN is null."""
    if isinstance(value, Decimal):
        return f"{value:f}" if value.is_finite() else "null"
    if isinstance(value, float) and not math.isfinite(value):
        return "null"
    if value is None or isinstance(value, bool | int | float | str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        members = (f"{encode(str(key))}: {encode(item)}" for key, item in value.items())
        return f"{{{', '.join(members)}}}"
    if isinstance(value, list | tuple):
        return _array(value)
    return encode(str(value))


def _array(items: Iterable[object]) -> str:
    return f"[{', '.join(map(encode, items))}]"
