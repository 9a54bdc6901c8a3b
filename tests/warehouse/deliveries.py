"""Small deliveries that a warehouse is brought up to date with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.clean.deliveries import films

if TYPE_CHECKING:
    from pathlib import Path

    from reelhouse.house import House
    from reelhouse.summary import IngestSummary

MANY = 30


def deliver(
    house: House, folder: Path, label: str, mode: str = "snapshot", **contents: str
) -> IngestSummary:
    source = folder / label
    source.mkdir()
    for name, content in contents.items():
        (source / f"{name}.csv").write_text(content, encoding="utf-8")
    return house.ingest(source, drop=label, mode=mode)


def films_numbered(*numbers: int, **more: object) -> str:
    return films(*({"id": number, **more} for number in numbers))


def delta(house: House, folder: Path, label: str, *numbers: int, popularity: str) -> IngestSummary:
    changed = films_numbered(*numbers, popularity=popularity)
    return deliver(house, folder, label, "delta", movies_metadata=changed)
