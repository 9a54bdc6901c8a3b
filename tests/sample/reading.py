"""Samples as Python's csv module reads them, without any of our own reading."""

from __future__ import annotations

import ast
import csv
import gzip
import io
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

csv.field_size_limit(10_000_000)

UNIX_FILES = ("movies_metadata", "credits", "keywords")
DOS_FILES = ("links", "links_small", "ratings", "ratings_small")
NESTED = {
    "movies_metadata": (
        "belongs_to_collection",
        "genres",
        "production_companies",
        "production_countries",
        "spoken_languages",
    ),
    "credits": ("cast", "crew"),
    "keywords": ("keywords",),
}


@dataclass(frozen=True)
class Place:
    """Where something was planted."""

    line: int | None
    id: int | None
    column: str | None
    detail: str | None


@dataclass(frozen=True)
class Sample:
    """One delivery on disk."""

    directory: Path

    @cached_property
    def notes(self) -> dict[str, Any]:
        """What `defects.json` says."""
        notes: dict[str, Any] = json.loads((self.directory / "defects.json").read_text("utf-8"))
        return notes

    def text(self, name: str) -> str:
        """A file as it is, line ends included."""
        path = self.directory / f"{name}.csv"
        if path.exists():
            return path.read_bytes().decode()
        return gzip.decompress(path.with_name(f"{name}.csv.gz").read_bytes()).decode()

    def lines(self, name: str) -> list[str]:
        """Physical lines; the first is at index 1, as places count them."""
        return ["", *self.text(name).split("\n")]

    def parsed(self, name: str) -> list[list[str]]:
        """Records without the header, blank ones left out, broken ones as they are parsed."""
        rows = list(csv.reader(io.StringIO(self.text(name), newline="")))
        return [row for row in rows[1:] if row]

    def records(self, name: str) -> list[dict[str, str]]:
        """Records that have as many fields as the header."""
        header = self.lines(name)[1].rstrip("\r").split(",")
        return [
            dict(zip(header, row, strict=True))
            for row in self.parsed(name)
            if len(row) == len(header)
        ]

    def record_at(self, name: str, line: int) -> dict[str, str]:
        """The record that begins in a line."""
        header = self.lines(name)[1].rstrip("\r").split(",")
        rest = "\n".join(self.lines(name)[line:])
        return dict(zip(header, next(csv.reader(io.StringIO(rest, newline=""))), strict=True))

    def places(self, kind: str, name: str) -> list[Place]:
        """Where a kind of defect was planted in a file."""
        entry = self.notes["defects"][kind]["files"].get(name, {"count": 0, "places": []})
        assert entry["count"] == len(entry["places"])
        return [
            Place(place.get("line"), place.get("id"), place.get("column"), place.get("detail"))
            for place in entry["places"]
        ]

    def damaged(self, name: str) -> set[tuple[int, str]]:
        """Ids and columns of the nested values that were cut off or spoiled."""
        return {
            (place.id, place.column)
            for kind in ("cut_off", "spoiled")
            for place in self.places(kind, name)
            if place.id is not None and place.column is not None
        }


def items(value: str) -> list[dict[str, Any]]:
    """The dictionaries of a nested value."""
    parsed = ast.literal_eval(value)
    return parsed if isinstance(parsed, list) else [parsed]
