"""A delivery that lands while questions are asked: each answer is of the state before or after."""

from __future__ import annotations

import http.client
import shutil
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from bench import wrk
from bench.deliveries import SECOND
from bench.process import REELHOUSE, Run, run
from tests.served import running

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bench.wrk import Lists, Load

    from reelhouse.settings import Settings

LEAD_SECONDS = 5
_THREADS = 4
_OK, _SAME = 200, 304


class Answer(NamedTuple):
    """What must go together: how it ended, its ETag, its scope and its bytes."""

    status: int
    tag: str
    scope: str
    body: bytes


@dataclass(frozen=True)
class Landing:
    """What was asked meanwhile, the load of the delivery, and what was heard of each state.

    `before` and `after` count different answers. `wrong` are those of neither state.
    """

    load: Load
    ingest: Run
    before: int
    after: int
    known: int
    wrong: Counter[str]

    @property
    def is_right(self) -> bool:
        """Whether both states were heard, each by itself, and nobody went without an answer."""
        heard_both = bool(self.before and self.after)
        return heard_both and not (self.wrong or self.load.refused or self.load.unanswered)


def land(address: str, settings: Settings, delivery: Path, lists: Lists, folder: Path) -> Landing:
    """Ingest the delivery while the lists are asked of the server at this address.

    Then what was heard is compared with what one server answers over the warehouse as it was, and
    the one that went on.
    """
    old = folder / "before.duckdb"
    shutil.copyfile(settings.warehouse, old)
    heard = folder / "heard"
    with wrk.asking(address, lists, heard) as end:
        time.sleep(LEAD_SECONDS)
        places = ["--lake", settings.lake, "--warehouse", settings.warehouse]
        ingest = run([REELHOUSE, "ingest", str(delivery), "--drop", SECOND, *places])
        time.sleep(LEAD_SECONDS)
        load = end()
    paths = _asked(lists, load.requests)
    with running(replace(settings, warehouse=str(old)), folder / "log-before") as (then, _):
        before = answers(then, paths)
    after = answers(address, paths)
    return _judged(load, ingest, set(heard_in(heard)), set(before), set(after))


def _judged(
    load: Load, ingest: Run, heard: set[Answer], before: set[Answer], after: set[Answer]
) -> Landing:
    tags = {each.tag for each in before | after}
    known = {each for each in heard if each.status == _SAME and each.tag in tags}
    wrong = Counter(str(each.status) for each in heard - known - before - after)
    return Landing(load, ingest, len(heard & before), len(heard & after), len(known), wrong)


def _asked(lists: Lists, requests: int) -> list[str]:
    """The paths that so many requests came to, and a few more."""
    round_ = sum(weight for weight, _ in lists)
    paths: list[str] = []
    for weight, file in lists:
        listed = file.read_text("utf-8").splitlines()
        reached = (requests // round_ + 1) * weight + wrk.CONNECTIONS
        paths += [line.partition("\t")[0] for line in listed[:reached]]
    return list(dict.fromkeys(paths))


def answers(address: str, paths: Sequence[str]) -> list[Answer]:
    """What a server answers to each question."""
    with ThreadPoolExecutor(_THREADS) as pool:
        shares = [paths[start::_THREADS] for start in range(_THREADS)]
        given = pool.map(lambda share: dict(_answers(address, share)), shares)
    found = {path: answer for each in given for path, answer in each.items()}
    return [found[each] for each in paths]


def _answers(address: str, paths: Sequence[str]) -> Iterator[tuple[str, Answer]]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    for path in paths:
        connection.request("GET", path)
        response = connection.getresponse()
        tag = response.getheader("ETag", "-")
        scope = response.getheader("Reelhouse-Scope", "-")
        yield path, Answer(response.status, tag, scope, response.read())
    connection.close()


def heard_in(file: Path) -> Iterator[Answer]:
    """The distinct answers that wrk.lua has kept."""
    with file.open("rb") as kept:
        while head := kept.readline():
            status, tag, scope, size = head.decode().split("\t")
            yield Answer(int(status), tag, scope, kept.read(int(size)))
            kept.read(1)
