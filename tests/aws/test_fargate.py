"""What is too large for a function is loaded by a task that it starts, once for each content."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from uuid import uuid4

import psycopg
import pytest
from tests.aws.ecs import described
from tests.aws.function import ARN, NAME
from tests.aws.template import resources
from tests.lake.months import Month
from tests.s3server import PRIVATE
from tests.states import tables, violations

import reelhouse
from reelhouse import sample
from reelhouse.aws.environment import TaskPlace
from reelhouse.aws.fargate import CONTAINER, Fargate
from reelhouse.aws.letter import Letter
from reelhouse.aws.log import Log
from reelhouse.aws.services import Services
from reelhouse.settings import S3Settings
from reelhouse.warehouse.postgres.lock import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.aws.conftest import Deployed
    from tests.aws.ecs import Tasks
    from tests.s3server import Server

FILMS = {1: {"popularity": "1.5", "budget": 0}, 2: {"popularity": "2.25", "budget": 5000}}
OCTOBER = Month("2026-10", "snapshot", FILMS, {1: frozenset([70])}, {(1, 11): ("0.5", 900_000_000)})
TOO_SHORT = 20
"""Seconds of a call: 30 are needed beside the load."""


def arrived(deployed: Deployed, key: str) -> dict[str, Any]:
    """As EventBridge sends it."""
    detail = {"bucket": {"name": PRIVATE}, "object": {"key": f"{deployed.inbox}{key}"}}
    return {"source": "aws.s3", "detail-type": "Object Created", "detail": detail}


def command(task: dict[str, Any]) -> list[str]:
    """What runs in the container: the template's entry point, and what the function has said."""
    [definition] = resources("AWS::ECS::TaskDefinition").values()
    [container] = definition["Properties"]["ContainerDefinitions"]
    [override] = task["overrides"]["containerOverrides"]
    assert container["Name"] == override["name"] == CONTAINER
    python, *entry = container["EntryPoint"]
    assert python == "python"
    return [sys.executable, *entry, *override["command"]]


