"""JSON: one object; decimals are numbers with all their digits, never passed through a float."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from itertools import islice
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reelhouse.output import Answer, Options

_WORDS = {None: "null", True: "true", False: "false"}


_ROWS = 1_000


def write(answer: Answer, stream: BinaryIO, options: Options) -> None:
    """Write `report`, `filters`, `scope`, `columns`, `total_rows` and `rows`, a row a line."""
    stream.writelines(chunks(answer, options))


def chunks(answer: Answer, options: Options) -> Iterator[bytes]:  # noqa: ARG001 one signature
    """The object, some rows at a time."""
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
    members = (f"  {encode(name)}: {_spread(value)},\n" for name, value in head.items())
    yield "".join(["{\n", *members, '  "rows": [']).encode()
    separator = "\n"
    names = [field.name for field in answer.fields]
    rows = answer.rows()
    while some := list(islice(rows, _ROWS)):
        lines = (f"    {encode(dict(zip(names, row, strict=True)))}" for row in some)
        yield (separator + ",\n".join(lines)).encode()
        separator = ",\n"
    yield b"]\n}\n" if separator == "\n" else b"\n  ]\n}\n"


def encode(value: object) -> str:
    """A value as JSON on one line; what JSON has no word for is its text, NaN is null."""
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, Decimal):
        return f"{value:f}" if value.is_finite() else "null"
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else "null"
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        members = (f"{encode(str(key))}: {encode(item)}" for key, item in value.items())
        return f"{{{', '.join(members)}}}"
    if isinstance(value, list | tuple):
        return _array(value)
    return encode(str(value))


def _array(items: Iterable[object]) -> str:
    return f"[{', '.join(map(encode, items))}]"


def _spread(value: object) -> str:
    """As JSON, the objects of a list a line each."""
    if isinstance(value, list) and value:
        return "[\n    " + ",\n    ".join(map(encode, value)) + "\n  ]"
    return encode(value)
