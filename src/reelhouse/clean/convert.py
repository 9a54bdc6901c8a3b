"""Keys from text to their types, a batch at a time; rows whose keys are none are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from reelhouse.clean.layout import KEY_LIMITS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reelhouse.clean.layout import FileLayout, KeyType

_STARS = pa.decimal128(2, 1)
_ZERO, _NINE = b"09"
_FEW = 4096
"""So many rows are looked at one by one where one of them is not in the plain form."""
_TYPES: Mapping[KeyType, pa.DataType] = {
    "integer": pa.int32(),
    "epoch": pa.int64(),
    "stars": _STARS,
}
_WHOLE = (r"^\s*(\d+)(\.0*)?\s*$", r"\1")
_PLAINER: Mapping[KeyType, tuple[tuple[str, str], ...]] = {
    "integer": (_WHOLE,),
    "epoch": (_WHOLE,),
    "stars": ((r"^\s*(\d)(\.0*)?\s*$", r"\1.0"), (r"^\s*(\d\.5)0*\s*$", r"\1")),
}


def types(layout: FileLayout) -> pa.Schema:
    """The schema of converted rows: the layout's columns and the line each row begins on."""
    keys = {**layout.keys, **layout.optional}
    fields = [
        (name, _TYPES[keys[name]] if name in keys else pa.string()) for name in layout.columns
    ]
    return pa.schema([*fields, ("line", pa.int64())])


def converted(
    texts: pa.RecordBatch, layout: FileLayout, suspects: pa.BooleanArray | None = None
) -> tuple[pa.RecordBatch, pa.BooleanArray | None, list[tuple[int, str, str]]]:
    """Convert the keys of a batch of text columns and `line`.

    Gives the rows whose keys are all of their types; a mask over the batch of the others, None
    where there are no others; and for each optional key that became NULL its line, column and
    text. Rows in the mask `suspects` are among the others.
    """
    columns = {name: texts.column(name) for name in texts.schema.names}
    bad = None if suspects is None else _none_if_all_false(suspects)
    for name, key in layout.keys.items():
        columns[name], wrong = _column(columns[name], key)
        bad = _either(bad, wrong)
    damaged: list[tuple[int, str, str]] = []
    for name, key in layout.optional.items():
        columns[name], wrong = _column(columns[name], key)
        if wrong is not None:
            damaged += _damaged(texts, name, wrong, bad)
    rows = pa.RecordBatch.from_arrays(list(columns.values()), schema=types(layout))
    return (rows if bad is None else rows.filter(pc.invert(bad))), bad, damaged


def _damaged(
    texts: pa.RecordBatch, name: str, wrong: pa.BooleanArray, bad: pa.BooleanArray | None
) -> list[tuple[int, str, str]]:
    filled = pc.not_equal(pc.utf8_trim_whitespace(texts.column(name)), "")
    mask = pc.and_(wrong, filled)
    if bad is not None:
        mask = pc.and_(mask, pc.invert(bad))
    kept = texts.filter(mask)
    lines, raws = kept.column("line").to_pylist(), kept.column(name).to_pylist()
    return [(line, name, raw) for line, raw in zip(lines, raws, strict=True)]


def _column(texts: pa.StringArray, key: KeyType) -> tuple[pa.Array, pa.BooleanArray | None]:
    """The column in its type, NULL where it is not of it, and the mask of those."""
    try:
        return _CASTS[key](texts), None
    except pa.ArrowInvalid:
        pass
    if len(texts) <= _FEW:
        return _value_by_value(texts, key)
    # Something in this batch is not in the plain form: only what is near it is taken apart.
    parts = [_column(texts.slice(start, _FEW), key) for start in range(0, len(texts), _FEW)]
    values = pa.concat_arrays([values for values, _ in parts])
    return values, _none_if_all_false(pa.concat_arrays([_mask(*part) for part in parts]))


def _mask(values: pa.Array, wrong: pa.BooleanArray | None) -> pa.BooleanArray:
    return pa.repeat(pa.scalar(value=False), len(values)) if wrong is None else wrong


def _value_by_value(texts: pa.StringArray, key: KeyType) -> tuple[pa.Array, pa.BooleanArray | None]:
    plain = texts
    for pattern, form in _PLAINER[key]:
        plain = pc.replace_substring_regex(plain, pattern, form)
    fits = pc.match_substring_regex(plain, _FORMS[key])
    values = pc.if_else(fits, plain, pa.scalar(None, pa.string()))
    if key != "stars":
        numbers = values.cast(pa.int64())
        is_small = pc.less(numbers, KEY_LIMITS[key])
        values = pc.if_else(is_small, numbers, pa.scalar(None, pa.int64()))
    values = values.cast(_TYPES[key])
    return values, _none_if_all_false(pc.is_null(values))


def _stars(texts: pa.StringArray) -> pa.Array:
    places = pc.index_in(texts, value_set=_STAR_TEXTS, skip_nulls=True)
    if places.null_count > texts.null_count:
        raise pa.ArrowInvalid("not a number of half stars from 0.5 to 5")
    return _HALF_STARS.take(places)


def _integers(texts: pa.StringArray) -> pa.Array:
    _require_digits(texts)
    return texts.cast(pa.int32())


def _seconds(texts: pa.StringArray) -> pa.Array:
    """Seconds since 1970, up to the year 5138."""
    _require_digits(texts)
    seconds = texts.cast(pa.int64())
    if len(seconds) and pc.max(seconds).as_py() >= KEY_LIMITS["epoch"]:
        raise pa.ArrowInvalid("not a number of seconds")
    return seconds


def _require_digits(texts: pa.StringArray) -> None:
    # Arrow reads negative and hexadecimal numbers as well.
    _, offsets, letters = texts.buffers()
    if letters is None:
        return
    ends = memoryview(offsets).cast("i")
    first, last = ends[texts.offset], ends[texts.offset + len(texts)]
    codes = pa.Array.from_buffers(pa.uint8(), last - first, [None, letters.slice(first)])
    least, most = pc.min_max(codes).values()
    if len(codes) and (least.as_py() < _ZERO or most.as_py() > _NINE):
        raise pa.ArrowInvalid("not digits alone")


_STAR_TEXTS = pa.array([f"{n / 2}" for n in range(1, 11)])
_HALF_STARS = _STAR_TEXTS.cast(_STARS)
_CASTS: Mapping[KeyType, Callable[[pa.StringArray], pa.Array]] = {
    "integer": _integers,
    "epoch": _seconds,
    "stars": _stars,
}
_FORMS: Mapping[KeyType, str] = {
    "integer": r"^\d{1,18}$",
    "epoch": r"^\d{1,18}$",
    "stars": r"^([0-4]\.5|[1-5]\.0)$",
}


def _either(a: pa.BooleanArray | None, b: pa.BooleanArray | None) -> pa.BooleanArray | None:
    if a is None or b is None:
        return b if a is None else a
    return pc.or_(a, b)


def _none_if_all_false(mask: pa.BooleanArray) -> pa.BooleanArray | None:
    return mask if pc.any(mask).as_py() else None