@contextmanager
def begun(deployed: Deployed, words: list[str], **more: str) -> Iterator[subprocess.Popen[str]]:
    """A process as the container has it; it has no variables of the function's."""
    variables = {
        name: value
        for name, value in {**deployed.variables, **more}.items()
        if not name.startswith("AWS_LAMBDA")
    }
    process = subprocess.Popen(
        words,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def done(deployed: Deployed, words: list[str], **more: str) -> tuple[int, list[dict[str, Any]]]:
    """Exit code and lines of a task; nothing else is told, and the password nowhere."""
    with begun(deployed, words, **more) as process:
        said, complaints = process.communicate(timeout=120)
    assert complaints == ""
    assert unquote(urlsplit(deployed.url).password or "?") not in said
    return process.returncode, [json.loads(line) for line in said.splitlines()]


def events_of(lines: list[dict[str, Any]]) -> list[str]:
    return [line["event"] for line in lines if line["event"] not in ("stage", "told")]


def test_what_is_too_large_for_the_function_is_loaded_by_a_task_once_for_both_its_events(
    deployed: Deployed, tasks: Tasks, tmp_path: Path
) -> None:
    deployed.put("2026-10", OCTOBER.write(tmp_path))
    function = deployed.function(**tasks.variables)
    event = arrived(deployed, "2026-10/_SUCCESS")
    results = [function.call(event, seconds=TOO_SHORT)["results"][0] for _ in range(2)]
    assert [each["task"] for each in results] == [results[0]["task"]] * 2
    assert (results[0]["outcome"], results[0]["label"]) == ("handed over", "2026-10")
    assert "for which this function would need 30 seconds" in results[0]["reason"]
    [task] = tasks.started()
    assert task["taskArn"] == results[0]["task"]
    assert task["launchType"] == "FARGATE"
    told = [line for line in function.lines if line["event"] == "handed over"]
    assert [line["LoadsHandedOver"] for line in told] == [1, 1]
    assert deployed.keys("lake") == []
    code, lines = done(deployed, command(task))
    assert (code, events_of(lines)) == (0, ["begun", "loaded"])
    assert {line["requestId"] for line in lines} == {told[0]["order"]}
    assert (lines[-1]["Function"], lines[-1]["LoadsDone"]) == (NAME, 1)
    with reelhouse.open(deployed.url) as house:
        assert house.standing.as_of == "2026-10"
        assert violations(house) == []
    assert list((tmp_path / "disk").iterdir()) == []
    [again] = function.call({"requestPayload": event}, seconds=TOO_SHORT)["results"]
    assert again["task"] != results[0]["task"], "who sends a letter gets a task of his own"


class Started(Services):
    """Keeps what ECS would be asked for."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []

    def run_task(self, definition: str, **parameters: Any) -> str:
        self.requests.append({"taskDefinition": definition, **parameters})
        return f"task-{len(self.requests)}"


PLACE = TaskPlace("films", "load:1", ("subnet-1", "subnet-2"), ("sg-1",), has_public_address=True)


@pytest.mark.usefixtures("owner")
def test_a_token_is_that_of_the_content_of_the_order_and_of_who_asks_in_person(
    s3_server: Server, tmp_path: Path
) -> None:
    below, services = f"tokens/{uuid4().hex}", Started()
    s3_server.put_folder(PRIVATE, f"{below}/2026-10", OCTOBER.write(tmp_path))
    s3_server.put(PRIVATE, f"{below}/2026-10.zip", b"a zip")

    def token(name: str, place: TaskPlace = PLACE, asked: str = "", **terms: Any) -> str:
        log = Log(io.StringIO(), NAME, uuid4().hex)
        fargate = Fargate(place, S3Settings(s3_server.endpoint), services, log, ARN, asked)
        fargate.hand_over(f"s3://{PRIVATE}/{below}/{name}", "2026-10", terms, "too large")
        return str(services.requests[-1]["clientToken"])

    first = token("2026-10/")
    s3_server.put(PRIVATE, f"{below}/2026-10/_SUCCESS", b"")
    assert token("2026-10/") == first
    assert services.requests[0] == services.requests[1], "ECS refuses a token for another request"
    others = [
        token("2026-10/", asked="request-1"),
        token("2026-10/", asked="request-2"),
        token("2026-10/", mode="delta"),
        token("2026-10/", replace(PLACE, definition="load:2")),
        token("2026-10.zip"),
    ]
    for key in ("2026-10/links.csv", "2026-10.zip"):
        s3_server.put(PRIVATE, f"{below}/{key}", b"other content")
        others.append(token(key.partition("/")[0] + ("" if "zip" in key else "/")))
    assert len({first, *others}) == 1 + len(others)
    assert all(len(each) <= 64 for each in (first, *others))


@pytest.mark.usefixtures("owner")
def test_a_task_is_asked_for_where_it_is_to_be(s3_server: Server) -> None:
    key, services = f"tokens/{uuid4().hex}.zip", Started()
    s3_server.put(PRIVATE, key, b"a zip")
    log = Log(io.StringIO(), NAME, "request-1")
    fargate = Fargate(PLACE, S3Settings(s3_server.endpoint), services, log, ARN, "")
    answer = fargate.hand_over(f"s3://{PRIVATE}/{key}", None, {}, "too large")
    assert (answer["outcome"], answer["task"]) == ("handed over", "task-1")
    [asked] = services.requests
    assert (asked["cluster"], asked["launchType"]) == ("films", "FARGATE")
    assert asked["networkConfiguration"]["awsvpcConfiguration"] == {
        "subnets": ["subnet-1", "subnet-2"],
        "securityGroups": ["sg-1"],
        "assignPublicIp": "ENABLED",
    }
    [override] = asked["overrides"]["containerOverrides"]
    [order] = override["command"]
    found = Letter.read(order, "")
    assert found == Letter({"ingest": f"s3://{PRIVATE}/{key}"}, ARN, asked["clientToken"])


# ------------------------------------------------------------- what the task does


def ordered(deployed: Deployed, key: str) -> list[str]:
    """The command of a task for what lies in the inbox."""
    event = {"ingest": f"s3://{PRIVATE}/{deployed.inbox}{key}", "drop": "2026-10"}
    context = {"requestId": "order-1", "functionArn": ARN}
    order = json.dumps({"requestContext": context, "requestPayload": event})
    return [sys.executable, "-m", "reelhouse.aws.task", order]


def test_what_a_task_cannot_load_is_set_aside_and_told_as_by_the_function(
    deployed: Deployed, tasks: Tasks
) -> None:
    deployed.s3.put(PRIVATE, f"{deployed.inbox}2026-10.zip", b"is no zip")
    code, lines = done(deployed, ordered(deployed, "2026-10.zip"), **tasks.variables)
    assert (code, events_of(lines)) == (3, ["failed"])
    assert (lines[0]["LoadsFailed"], lines[0]["Function"]) == (1, NAME)
    [letter] = deployed.letters()
    source = f"s3://{PRIVATE}/{deployed.inbox}2026-10.zip"
    assert letter["requestPayload"] == {"ingest": source, "drop": "2026-10"}
    context = letter["requestContext"]
    assert (context["condition"], context["requestId"]) == ("Terminal", "order-1")
    assert context["functionArn"] == ARN
    assert "is neither a folder nor a whole zip" in letter["responsePayload"]["errorMessage"]
    [notice] = deployed.notices()
    assert notice["Subject"] == "Reelhouse: a load failed"


def test_a_task_that_has_too_little_itself_hands_nothing_over(
    deployed: Deployed, tasks: Tasks, tmp_path: Path
) -> None:
    deployed.put("2026-10", OCTOBER.write(tmp_path))
    with described(json.dumps({"Limits": {"Memory": 1024}})) as address:
        code, lines = done(
            deployed,
            ordered(deployed, "2026-10/"),
            **tasks.variables,
            ECS_CONTAINER_METADATA_URI_V4=address,
        )
    assert (code, events_of(lines)) == (3, ["failed"])
    assert lines[0]["error"] == "TooLargeError"
    assert "this task would need 2,048 MB of memory, of which it has 1,024" in lines[0]["message"]
    assert tasks.started() == []


def test_a_task_that_is_stopped_lets_go_of_everything_and_keeps_its_order_for_later(
    deployed: Deployed, tmp_path: Path
) -> None:
    deployed.put("2026-10", OCTOBER.write(tmp_path))
    with psycopg.connect(deployed.url) as another:
        another.execute("select pg_advisory_lock(%s)", [KEY])
        with begun(deployed, ordered(deployed, "2026-10/")) as process:
            lines = []
            assert process.stdout is not None
            for line in process.stdout:
                lines.append(json.loads(line))
                if lines[-1]["event"] == "told":
                    break
            assert "waiting up to 3600 seconds" in lines[-1]["message"]
            process.send_signal(signal.SIGTERM)
            lines += map(json.loads, process.stdout)
            assert process.wait(timeout=60) == 130
    assert lines[-1]["event"] == "interrupted"
    assert list((tmp_path / "disk").iterdir()) == []
    assert tables(deployed.url) == {}
    [letter] = deployed.letters()
    assert letter["requestContext"]["condition"] == "RetriesExhausted"
    assert letter["requestPayload"]["drop"] == "2026-10"


@pytest.mark.long
@pytest.mark.parametrize("seconds", [0.0, 0.5, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0])
def test_at_whatever_moment_it_is_stopped_a_task_ends_soon_and_in_order(
    deployed: Deployed, tmp_path: Path, seconds: float
) -> None:
    sample.write(tmp_path / "2026-10", scale=0.03)
    deployed.put("2026-10", tmp_path / "2026-10")
    with begun(deployed, ordered(deployed, "2026-10/")) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["event"] == "begun"
        time.sleep(seconds)
        process.send_signal(signal.SIGTERM)
        # Libraries may complain of what is taken from them.
        said, _ = process.communicate(timeout=30)
    last = json.loads(said.splitlines()[-1])["event"]
    assert (process.returncode, last) in ((130, "interrupted"), (0, "loaded"))
    assert len(deployed.letters()) == (process.returncode == 130)
    assert list((tmp_path / "disk").iterdir()) == []
