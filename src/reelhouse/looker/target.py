"""The folder that a project goes to: never half written, and what is not ours stays in it.

It may be the work tree of a repository, in which somebody stands: the folder itself is never
replaced, its files are.
"""

from __future__ import annotations

import errno
import secrets
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reelhouse.errors import StorageError, UsageError
from reelhouse.files import flush

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping

MARK = "Written by `reelhouse lookml`, which writes it anew: change it by a refinement elsewhere."
"""Says on the first line of a file, behind `# `, whose it is."""

_STAGING = ".reelhouse-lookml-"


def filled(directory: str | os.PathLike[str], files: Mapping[str, str], *, force: bool) -> None:
    """Put files, by their names with folders, into a folder: all of them or none.

    With `force` it may hold something: files of the same names and those of an earlier run are
    replaced. UsageError where it does without, or cannot be written; StorageError for a full disk.
    """
    target = Path(directory).resolve()
    with _told(target):
        if target.exists() and not target.is_dir():
            raise UsageError(f"{target} is a file: expected a folder that is new or empty")
        is_new = not target.exists()
        if not is_new:
            for left in target.glob(f"{_STAGING}*"):  # by a run that was killed
                shutil.rmtree(left)
            _refuse_filled(target, force=force)
        with _staging(target.parent if is_new else target) as staging:
            _stage(staging / "new", files)
            if is_new:
                (staging / "new").rename(target)
            else:
                _put(staging, target, [*files, *_stale(target, files)])
        flush(target)


def _refuse_filled(target: Path, *, force: bool) -> None:
    names = sorted(entry.name for entry in target.iterdir())
    if names and not force:
        raise UsageError(
            f"{target} is not empty: found {names[0]}. Name a folder that is new or empty, or give "
            "--force, which replaces what an earlier run wrote there and leaves the rest"
        )


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    staging = folder / f"{_STAGING}{secrets.token_hex(4)}"
    staging.mkdir()
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _stage(folder: Path, files: Mapping[str, str]) -> None:
    folder.mkdir()
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        flush(file)


def _stale(target: Path, files: Mapping[str, str]) -> Iterator[str]:
    """Files of an earlier run that this one does not write."""
    for folder in sorted({name.partition("/")[0] for name in files if "/" in name}):
        for file in sorted((target / folder).rglob("*.l*kml*")):
            name = file.relative_to(target).as_posix()
            if name not in files and file.is_file() and _is_ours(file):
                yield name


def _is_ours(file: Path) -> bool:
    with file.open(encoding="utf-8", errors="replace") as lines:
        return lines.readline().rstrip() == f"# {MARK}"


def _refuse_folders(places: Iterable[Path]) -> None:
    for place in places:
        if place.is_dir():
            raise UsageError(f"{place} is a folder: a file is to be there. Move it away")


def _put(staging: Path, target: Path, names: list[str]) -> None:
    """Move files from staging to their places, where staging has none, away from them.

    Everything is written by then: what is left are renames, which are taken back if one fails.
    """
    _refuse_folders(target / name for name in names)
    undo: list[tuple[Path, Path]] = []
    made: list[Path] = []
    try:
        for number, name in enumerate(names):
            place, new = target / name, staging / "new" / name
            kept = staging / f"old-{number}"
            if place.exists() or place.is_symlink():
                place.rename(kept)
                undo.append((kept, place))
            if new.exists():
                missing = [each for each in place.parents if not each.exists()]
                place.parent.mkdir(parents=True, exist_ok=True)
                made += reversed(missing)
                new.rename(place)
                undo.append((place, new))
    except BaseException:
        for now, before in reversed(undo):
            now.rename(before)
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        raise


@contextmanager
def _told(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = f"{target} cannot be written: {error.strerror or error}"
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageError(f"{reason}; what was there before is as it was") from error
        raise UsageError(reason) from error
