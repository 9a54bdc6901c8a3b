"""The handler under Lambda's own runtime client, with a real S3, a real PostgreSQL, and moto's
Secrets Manager, SQS and SNS over HTTP."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit
from uuid import uuid4

import pytest
from tests.aws.function import ATTEMPTS, NAME, FunctionError
from tests.lake.months import Month
from tests.memory import bound
from tests.ports import free_ports
from tests.s3server import PRIVATE
from tests.states import answers, tables, violations

import reelhouse
from reelhouse import sample
from reelhouse.aws.bounds import LEAST_MEMORY_MB

if TYPE_CHECKING:
    from pathlib import Path

    from tests.aws.conftest import Deployed
    from tests.aws.function import Function
    from tests.snowserver import Server as Account

FILMS = {1: {"popularity": "1.5", "budget": 0}, 2: {"popularity": "2.25", "budget": 5000}}
OCTOBER = Month("2026-10", "snapshot", FILMS, {1: frozenset([70])}, {(1, 11): ("0.5", 900_000_000)})
NOVEMBER = Month("2026-11", "snapshot", {2: FILMS[2]}, None, None)


SMALL = 150 << 20
"""Bytes: enough to start, too little to load."""


def arrived(deployed: Deployed, key: str) -> dict[str, Any]:
    """As EventBridge sends it."""
    return {
        "version": "0",
        "detail-type": "Object Created",
        "source": "aws.s3",
        "detail": {
            "bucket": {"name": PRIVATE},
            "object": {"key": f"{deployed.inbox}{key}", "size": 0},
            "reason": "PutObject",
        },
    }


def counts(lines: list[dict[str, Any]], event: str) -> list[dict[str, Any]]:
    return [line for line in lines if line.get("event") == event]


def test_a_delivery_that_comes_is_loaded_and_its_second_event_finds_nothing_to_do(
    deployed: Deployed, tmp_path: Path
) -> None:
    function, folder = deployed.function(), OCTOBER.write(tmp_path)
    deployed.s3.put_folder(PRIVATE, f"{deployed.inbox}2026-10", folder)
    [early] = function.call(arrived(deployed, "2026-10/movies_metadata.csv"))["results"]
    assert early["outcome"] == "waiting"
    assert early["missing"] == ["credits", "links_small", "ratings_small"]
    deployed.put("2026-10", folder)
    event = arrived(deployed, "2026-10/_SUCCESS")
    [first] = function.call(event)["results"]
    assert (first["outcome"], first["label"], first["warehouse"]) == ("loaded", "2026-10", "built")
    assert first["files"]["ratings"] == {"read": 1, "rejected": 0}
    [second] = function.call(event)["results"]
    assert (second["outcome"], second["warehouse"]) == ("known", "none")
    assert list((tmp_path / "disk").iterdir()) == []
    require_as_by_hand(deployed, tmp_path, folder)
    require_logged(deployed, function)


def require_as_by_hand(deployed: Deployed, tmp_path: Path, folder: Path) -> None:
    """What it has loaded is what the same delivery comes to without Lambda and S3."""
    with reelhouse.open(tmp_path / "other.duckdb", lake=tmp_path / "lake") as house:
        house.ingest(folder)
        wanted = answers(house)
    with reelhouse.open(deployed.url, lake=tmp_path / "lake") as house:
        assert answers(house) == wanted
        assert violations(house) == []
    assert tables(deployed.url) == tables(tmp_path / "other.duckdb")


def require_logged(deployed: Deployed, function: Function) -> None:
    """A line of JSON for each stage, figures for the alarms, and nowhere a password."""
    stages = [(line["stage"], line["file"]) for line in counts(function.lines, "stage")]
    assert {("read", "ratings"), ("publish", "warehouse")} <= set(stages)
    [first, second] = counts(function.lines, "loaded")
    assert (first["LoadsDone"], first["RejectPercent"], first["Function"]) == (1, 0.0, NAME)
    assert "RejectPercent" not in second, "a delivery is counted once"
    told = [each["Name"] for each in first["_aws"]["CloudWatchMetrics"][0]["Metrics"]]
    assert all(isinstance(first[name], (int, float)) for name in told)
    password = unquote(urlsplit(deployed.url).password or "")
    assert password
    assert password not in function.text
    assert quote(password, safe="") not in function.text


def test_of_two_at_once_one_brings_the_delivery_and_the_other_finds_it(
    deployed: Deployed, tmp_path: Path
) -> None:
    deployed.put("2026-10", OCTOBER.write(tmp_path))
    functions = [deployed.function(), deployed.function()]
    for function in functions:
        function.begin(arrived(deployed, "2026-10/_SUCCESS"))
    results = [result for function in functions for result in function.end()["results"]]
    assert [each["label"] for each in results] == ["2026-10", "2026-10"]
    assert sorted(each["warehouse"] for each in results) == ["built", "none"]
    with reelhouse.open(deployed.url) as house:
        assert violations(house) == []
        assert house.standing.as_of == "2026-10"
    manifests = [key for key in deployed.keys("lake/deliveries/2026-10") if "manifest" in key]
    assert len(manifests) == 1


def test_a_delivery_that_is_late_is_complained_of_once_and_loaded_when_it_comes(
    deployed: Deployed, tmp_path: Path
) -> None:
    function = deployed.function(REELHOUSE_TIME_ZONE="Europe/Berlin")
    # Half past midnight of November there.
    scheduled = {"look": "2026-10-31T23:30:00Z"}
    [late] = function.send(scheduled, failed=deployed.give_up)["results"]
    assert late == {"outcome": "late", "error": "LateError"}
    [notice] = deployed.notices()
    assert notice["Subject"] == "Reelhouse: a delivery is late"
    assert "the delivery of 2026-11 has not come" in notice["Message"]
    assert [each["DeliveriesLate"] for each in counts(function.lines, "late")] == [1]
    folder = NOVEMBER.write(tmp_path)
    deployed.s3.put_folder(PRIVATE, f"{deployed.inbox}2026-11", folder)
    [late] = function.send(scheduled, failed=deployed.give_up)["results"]
    [notice] = deployed.notices()
    assert "there is no credits, keywords, links, links_small" in notice["Message"]
    deployed.put("2026-11", folder)
    [come] = function.send(scheduled, failed=deployed.give_up)["results"]
    assert (come["outcome"], come["label"]) == ("loaded", "2026-11")
    assert deployed.letters() == []


def test_what_will_not_pass_is_set_aside_at_once_and_told(
    deployed: Deployed, tmp_path: Path
) -> None:
    function = deployed.function()
    deployed.s3.put(PRIVATE, f"{deployed.inbox}2026-10.zip", b"is no zip")
    event = arrived(deployed, "2026-10.zip")
    [failed] = function.send(event, failed=deployed.give_up)["results"]
    assert failed == {"outcome": "failed", "error": "DeliveryError"}
    assert [each["LoadsFailed"] for each in counts(function.lines, "failed")] == [1]
    [letter] = deployed.letters()
    assert letter["requestPayload"] == event
    assert letter["requestContext"]["condition"] == "Terminal"
    assert "is neither a folder nor a whole zip" in letter["responsePayload"]["errorMessage"]
    [notice] = deployed.notices()
    assert notice["Subject"] == "Reelhouse: a load failed"
    assert letter["responsePayload"]["errorMessage"] in notice["Message"]
    with pytest.raises(FunctionError, match="neither a folder nor a whole zip"):
        function.call({"ingest": f"s3://{PRIVATE}/{deployed.inbox}2026-10.zip"})
    assert deployed.letters() == [], "who asks in person is answered"


def test_what_may_pass_is_tried_again_and_set_aside_by_lambda_until_somebody_sends_it_once_more(
    deployed: Deployed, tmp_path: Path
) -> None:
    [nobody] = free_ports(1)
    function = deployed.function(
        AWS_MAX_ATTEMPTS="1",
        AWS_ENDPOINT_URL_SECRETS_MANAGER=f"http://127.0.0.1:{nobody}",
    )
    deployed.put("2026-10", OCTOBER.write(tmp_path))
    event = arrived(deployed, "2026-10/_SUCCESS")
    assert function.send(event, failed=deployed.give_up) is None
    assert len(counts(function.lines, "interrupted")) == ATTEMPTS
    assert counts(function.lines, "failed") == []
    assert deployed.notices() == [], "the alarm of the queue tells of it"
    [letter] = deployed.letters()
    assert letter["responsePayload"]["errorType"] == "UnreachableError"
    [done] = deployed.function().call(letter)["results"]
    assert (done["outcome"], done["label"]) == ("loaded", "2026-10")


def test_a_delivery_that_would_not_fit_is_refused_before_it_begins_with_the_way_out(
    deployed: Deployed, tmp_path: Path
) -> None:
    function = deployed.function()
    deployed.put("2026-10", OCTOBER.write(tmp_path))
    source = f"s3://{PRIVATE}/{deployed.inbox}2026-10/"
    with pytest.raises(FunctionError, match=r"Fargate.*reelhouse ingest") as refused:
        function.call({"ingest": source}, seconds=20)
    assert refused.value.kind == "TooLargeError"
    assert counts(function.lines, "stage") == []
    assert deployed.keys("lake") == []


def test_months_that_have_come_are_loaded_when_somebody_asks_for_them(
    deployed: Deployed, tmp_path: Path
) -> None:
    function = deployed.function()
    for month in (OCTOBER, NOVEMBER):
        deployed.put(month.label, month.write(tmp_path))
    results = function.call({"backfill": ["2026-11", "2026-10"]})["results"]
    assert [each["outcome"] for each in results] == ["loaded", "loaded"]
    with reelhouse.open(deployed.url) as house:
        assert house.standing.as_of == "2026-11"
        assert violations(house) == []
    with pytest.raises(FunctionError, match=r"no whole delivery 2026-09.* 2026-10, 2026-11"):
        function.call({"backfill": ["2026-09"]})


def test_a_function_that_runs_out_of_memory_publishes_nothing_and_a_larger_one_does(
    deployed: Deployed, tmp_path: Path
) -> None:
    sample.write(tmp_path / "2026-10", scale=0.01)
    deployed.put("2026-10", tmp_path / "2026-10")
    event = arrived(deployed, "2026-10/_SUCCESS")
    with bound(SMALL) as limit, closing(deployed.function(limit.enter)) as small:
        # The kernel may as well be busy fetching the program's own pages until the time is over.
        with pytest.raises(FunctionError, match=r"Runtime.ExitError|Sandbox.Timedout"):
            small.call(event, seconds=45)
        assert counts(small.lines, "begun")
        assert counts(small.lines, "loaded") == []
    assert tables(deployed.url) == {}
    assert deployed.keys("lake") == []
    with (
        bound(LEAST_MEMORY_MB << 20) as limit,
        closing(deployed.function(limit.enter)) as function,
    ):
        [done] = function.call(event)["results"]
    assert done["outcome"] == "loaded"


@pytest.mark.long
def test_a_warehouse_on_snowflake_is_loaded_in_the_same_way(
    deployed: Deployed, account: Account, tmp_path: Path
) -> None:
    url = account.create_database(f"test_{uuid4().hex}")
    parts = urlsplit(url)
    client = deployed.cloud.client("secretsmanager")
    login = {"username": parts.username, "password": parts.password}
    secret = client.create_secret(Name=uuid4().hex, SecretString=json.dumps(login))["ARN"]
    client.close()
    place = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    function = deployed.function(REELHOUSE_WAREHOUSE=place, REELHOUSE_WAREHOUSE_SECRET=secret)
    deployed.put("2026-10", OCTOBER.write(tmp_path))
    event = arrived(deployed, "2026-10/_SUCCESS")
    outcomes = [function.call(event)["results"][0]["outcome"] for _ in range(2)]
    assert outcomes == ["loaded", "known"]
    with reelhouse.open(url) as house:
        assert house.standing.as_of == "2026-10"
