"""Alerts and the dashboard ask for metrics that there are; each alert has its page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import promql_parser
import pytest
import yaml

if TYPE_CHECKING:
    from flask.testing import FlaskClient

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
ALERTS: list[dict[str, Any]] = [
    rule
    for group in yaml.safe_load((DEPLOY / "prometheus/alerts.yml").read_text("utf-8"))["groups"]
    for rule in group["rules"]
]
DASHBOARD: dict[str, Any] = json.loads((DEPLOY / "grafana/dashboards/reelhouse.json").read_text())
QUERIES = {
    **{rule["alert"]: rule["expr"] for rule in ALERTS},
    **{panel["title"]: panel["targets"][0]["expr"] for panel in DASHBOARD["panels"]},
}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_query_asks_for_metrics_that_there_are(client: FlaskClient, query: str) -> None:
    promql_parser.parse(query)
    client.get("/api/v1/genres")
    told = client.get("/metrics").text
    names = set(re.findall(r"\breelhouse_[a-z_]+", query))
    assert names or query.startswith("up{")
    for name in names:
        assert re.search(rf"^{name}[ {{]", told, re.MULTILINE), name
    for label in re.findall(r"by \(([a-z, ]+)\)", query):
        for each in label.split(", "):
            assert f'{each}="' in told


def test_every_alert_has_a_section_in_the_run_book() -> None:
    runbook = (ROOT / "docs/how-to/runbook.md").read_text("utf-8")
    for rule in ALERTS:
        assert f"## {rule['alert']}\n" in runbook
        assert rule["annotations"]["summary"]


def test_prometheus_asks_the_web_application_with_its_token() -> None:
    config = yaml.safe_load((DEPLOY / "prometheus/prometheus.yml").read_text("utf-8"))
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    [job] = config["scrape_configs"]
    [target] = job["static_configs"][0]["targets"]
    assert target.split(":")[0] in compose["services"]
    secret = Path(job["authorization"]["credentials_file"]).name
    assert secret in compose["services"]["prometheus"]["secrets"]
    assert config["rule_files"] == ["alerts.yml"]


def test_every_panel_of_the_dashboard_has_a_place_of_its_own() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in DASHBOARD["panels"]:
        place = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not cells & taken
        assert max(x for x, _ in cells) < 24
        taken |= cells
        assert panel["datasource"]["uid"] == "prometheus"
