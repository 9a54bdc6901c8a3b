"""Every delivery, cleaned, and the states that follow from them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reelhouse.lake.lake import Lake
from reelhouse.lake.store import FolderStore

if TYPE_CHECKING:
    from reelhouse.settings import Settings


def open_lake(settings: Settings) -> Lake:
    """The lake that the settings name; it is made when the first delivery comes."""
    return Lake(FolderStore(Path(settings.lake)))
