"""Where files lie between this machine and the tables: a stage of the session, or the lake."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Protocol
from uuid import uuid4

if TYPE_CHECKING:
    from pathlib import Path

    from reelhouse.lake.lake import Lake
    from reelhouse.warehouse.snowflake.session import Session


class Stage(Protocol):
    """A place that COPY reads files from."""

    def take(self, folder: Path, name: str) -> str:
        """Take the files of a folder, and the folder; gives where COPY finds them, behind its @."""

    def clear(self) -> None:
        """Remove what was taken."""


class SessionStage:
    """A temporary stage inside of the account, which ends with the session; filled by PUT."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._mark = uuid4().hex
        session.run("create or replace temporary stage reelhouse_loading.arriving")

    def take(self, folder: Path, name: str) -> str:
        """See Stage."""
        place = f"reelhouse_loading.arriving/{self._mark}/{name}/"
        files = str(folder / "*.parquet").replace("\\", "\\\\").replace("'", "\\'")
        self._session.run(f"put 'file://{files}' @{place} auto_compress = false")
        shutil.rmtree(folder)
        return place

    def clear(self) -> None:
        """See Stage: nothing is left to be done."""


class LakeStage:
    """A stage that somebody has made over the lake: files go where it reads, and nowhere else."""

    def __init__(self, name: str, lake: Lake) -> None:
        self._name = name
        self._lake = lake
        self._lent: list[str] = []

    def take(self, folder: Path, name: str) -> str:  # noqa: ARG002 the lake names it
        """See Stage."""
        self._lent.append(self._lake.lend(folder))
        return f"{self._name}/{self._lent[-1]}/"

    def clear(self) -> None:
        """See Stage."""
        while self._lent:
            self._lake.take_back(self._lent.pop())
