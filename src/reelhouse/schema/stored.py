"""The data model as it was read from the DBML, stored beside it.

To read DBML takes a quarter of a second, which every load and every call of a function would pay.
What is stored counts as long as it is of the DBML that lies there.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any

from reelhouse.schema.dbml import definition, parse_schema
from reelhouse.schema.model import (
    Area,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Schema,
    Table,
)

FILE = "reelhouse.json"


@cache
def load_schema() -> Schema:
    """Reelhouse's own data model."""
    text = definition()
    return read(files(__package__).joinpath(FILE).read_text(encoding="utf-8"), text) or (
        parse_schema(text)
    )


def stored(text: str) -> str:
    """What is stored of the DBML `text`."""
    held = {"sha256": _hash(text), "schema": asdict(parse_schema(text))}
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


def read(said: str, text: str) -> Schema | None:
    """The model that was stored; None where it is of another DBML than `text`."""
    held = json.loads(said)
    if held["sha256"] != _hash(text):
        return None
    schema = held["schema"]
    return Schema(
        note=schema["note"],
        areas=tuple(Area(**_tuples(each)) for each in schema["areas"]),
        tables=tuple(_table(each) for each in schema["tables"]),
    )


def _table(held: dict[str, Any]) -> Table:
    kinds = {
        "columns": Column,
        "foreign_keys": ForeignKey,
        "indexes": Index,
        "check_constraints": CheckConstraint,
    }
    parts = {
        name: tuple(kind(**_tuples(each)) for each in held[name]) for name, kind in kinds.items()
    }
    return Table(**_tuples({**held, **parts}))


def _tuples(held: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(each) if isinstance(each, list) else each for k, each in held.items()}


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
