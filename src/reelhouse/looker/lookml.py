"""LookML as text, in the form into which the formatter lkmlfmt puts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_INDENT = "  "


class Text(str):
    """Words for people, which stand in quotes; a plain `str` is a name or a keyword."""

    __slots__ = ()


class Sql(str):
    """A piece of SQL; one of several lines stands below its key."""

    __slots__ = ()


@dataclass(frozen=True)
class Filters:
    """Filter expressions by field."""

    by_field: Mapping[str, str]


@dataclass(frozen=True)
class Block:
    """What stands in braces, such as `view: movie { … }`; `name` may be empty.

    An entry is a key with its value, or a block.
    """

    key: str
    name: str
    entries: tuple[Entry, ...]


Value = str | Filters | tuple[str, ...]
Entry = Block | tuple[str, Value]


def yes(*, holds: bool, key: str) -> Iterator[tuple[str, Value]]:
    """The entry `key: yes` where it holds; `no` is what Looker takes for granted."""
    if holds:
        yield key, "yes"


def document(entries: Iterable[Entry], comment: str) -> str:
    """The text of a file: a comment on its first line, then the entries."""
    return "\n".join([f"# {comment}", *_lines(tuple(entries), "", apart=True)]) + "\n"


def _lines(entries: tuple[Entry, ...], indent: str, *, apart: bool) -> Iterator[str]:
    """The lines of entries; blocks are set apart by empty lines at the two outer levels."""
    for number, entry in enumerate(entries):
        if isinstance(entry, Block):
            if apart and number:
                yield ""
            yield f"{indent}{entry.key}: {entry.name} {{".replace(":  {", ": {")
            yield from _lines(entry.entries, indent + _INDENT, apart=not indent)
            yield f"{indent}}}"
        else:
            yield from _pair(*entry, indent)


def _pair(key: str, value: Value, indent: str) -> Iterator[str]:
    if isinstance(value, Sql):
        yield from _sql(key, value, indent)
    elif isinstance(value, str):
        yield f"{indent}{key}: {_scalar(value)}"
    elif isinstance(value, Filters):
        told = [f"{field}: {_quoted(words)}" for field, words in value.by_field.items()]
        yield from _list(key, told, indent)
    else:
        yield from _list(key, [_scalar(each) for each in value], indent)


def _sql(key: str, code: str, indent: str) -> Iterator[str]:
    lines = code.splitlines()
    if len(lines) == 1:
        yield f"{indent}{key}: {code} ;;"
        return
    yield f"{indent}{key}:"
    for line in lines:
        yield f"{indent}{_INDENT}{line}" if line else ""
    yield f"{indent};;"


def _list(key: str, values: list[str], indent: str) -> Iterator[str]:
    if len(values) < 2:
        yield f"{indent}{key}: [{''.join(values)}]"
        return
    yield f"{indent}{key}: ["
    yield from (f"{indent}{_INDENT}{value}," for value in values)
    yield f"{indent}]"


def _scalar(value: str) -> str:
    return _quoted(value) if isinstance(value, Text) else value


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
