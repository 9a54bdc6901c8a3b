"""Two files at a time: which ones, and which error counts."""

from __future__ import annotations

import io
import threading
from typing import TYPE_CHECKING

import pytest

from reelhouse.clean import together
from reelhouse.clean.together import Together
from reelhouse.errors import DeliveryError
from reelhouse.progress import Silent
from reelhouse.source import SourceFile
from reelhouse.workbench import Lane, Workbench

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NAMES = ("movies_metadata", "credits", "keywords", "links", "ratings")
ENDLESS = "select count(*) from range(10_000_000_000_000) as r where random() > 2"
WAIT = 20.0


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    with Workbench(tmp_path) as workbench:
        yield workbench


class Cleaning:
    """Stands for the cleaning of a file, which comes to the file's name.

    `steps` are what is to be done for a name; `begun` is what was, in this order.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, bench: Workbench, place: Path) -> None:
        monkeypatch.setattr(together, "clean_file", self._clean)
        self._bench = bench
        self._place = place
        self._begun = {name: threading.Event() for name in NAMES}
        self._ended = {name: threading.Event() for name in NAMES}
        self.begun: list[str] = []
        self.steps: dict[str, Callable[[Workbench], object]] = {}

    def run(self, *names: str) -> tuple[object, ...]:
        files = [SourceFile(name, name, 0, io.BytesIO) for name in names]
        return Together(files, self._place, Silent()).clean(self._bench)

    def _clean(self, lane: Workbench, file: SourceFile, *_: object) -> str:
        self.begun.append(file.name)
        self._begun[file.name].set()
        try:
            if step := self.steps.get(file.name):
                step(lane)
        finally:
            self._ended[file.name].set()
        return file.name

    def once_begun(
        self, name: str, step: Callable[[Workbench], object]
    ) -> Callable[[Workbench], None]:
        """A step that waits until another file is at work."""

        def wait(lane: Workbench) -> None:
            assert self._begun[name].wait(WAIT)
            step(lane)

        return wait

    def after(self, name: str) -> Callable[[Workbench], None]:
        """A step that ends after that of another file."""

        def wait(_: Workbench) -> None:
            assert self._ended[name].wait(WAIT)

        return wait


@pytest.fixture
def cleaning(monkeypatch: pytest.MonkeyPatch, bench: Workbench, tmp_path: Path) -> Cleaning:
    return Cleaning(monkeypatch, bench, tmp_path)


def refuse(_: Workbench) -> None:
    raise DeliveryError("refused")


def test_they_come_to_what_each_did_in_the_order_in_which_they_stand(cleaning: Cleaning) -> None:
    assert cleaning.run(*NAMES) == NAMES
    assert sorted(cleaning.begun) == sorted(NAMES)
    assert cleaning.run("links") == ("links",)
    assert cleaning.run() == ()


def test_the_two_with_the_most_work_are_first(cleaning: Cleaning) -> None:
    meeting = threading.Barrier(2, timeout=WAIT)
    for name in ("ratings", "credits"):
        cleaning.steps[name] = lambda _: meeting.wait()
    assert cleaning.run(*NAMES) == NAMES
    assert set(cleaning.begun[:2]) == {"ratings", "credits"}


@pytest.mark.parametrize("busy", ["ratings", "credits"])
def test_who_is_done_takes_what_is_left(cleaning: Cleaning, busy: str) -> None:
    cleaning.steps[busy] = cleaning.after("links")
    assert cleaning.run(*NAMES) == NAMES
    begun = [name for name in cleaning.begun if name not in {"ratings", "credits"}]
    assert begun == ["movies_metadata", "keywords", "links"]


@pytest.mark.parametrize(
    ("first", "later"), [("movies_metadata", "credits"), ("credits", "ratings")]
)
def test_of_several_errors_that_of_the_file_that_stands_first_is_raised(
    cleaning: Cleaning, first: str, later: str
) -> None:
    def refuse_late(lane: Workbench) -> None:
        cleaning.after(later)(lane)
        raise DeliveryError(f"{first} is refused")

    cleaning.steps |= {first: refuse_late, later: refuse}
    with pytest.raises(DeliveryError, match=f"{first} is refused"):
        cleaning.run(*NAMES)


def test_behind_a_file_that_is_refused_no_other_is_begun(cleaning: Cleaning) -> None:
    cleaning.steps = {
        "credits": cleaning.once_begun("ratings", refuse),
        "ratings": cleaning.after("movies_metadata"),
    }
    with pytest.raises(DeliveryError, match="refused"):
        cleaning.run(*NAMES)
    assert set(cleaning.begun) == {"credits", "ratings", "movies_metadata"}


def test_what_is_at_work_on_a_file_behind_it_is_stopped(cleaning: Cleaning) -> None:
    lanes = []

    def endless(lane: Workbench) -> None:
        lanes.append(lane)
        lane.run(ENDLESS)

    refuse_then = cleaning.once_begun("ratings", refuse)
    cleaning.steps = {"movies_metadata": refuse_then, "ratings": endless}
    with pytest.raises(DeliveryError, match="refused"):
        cleaning.run(*NAMES)
    assert [type(lane) for lane in lanes] == [Lane]
