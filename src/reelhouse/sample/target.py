"""The folder that a sample goes to: never half written, never over somebody else's files."""

from __future__ import annotations

import re
import secrets
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reelhouse.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DEFECTS = "defects.json"

_OWN = re.compile(
    r"defects\.json|\d{4}-\d{2}"
    r"|(movies_metadata|credits|keywords|(links|ratings)(_small)?)\.csv(\.gz|\.zst)?"
)


@contextmanager
def staged(directory: Path) -> Iterator[Path]:
    """A folder beside `directory` that takes its place when all went well, and else is removed.

    Raises:
        UsageError: `directory` holds something that no sample has written.
    """
    target = directory.resolve()
    _refuse_foreign(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    token = secrets.token_hex(4)
    staging = target.with_name(f".{target.name}.{token}.new")
    staging.mkdir()
    try:
        yield staging
        _refuse_foreign(target)
        _replace(target, staging, target.with_name(f".{target.name}.{token}.old"))
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _refuse_foreign(target: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise UsageError(f"{target} is a file: expected a folder that is new or empty")
    names = sorted(entry.name for entry in target.iterdir())
    if names and DEFECTS not in names:
        raise UsageError(
            f"{target} is not empty and is no earlier sample: found {names[0]}, but no {DEFECTS}. "
            "Name a folder that is new or empty"
        )
    foreign = [name for name in names if not _OWN.fullmatch(name)]
    if foreign:
        raise UsageError(
            f"{target} is an earlier sample, but also holds {foreign[0]}, which would be lost: "
            "move it away, or name another folder"
        )


def _replace(target: Path, staging: Path, old: Path) -> None:
    if not target.exists():
        staging.rename(target)
        return
    target.rename(old)
    try:
        staging.rename(target)
    except BaseException:
        old.rename(target)
        raise
    shutil.rmtree(old)
