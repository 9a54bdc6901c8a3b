"""YAML as text, as far as a dashboard needs it: every scalar is one of JSON, which YAML reads."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def document(value: object, comment: str) -> str:
    """The text of a file: a comment on its first line, then a list or a mapping."""
    return "\n".join([f"# {comment}", "", *_lines(value)]) + "\n"


def _lines(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            if _is_block(each):
                yield f"{key}:"
                yield from (f"  {line}" for line in _lines(each))
            else:
                yield f"{key}: {_flow(each)}"
    elif isinstance(value, Sequence):
        for each in value:
            first, *others = _lines(each)
            yield f"- {first}"
            yield from (f"  {line}" for line in others)


def _is_block(value: object) -> bool:
    """Whether a value stands below its key: a mapping, or a list of mappings."""
    if isinstance(value, Mapping):
        return bool(value)
    return isinstance(value, list) and any(isinstance(each, Mapping) for each in value)


def _flow(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
