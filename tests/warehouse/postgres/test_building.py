"""What was built takes the place of what was there, and readers see one or the other."""

from __future__ import annotations

import threading
from contextlib import closing
from typing import TYPE_CHECKING

import psycopg
import pytest
from tests.processes import end, start, wait_until
from tests.states import answers
from tests.test_kills import FIRST, SECOND
from tests.warehouse.postgres.loads import Once, Place

import reelhouse
from reelhouse.errors import LockedError
from reelhouse.warehouse.postgres import building
from reelhouse.warehouse.postgres.reader import PostgresWarehouse

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

AS_OF = "select as_of from reports.scope"
VIEW = "select * from reports.genre_revenue"
WAITING = "select 1 from pg_locks where not granted"


def in_background(work: Any) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def rebuild(place: Place) -> None:
    with place.house() as house:
        house.rebuild(as_of=FIRST)


def test_a_snapshot_holds_a_rebuild_off_and_sees_one_state(two: Place) -> None:
    with closing(PostgresWarehouse(two.url)) as warehouse, warehouse.snapshot():
        writer = in_background(lambda: rebuild(two))
        wait_until(lambda: bool(two.rows(WAITING)))
        assert warehouse.query(AS_OF).column(0).to_pylist() == [SECOND]
        assert warehouse.query(VIEW).num_rows >= 0
        # Another reader gets in between two attempts, though this one goes on.
        assert two.rows(AS_OF) == [(SECOND,)]
        assert warehouse.query(AS_OF).column(0).to_pylist() == [SECOND]
    writer.join()
    assert two.rows(AS_OF) == [(FIRST,)]
    assert two.leftovers() == []


@pytest.mark.parametrize("isolation", ["read committed", "repeatable read"])
def test_a_transaction_of_any_program_s_over_a_report_holds_a_rebuild_off(
    two: Place, isolation: str
) -> None:
    with psycopg.connect(two.url) as connection:
        connection.execute(f"set transaction isolation level {isolation}".encode())
        before = connection.execute(VIEW.encode()).fetchall()
        writer = in_background(lambda: rebuild(two))
        wait_until(lambda: bool(two.rows(WAITING)))
        assert connection.execute(VIEW.encode()).fetchall() == before
        assert connection.execute(AS_OF.encode()).fetchall() == [(SECOND,)]
    writer.join()
    assert two.rows(AS_OF) == [(FIRST,)]
    assert two.rows(VIEW) is not None


def test_readers_without_a_pause_have_a_rebuild_fail_with_nothing_published(
    two: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "_TRIES", 2)
    monkeypatch.setattr(building, "_LOCK_MILLISECONDS", 50)
    monkeypatch.setattr(building, "_PAUSE_SECONDS", 0.01)
    before = two.tables()
    with (
        closing(PostgresWarehouse(two.url)) as warehouse,
        warehouse.snapshot(),
        pytest.raises(LockedError, match=r"nothing was published\. Run this again later"),
    ):
        rebuild(two)
    assert two.tables() == before
    rebuild(two)
    assert two.leftovers() == []


def test_what_somebody_reads_who_began_before_is_removed_by_a_later_load(two: Place) -> None:
    with psycopg.connect(two.url) as connection:
        # A table of the model holds nobody off: readers of the reports never ask for it.
        connection.execute("select count(*) from movies.movie")
        rebuild(two)
        assert two.rows(AS_OF) == [(FIRST,)]
        assert ("movies_replaced",) in two.leftovers()
    rebuild(two)
    assert two.leftovers() == []


def test_readers_see_one_state_or_the_other_while_it_is_replaced_again_and_again(
    two: Place,
) -> None:
    with two.house() as house:
        newer = answers(house)
        rebuild(two)
        older = answers(house)
    assert newer != older
    process = start(replace, two.url, two.folder)
    seen = []
    with reelhouse.open(two.url, lake=two.folder / "lake") as house:
        while process.is_alive():
            found = answers_in_one(house)
            assert found in ([newer_of(newer)], [newer_of(older)])
            seen.append(found)
    assert end(process) == 0
    assert [newer_of(newer)] in seen
    assert [newer_of(older)] in seen


def answers_in_one(house: reelhouse.House) -> list[Any]:
    report = house.report("genre-popularity", top="all", min_movies=1)
    return [(report.rows, report.scope)]


def newer_of(found: list[Any]) -> Any:
    return found[6]


def replace(url: str, folder: Path) -> None:
    place = Place(url, folder)
    for as_of in (SECOND, FIRST) * 3:
        with place.house() as house:
            house.rebuild(as_of=as_of)


def test_views_answer_any_program_before_while_and_after_it_is_built(two: Place) -> None:
    found: list[Any] = []
    with psycopg.connect(two.url, autocommit=True) as connection, two.house() as house:

        def look() -> None:
            found.append(connection.execute(AS_OF.encode()).fetchall())
            connection.execute(VIEW.encode())

        look()
        house.rebuild(as_of=FIRST, progress=Once("references", look))
        look()
    assert found == [[(SECOND,)], [(SECOND,)], [(FIRST,)]]
