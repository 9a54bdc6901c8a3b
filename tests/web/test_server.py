"""The server itself, as a process of its own, over real connections."""

from __future__ import annotations

import json
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from tests.served import fetch, running
from tests.web.test_answering import smaller

import reelhouse
from reelhouse.errors import UsageError
from reelhouse.web.server import serve
from reelhouse.web.serving import Serving

if TYPE_CHECKING:
    from pathlib import Path

    from reelhouse.settings import Settings


def get(address: str) -> Any:
    status, body = fetch(address)
    assert status == 200
    return json.loads(body)


def test_it_serves_until_it_is_told_to_end(own: Settings, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with running(own, log) as (address, process):
        _, whole = fetch(f"{address}/api/v1/movies.csv")
        assert len(whole.splitlines()) > 23
        assert fetch(f"{address}/api/v1/movies/0")[0] == 404
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    first, *lines = log.read_text().splitlines()
    assert first == f"serving {address}/ until it is interrupted"
    told = [json.loads(line) for line in lines]
    assert {each["path"] for each in told} >= {"/api/v1/movies.csv", "/api/v1/movies/0"}


def test_who_asks_while_a_delivery_lands_gets_one_state_or_the_other(
    own: Settings, tmp_path: Path
) -> None:
    with running(own, tmp_path / "log") as (address, _):
        question = f"{address}/api/v1/reports/genre-budget"
        before = get(question)

        def ask(_: int) -> list[Any]:
            return [get(question) for _ in range(30)]

        with ThreadPoolExecutor(4) as pool:
            asking = [pool.submit(ask, number) for number in range(4)]
            with reelhouse.open(own.warehouse, lake=own.lake) as house:
                house.ingest(smaller(tmp_path), drop="2026-12", max_reject_rate=Decimal(1))
            found = [answer for each in asking for answer in each.result()]
        after = get(question)
        assert after["scope"]["as_of"] == "2026-12"
        assert [each for each in found if each not in (before, after)] == []


def test_an_address_that_cannot_be_had_is_told(golden: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"127.0.0.1:{port} cannot be served"):
            serve(Serving(golden, port=port))
    with pytest.raises(UsageError, match=r"no\.such\.host\.invalid:8000 cannot be served"):
        serve(Serving(golden, host="no.such.host.invalid"))
