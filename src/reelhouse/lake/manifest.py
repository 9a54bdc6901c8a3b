"""What the lake knows of a delivery."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from reelhouse.clean.account import CleanedFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SNAPSHOT, DELTA = MODES = ("snapshot", "delta")


@dataclass(frozen=True)
class Manifest:
    """One delivery in the lake.

    `content_hash` is a SHA-256 over the names and hashes of its files, whatever they were packed
    in; `cleaned_at` is ISO 8601 with zone; `seconds` is what cleaning took. `mode` says whether
    it is all there is (snapshot) or only what is new (delta). `version` counts what came under
    its label; `folder` is where its tables lie, but for the kinds in `reused`: the content of
    these had come before, in another delivery, whose folder is told. `outcome` is `cleaned`, or
    why it was refused. `sizes` are the unpacked bytes of its files, as far as they were known
    beforehand.
    """

    label: str
    source: str
    content_hash: str
    mode: str
    rules_version: int
    cleaned_at: str
    seconds: float
    files: tuple[CleanedFile, ...]
    version: int = 1
    folder: str = ""
    reused: Mapping[str, str] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)
    outcome: str = "cleaned"

    @property
    def kinds(self) -> frozenset[str]:
        """What the delivery tells of: its files, a small one standing for the full one."""
        return frozenset(file.kind for file in self.files)

    @property
    def notes(self) -> tuple[str, ...]:
        """Remarks on files that were readable in an unusual way."""
        return tuple(note for file in self.files for note in file.notes)

    @property
    def is_delta(self) -> bool:
        """Whether what it does not have stays."""
        return self.mode == DELTA

    def folder_of(self, kind: str) -> str:
        """Where the tables of a kind of file lie."""
        return self.reused.get(kind, self.folder)

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


def state_ids(manifests: Iterable[Manifest]) -> list[str]:
    """For each of the deliveries, oldest first: what tells the state as of it from all others.

    A state is a function of the deliveries up to it: their labels, contents, modes and the rules
    by which they were cleaned.
    """
    ids: list[str] = []
    for each in manifests:
        told = (*ids[-1:], each.label, each.content_hash, each.mode, str(each.rules_version))
        ids.append(hashlib.sha256("\n".join(told).encode()).hexdigest())
    return ids
