"""What an account is told by a load: kept as it is, and read as Snowflake's SQL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.test_kills import FIRST, SECOND
from tests.warehouse.snowflake.test_changing import ingest
from tests.warehouse.snowflake.test_script import (
    EXPECTED,
    require_as_kept,
    require_read,
    statements,
)

from reelhouse.warehouse.snowflake.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.states import Place

_OF_THIS_RUN = (
    (re.compile(r"file:///[^ ']*/sent-\w+/"), "file:///SENT/"),
    (re.compile(r"test_[0-9a-f]{32}"), "test"),
    (re.compile(r"[0-9a-f]{32}"), "MARK"),
    (re.compile(r"process \d+ on [^']+"), "process 1 on here"),
    (re.compile(r"layout = '[0-9a-f]{16}'"), "layout = 'LAYOUT'"),
)


class Told:
    """The statements that sessions were told, without what differs from run to run."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._heard: list[str] = []
        for name in ("run", "counts"):
            monkeypatch.setattr(Session, name, self._hearing(getattr(Session, name)))

    def take(self) -> str:
        """Those since the last time."""
        text = "".join(f"{each.strip()};\n" for each in self._heard)
        self._heard.clear()
        for pattern, put_in in _OF_THIS_RUN:
            text = pattern.sub(put_in, text)
        return text

    def _hearing(self, method: Callable[[Session, str], Any]) -> Callable[[Session, str], Any]:
        def heard(session: Session, statement: str) -> Any:
            self._heard.append(statement)
            return method(session, statement)

        return heard


def told(place: Place, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What a first load and a month after it tell."""
    listening = Told(monkeypatch)
    with place.open() as house:
        ingest(house, place, FIRST)
        first = listening.take()
        ingest(house, place, SECOND)
        return {"first_load": first, "month": listening.take()}


def test_what_loads_tell_is_as_it_was_when_somebody_last_looked(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in told(place, monkeypatch).items():
        require_as_kept(name, text)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["first_load", "month"])
def test_what_loads_tell_is_read_as_snowflakes(name: str) -> None:
    for each in statements((EXPECTED / f"{name}.sql").read_text(encoding="utf-8")):
        require_read(each)


def test_rows_change_in_one_transaction_in_which_nothing_is_made() -> None:
    for name in ("first_load", "month"):
        text = (EXPECTED / f"{name}.sql").read_text(encoding="utf-8")
        *_, last = re.findall(r"^begin;\n(.*?)^commit;\n", text, re.DOTALL | re.MULTILINE)
        kinds = {each.split()[0] for each in statements(last)}
        assert kinds <= {"update", "select", "delete", "insert", "merge", "copy"}
        after = statements(text.rpartition("commit;\n")[2])
        assert {each.split()[0] for each in after} <= {"show", "grant", "alter"}
