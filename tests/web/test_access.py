"""Who may ask, what they may see, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.web.conftest import LABEL

from reelhouse.errors import UsageError
from reelhouse.settings import Settings
from reelhouse.web.access import Allowance
from reelhouse.web.serving import Serving, require_guarded
from reelhouse.web.tokens import Role, Tokens

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from apiflask import APIFlask

DATA = ["/api/v1/reports", "/api/v1/reports/genre-budget", "/api/v1/movies/101"]
DATA += [f"/api/v1/drops/{LABEL}/changes"]
LEDGER = ["/api/v1/drops", f"/api/v1/drops/{LABEL}/rejects", f"/api/v1/drops/{LABEL}/rejects.csv"]
LEDGER += ["/metrics"]
FOR_ALL = ["/healthz", "/readyz", "/api/", "/api/openapi.json"]

SETTINGS = Settings("lake", "warehouse.duckdb")


@pytest.fixture
def tokens(tmp_path: Path) -> Path:
    return tmp_path / "tokens.json"


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def test_readers_see_data_and_operators_also_the_ledger(
    served: Callable[..., APIFlask], tokens: Path
) -> None:
    reader = bearer(Tokens(tokens).create("ann", Role.READER))
    operator = bearer(Tokens(tokens).create("bob", Role.OPERATOR))
    client = served(tokens=tokens).test_client()
    statuses = {each: client.get(each, headers=reader).status_code for each in DATA + LEDGER}
    assert statuses == dict.fromkeys(DATA, 200) | dict.fromkeys(LEDGER, 403)
    assert {client.get(each, headers=operator).status_code for each in DATA + LEDGER} == {200}
    assert "ann is a reader" in client.get("/api/v1/drops", headers=reader).get_json()["detail"]


def test_a_browser_gives_the_token_as_a_password(
    served: Callable[..., APIFlask], tokens: Path
) -> None:
    secret = Tokens(tokens).create("ann", Role.READER)
    client = served(tokens=tokens).test_client()
    asked = client.get("/", headers={"Accept": "text/html"})
    assert asked.status_code == 401
    assert "Basic" in asked.headers["WWW-Authenticate"]
    assert asked.content_type.startswith("text/html")
    assert client.get("/", auth=("anybody", secret)).status_code == 200
    assert client.get("/api/v1/genres", auth=("", secret)).status_code == 200
    for wrong in ("Basic", "Basic !", "Basic AAAA", "Basic /w=="):
        assert client.get("/", headers={"Authorization": wrong}).status_code == 401


def test_nobody_comes_in_without_a_token(served: Callable[..., APIFlask], tokens: Path) -> None:
    Tokens(tokens).create("ann", Role.READER)
    client = served(tokens=tokens).test_client()
    wrong = [{}, bearer("rh_wrong"), bearer(""), {"Authorization": "Basic YTpi"}, {"X-User": "a"}]
    for headers in wrong:
        for address in [*DATA, *LEDGER, "/api/v1/unknown"]:
            answer = client.get(address, headers=headers)
            assert answer.status_code == 401
            assert answer.headers["WWW-Authenticate"].startswith("Bearer")
            assert "Authorization: Bearer TOKEN" in answer.get_json()["detail"]


@pytest.mark.parametrize("address", FOR_ALL)
def test_what_tells_nothing_of_the_data_is_for_all(
    served: Callable[..., APIFlask], tokens: Path, address: str
) -> None:
    Tokens(tokens).create("ann", Role.READER)
    assert served(tokens=tokens).test_client().get(address).status_code == 200


def test_a_token_that_is_revoked_ends_at_once(
    served: Callable[..., APIFlask], tokens: Path
) -> None:
    headers = bearer(Tokens(tokens).create("ann", Role.READER))
    client = served(tokens=tokens).test_client()
    assert client.get("/api/v1/genres", headers=headers).status_code == 200
    Tokens(tokens).revoke("ann")
    assert client.get("/api/v1/genres", headers=headers).status_code == 401


def test_the_description_says_that_a_token_is_asked_for(
    served: Callable[..., APIFlask], tokens: Path
) -> None:
    open_to_all = served().test_client().get("/api/openapi.json").get_json()
    guarded = served(tokens=tokens).test_client().get("/api/openapi.json").get_json()
    assert "security" not in open_to_all
    assert guarded["security"] == [{"token": []}]


@pytest.mark.parametrize(("role", "status"), [(Role.READER, 403), (Role.OPERATOR, 200)])
def test_a_proxy_says_who_it_is(served: Callable[..., APIFlask], role: Role, status: int) -> None:
    client = served(proxy_header="X-User", proxy_role=role).test_client()
    assert client.get("/api/v1/genres").status_code == 401
    assert client.get("/api/v1/genres", headers={"X-User": "ann"}).status_code == 200
    assert client.get("/api/v1/drops", headers={"X-User": "ann"}).status_code == status


def test_one_who_asks_too_often_is_told_when_to_ask_again(
    served: Callable[..., APIFlask],
) -> None:
    client = served(proxy_header="X-User", requests_a_minute=6).test_client()
    answers = [client.get("/api/v1/genres", headers={"X-User": "ann"}) for _ in range(2)]
    assert [each.status_code for each in answers] == [200, 429]
    assert 0 < int(answers[1].headers["Retry-After"]) <= 10
    assert client.get("/api/v1/genres", headers={"X-User": "bob"}).status_code == 200


def test_an_allowance_comes_back_with_time() -> None:
    now = 100.0
    allowance = Allowance(60, clock=lambda: now)
    assert [allowance.spend("ann") for _ in range(12)] == [0] * 10 + [1, 1]
    assert allowance.spend("bob") == 0
    now += 2
    assert [allowance.spend("ann") for _ in range(3)] == [0, 0, 1]


def test_names_that_are_not_heard_of_again_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reelhouse.web.access._MANY", 3)
    now = 0.0
    allowance = Allowance(60, clock=lambda: now)
    for name in "abc":
        allowance.spend(name)
    now = 1000.0
    allowance.spend("d")
    assert list(allowance._paid_until) == ["d"]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_this_machine_alone_needs_no_guard(host: str) -> None:
    require_guarded(Serving(SETTINGS, host))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "example.org", ""])  # noqa: S104
def test_where_others_can_come_it_does_not_start_unguarded(host: str, tokens: Path) -> None:
    with pytest.raises(UsageError, match="nothing says who may come"):
        require_guarded(Serving(SETTINGS, host))
    with pytest.raises(UsageError, match="holds no token"):
        require_guarded(Serving(SETTINGS, host, tokens=tokens))
    require_guarded(Serving(SETTINGS, host, proxy_header="X-User"))
    Tokens(tokens).create("ann", Role.READER)
    require_guarded(Serving(SETTINGS, host, tokens=tokens))


def test_a_page_of_another_site_is_not_let_in_under_its_name(
    served: Callable[..., APIFlask],
) -> None:
    client = served().test_client()
    for host in ("localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST"):
        assert client.get("/api/v1/reports", headers={"Host": host}).status_code == 200
    for host in ("evil.example", "127.0.0.1.evil.example", "[::1", ""):
        answer = client.get("/api/v1/reports", headers={"Host": host})
        assert answer.status_code == 400
        assert answer.content_type == "application/problem+json"
