"""The description of the API: right, complete, and kept by every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import (
    ChecksConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
)
from schemathesis.config._checks import POSITIVE_DATA_ACCEPTANCE_EXPECTED_STATUSES

from reelhouse.entities.catalog import kinds
from reelhouse.reports.catalog import definitions
from reelhouse.settings import Settings
from reelhouse.web.app import create_app
from reelhouse.web.serving import Serving

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from apiflask import APIFlask
    from flask.testing import FlaskClient
    from schemathesis import Case

# Parameters that are allowed alone can contradict each other, and a cursor can be another
# question's: neither can be said in OpenAPI.
UNDERSTOOD = [*POSITIVE_DATA_ACCEPTANCE_EXPECTED_STATUSES, "422"]


class Behind:
    """An application that another one can take the place of.

    The description is needed when tests are collected, and needs no warehouse; the answers do.
    """

    def __init__(self, app: WSGIApplication) -> None:
        self.app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return self.app(environ, start_response)


def described(app: Behind) -> Any:
    accepted = PositiveDataAcceptanceConfig(expected_statuses=UNDERSTOOD)
    project = ProjectConfig(checks=ChecksConfig(positive_data_acceptance=accepted))
    config = SchemathesisConfig(projects=ProjectsConfig(default=project))
    return schemathesis.openapi.from_wsgi("/api/openapi.json", app, config=config)


behind = Behind(create_app(Serving(Settings("no-lake", "no-warehouse.duckdb"))))
schema = described(behind)


@pytest.fixture
def golden_app(app: APIFlask, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked by the description is answered over the golden delivery."""
    monkeypatch.setattr(behind, "app", app)


@schema.parametrize()  # type: ignore[untyped-decorator]
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_it_is_described(golden_app: None, case: Case[Any]) -> None:
    case.call_and_validate()


@pytest.mark.long
@schema.parametrize()  # type: ignore[untyped-decorator]
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_to_many_questions_is_as_it_is_described(
    golden_app: None, case: Case[Any]
) -> None:
    case.call_and_validate()


def operations(client: FlaskClient) -> dict[str, Any]:
    described: Any = client.get("/api/openapi.json").get_json()
    assert described["openapi"].startswith("3.1")
    return {path: each["get"] for path, each in described["paths"].items()}


def test_every_report_is_described_with_its_filters_and_columns(client: FlaskClient) -> None:
    found = operations(client)
    for report in definitions():
        told = found[f"/api/v1/reports/{report.name}"]
        parameters = {each["name"]: each for each in told["parameters"]}
        assert parameters.keys() == {*(each.name for each in report.filters), "as_of", "cursor"}
        assert parameters["year"]["description"] == "Only movies released in this year"
        assert parameters["limit"]["schema"]["maximum"] == 10_000
        shape = told["responses"]["200"]["content"]["application/json"]["schema"]
        row = shape["properties"]["rows"]["items"]
        assert list(row["properties"]) == [each.name for each in report.columns]


def test_every_kind_of_entity_is_described(client: FlaskClient) -> None:
    found = operations(client)
    for kind in kinds():
        told = [each["name"] for each in found[f"/api/v1/{kind.name}"]["parameters"]]
        assert told == [*(each.name for each in kind.filters), "cursor"]
        [identity] = found[f"/api/v1/{kind.name}/{{{kind.key}}}"]["parameters"]
        assert (identity["in"], identity["schema"]["type"]) == ("path", "integer")


def test_every_format_is_described(client: FlaskClient) -> None:
    told = operations(client)["/api/v1/movies"]["responses"]["200"]["content"]
    assert list(told)[:2] == ["application/json", "text/csv"]
    assert len(told) == 5
