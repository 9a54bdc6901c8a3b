"""Where a call works on the function's own disk, which is left empty."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = "reelhouse-call-"


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder of this process for all that is temporary in the block.

    Lambda keeps the disk from one call to the next, that of a call which was ended at its time
    limit as well: what such a one has left is removed first.
    """
    place = Path(tempfile.gettempdir())
    for each in place.glob(f"{_PREFIX}*"):
        if not _is_in_use(each.name.removeprefix(_PREFIX)):
            shutil.rmtree(each, ignore_errors=True)
    folder = place / f"{_PREFIX}{os.getpid()}"
    folder.mkdir()
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield folder
    finally:
        tempfile.tempdir = before
        shutil.rmtree(folder, ignore_errors=True)


def _is_in_use(process: str) -> bool:
    """Whether it is another process's that is alive; numbers of processes come again."""
    if not process.isdecimal() or int(process) == os.getpid():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
