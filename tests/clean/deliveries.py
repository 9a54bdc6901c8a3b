"""Small deliveries that lie in memory, cleaned into a folder."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
from tests.clean.readings import source_file

from reelhouse.clean.cleaner import QUARANTINE_FILE, clean, judge
from reelhouse.progress import Silent
from reelhouse.source import FILE_NAMES, Delivery
from reelhouse.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reelhouse.clean.account import CleanedFile
    from reelhouse.progress import Progress

_FILM: dict[str, object] = {
    "adult": "False",
    "belongs_to_collection": "",
    "budget": "0",
    "genres": "[]",
    "homepage": "",
    "id": "9",
    "imdb_id": "tt0114709",
    "original_language": "en",
    "original_title": "Heat",
    "overview": "",
    "popularity": "1.5",
    "poster_path": "",
    "production_companies": "[]",
    "production_countries": "[]",
    "release_date": "1995-12-15",
    "revenue": "0",
    "runtime": "170.0",
    "spoken_languages": "[]",
    "status": "Released",
    "tagline": "",
    "title": "Heat",
    "video": "False",
    "vote_average": "7.7",
    "vote_count": "9",
}


def films(*changes: Mapping[str, object]) -> str:
    """A movies_metadata of films that differ from a plain one as told."""
    lines = [",".join(_FILM)]
    for change in changes:
        values = [str(value) for value in {**_FILM, **change}.values()]
        lines.append(",".join(_quoted(value) for value in values))
    return "".join(f"{line}\n" for line in lines)


def _quoted(value: str) -> str:
    doubled = value.replace('"', '""')
    return f'"{doubled}"' if set(value) & set(',"\n') else value


@dataclass(frozen=True)
class CleanedFolder:
    """What came of a delivery, and where its tables lie."""

    files: dict[str, CleanedFile]
    folder: Path

    def rows(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        """The rows of a table, of these columns or all."""
        found = pq.read_table(self.folder / f"{table}.parquet")
        chosen = found.select(columns) if columns else found
        return [tuple(row.values()) for row in chosen.to_pylist()]

    @property
    def log(self) -> list[tuple[Any, ...]]:
        """File, line, column, reason and action of each entry of the quarantine."""
        names = ("file", "line", "column", "reason", "action")
        return self.rows(QUARANTINE_FILE.removesuffix(".parquet"), *names)


def cleaned(
    folder: Path,
    contents: Mapping[str, str | bytes] | None = None,
    *,
    rate: str = "1",
    progress: Progress | None = None,
    **more: str,
) -> CleanedFolder:
    """Clean a delivery of these files; without films in it, it gets one."""
    given: dict[str, str | bytes] = {"movies_metadata": films({}), **(contents or {}), **more}
    files = tuple(
        source_file(name, data.encode() if isinstance(data, str) else data)
        for name, data in given.items()
        if name in FILE_NAMES
    )
    assert len(files) == len(given)
    target = folder / "cleaned"
    target.mkdir()
    with Workbench(folder / "spill") as bench:
        delivery = Delivery("memory", files)
        found = clean(bench, delivery, target, progress or Silent(), {})
        judge(bench, found.files, Decimal(rate))
    return CleanedFolder({file.file: file for file in found.files}, target)
