"""What the lake knows of a delivery."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from reelhouse.clean.account import CleanedFile

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Manifest:
    """One delivery in the lake.

    `content_hash` is a SHA-256 over the names and hashes of its files, whatever they were packed
    in; `cleaned_at` is ISO 8601 with zone; `seconds` is what cleaning took.
    """

    label: str
    source: str
    content_hash: str
    mode: str
    rules_version: int
    cleaned_at: str
    seconds: float
    files: tuple[CleanedFile, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """What the delivery tells of: its files, a small one standing for the full one."""
        return frozenset(file.file.removesuffix("_small") for file in self.files)

    @property
    def notes(self) -> tuple[str, ...]:
        """Remarks on files that were readable in an unusual way."""
        return tuple(note for file in self.files for note in file.notes)

    def to_json(self) -> str:
        """The manifest as it is kept."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """The manifest that `to_json` wrote."""
        fields: dict[str, Any] = json.loads(text)
        files = tuple(
            CleanedFile(**{**file, "notes": tuple(file["notes"])}) for file in fields.pop("files")
        )
        return cls(**fields, files=files)


def content_hash(hashes: Iterable[tuple[str, str]]) -> str:
    """One hash for the (name, SHA-256) pairs of a delivery's files, in any order."""
    lines = "".join(f"{name} {sha256}\n" for name, sha256 in sorted(hashes))
    return hashlib.sha256(lines.encode()).hexdigest()
