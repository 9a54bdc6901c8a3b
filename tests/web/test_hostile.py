"""Whatever stands in a parameter, the answer is right or says what was wrong with the question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import duckdb
import pytest
from tests.web.pages.conftest import BROWSER

from reelhouse.entities.catalog import kinds
from reelhouse.reports.catalog import definition
from reelhouse.reports.comparing import compared
from reelhouse.web.asked import AS_OF, CURSOR

if TYPE_CHECKING:
    from flask.testing import FlaskClient

HOSTILE = [
    "",
    " ",
    "'",
    "';drop table movies.movie;--",
    '" or 1=1 --',
    "1 or 1=1",
    "%",
    "_",
    "\\",
    "\0",
    "a\0b",
    ":q",
    "$1",
    "{{7*7}}",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "\r\nX-Injected: yes",
    "-1",
    "0",
    "00000000000000000000001",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "9" * 5000,
    "1e9",
    "0x10",
    "1_000",
    "١٩٩٥",
    "NaN",
    "null",
    "true",
    "select",
    "limit",
    "🎬" * 50,
    "\u202e\ufeff",
    "x" * 3000,
]
HTML = "text/html; charset=utf-8"
INVALID = ["%ff", "%c3%28", "%ed%a0%80", "%00", "%"]
FORMS = ["", ".csv"]


def addresses() -> list[tuple[str, str]]:
    """Every kind of parameter once: those of two reports, of the lists, and of deliveries."""
    reports = [
        (f"/api/v1/reports/{name}", each.name)
        for name in ("company-releases", "genre-popularity")
        for each in (*definition(name).filters, CURSOR)
    ]
    lists = [(f"/api/v1/{kind.name}", each.name) for kind in kinds() for each in kind.filters]
    return [
        *reports,
        *lists,
        ("/api/v1/reports/company-releases", "as_of"),
        ("/api/v1/drops/2026-11/changes", "table"),
        ("/api/v1/drops", "limit"),
    ]


def pages() -> list[tuple[str, str]]:
    """The same for the pages for people."""
    reports = [
        (f"/reports/{name}", each.name)
        for name in ("company-releases", "genre-popularity")
        for each in (*compared(name).filters, AS_OF)
    ]
    charts = [("/charts/genre-budget.json", each) for each in ("year", "genre", "theme")]
    lists = [(f"/{kind.name}", each.name) for kind in kinds() for each in kind.filters]
    others = [("/search", "q"), ("/search/suggestions", "q"), ("/deliveries/2026-11", "table")]
    return [*reports, *charts, *lists, *others]


@pytest.mark.parametrize(("path", "name"), pages(), ids=str)
def test_no_text_is_too_much_for_a_page(client: FlaskClient, path: str, name: str) -> None:
    asked = [client.get(path, query_string={name: text}, headers=BROWSER) for text in HOSTILE]
    asked += [client.get(f"{path}?{name}={text}", headers=BROWSER) for text in INVALID]
    for answer in asked:
        assert answer.status_code in {200, 302, 400, 404, 422}, answer.text
        assert "X-Injected" not in answer.headers
        assert answer.content_type != HTML or "<script>alert" not in answer.text
        assert answer.headers.get("Location", path).split("?")[0] == path


def require_understood(answer: Any) -> None:
    assert answer.status_code in {200, 400, 404, 422}, answer.text
    assert "X-Injected" not in answer.headers
    if answer.status_code != 200:
        assert answer.content_type == "application/problem+json"
        assert answer.get_json()["detail"]


@pytest.mark.parametrize(("path", "name"), addresses(), ids=str)
def test_no_text_in_a_parameter_is_too_much(client: FlaskClient, path: str, name: str) -> None:
    for text in HOSTILE:
        require_understood(client.get(path, query_string={name: text}))
    for text in INVALID:
        require_understood(client.get(f"{path}?{name}={text}"))


@pytest.fixture(scope="module")
def reserved() -> list[str]:
    """Every word that SQL keeps for itself."""
    found = duckdb.execute(
        "select keyword_name from duckdb_keywords() where keyword_category = 'reserved'"
    ).fetchall()
    words = [str(word) for (word,) in found]
    assert {"select", "from", "union", "order"} <= set(words)
    return words


@pytest.mark.parametrize(("path", "name"), [*addresses(), *pages()], ids=str)
def test_a_reserved_word_in_a_parameter_is_a_word(
    client: FlaskClient, reserved: list[str], path: str, name: str
) -> None:
    for word in reserved:
        answer = client.get(path, query_string={name: word})
        assert answer.status_code in {200, 400, 404, 422}, answer.text


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "path",
    [
        *(f"/api/v1/{kind.name}/" for kind in kinds()),
        "/api/v1/reports/",
        "/api/v1/drops/",
        "/api/v1/",
        "/api/",
        "/reports/",
        "/years/",
        "/charts/",
        "/deliveries/",
        *(f"/{kind.name}/" for kind in kinds()),
        "/",
    ],
)
def test_no_text_in_a_path_is_too_much(client: FlaskClient, path: str, form: str) -> None:
    for text in HOSTILE:
        if text:
            answer = client.get(f"{path}{quote(text, safe='')}{form}")
            assert answer.status_code in {200, 400, 404}, answer.text
    for text in INVALID:
        assert client.get(f"{path}{text}").status_code in {200, 400, 404}


def test_a_word_of_sql_is_a_name_like_any_other(client: FlaskClient) -> None:
    for word in ("select", "null", "%", "_", "'", "or 1=1"):
        answer = client.get("/api/v1/companies", query_string={"q": word}).get_json()
        assert (answer["total_rows"], answer["rows"]) == (0, [])


def test_nothing_can_be_written(client: FlaskClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = client.open("/api/v1/movies/101", method=method)
        assert answer.status_code == 405
        assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize("name", ["x" * 65, "a b", "a\tb", "é", ""])
def test_an_id_that_is_no_good_is_replaced(client: FlaskClient, name: str) -> None:
    told = client.get("/healthz", headers={"X-Request-Id": name}).headers["X-Request-Id"]
    assert told != name
    assert len(told) == 32
