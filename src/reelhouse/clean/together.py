"""The files of a delivery, two at a time.

What a lane leaves idle the other one uses. The most work is taken first, so that the last file,
which has nothing beside it, is a small one.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from reelhouse.beside import beside
from reelhouse.clean.files import clean_file, prepare
from reelhouse.clean.quarantine import Quarantine
from reelhouse.source.delivery import kind
from reelhouse.workbench import LaneStoppedError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reelhouse.clean.account import CleanedFile
    from reelhouse.progress import Progress
    from reelhouse.source import SourceFile
    from reelhouse.workbench import Lane, Workbench

_MOST_WORK_FIRST = ("ratings", "credits", "movies_metadata", "keywords", "links")


class Together:
    """Cleans `files`, each once, into tables in the directory."""

    def __init__(self, files: Sequence[SourceFile], directory: Path, progress: Progress) -> None:
        self._places = {file.name: place for place, file in enumerate(files)}
        self._todo = deque(sorted(files, key=lambda file: _MOST_WORK_FIRST.index(kind(file.name))))
        self._directory = directory
        self._progress = progress
        self._at_work: set[str] = set()
        self._cleaned: dict[str, CleanedFile] = {}
        self._failed: dict[str, Exception] = {}

    def clean(self, bench: Workbench) -> tuple[CleanedFile, ...]:
        """Do so in a bench that is prepared; what each file came to, in the order they were given.

        Of several errors the one of the file that stands first is raised, whichever came first.
        """
        Quarantine(bench)  # two lanes that make its table at once would be in each other's way
        first = self._next()

        def work_beside(lane: Lane) -> None:
            self._work(lane, first, is_prepared=False)

        with beside(bench, work_beside) as done:
            self._work(bench, self._next(), is_prepared=True)
            if self._failed and all(map(self._is_needless, self._at_work.copy())):
                raise self._first_error()  # which stops what is at work
            done()
        if self._failed:
            raise self._first_error()
        return tuple(self._cleaned[name] for name in self._places)

    def _work(self, lane: Workbench, file: SourceFile | None, *, is_prepared: bool) -> None:
        quarantine = Quarantine(lane)
        while file is not None:
            # Ratings need no macros, and in a large delivery the lane has little else.
            if not is_prepared and kind(file.name) != "ratings":
                prepare(lane)
                is_prepared = True
            try:
                self._cleaned[file.name] = clean_file(
                    lane, file, self._directory, quarantine, self._progress
                )
            except LaneStoppedError:
                raise
            except Exception as error:
                self._failed[file.name] = error
            self._at_work.discard(file.name)
            file = self._next()

    def _next(self) -> SourceFile | None:
        """The next file that is to be cleaned; both lanes ask."""
        while True:
            try:
                file = self._todo.popleft()
            except IndexError:
                return None
            if not self._is_needless(file.name):
                self._at_work.add(file.name)
                return file

    def _is_needless(self, name: str) -> bool:
        """Whether a file that stands before this one has failed, whose error is told instead."""
        return any(self._places[each] < self._places[name] for each in self._failed.copy())

    def _first_error(self) -> Exception:
        return self._failed[min(self._failed, key=self._places.__getitem__)]
