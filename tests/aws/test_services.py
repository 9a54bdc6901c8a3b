"""What the services answer is told as what passes and what does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.aws.cloud import ACCOUNT, REGION, Cloud
from tests.ports import free_ports

from reelhouse.aws.services import Services
from reelhouse.errors import ReelhouseError, UnreachableError, UsageError

if TYPE_CHECKING:
    from tests.aws.ecs import Tasks

ABSENT = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:absent-a1b2c3"

pytestmark = pytest.mark.usefixtures("owner")


@pytest.fixture
def services(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> Services:
    monkeypatch.setenv("AWS_ENDPOINT_URL", cloud.endpoint)
    monkeypatch.setenv("AWS_REGION", REGION)
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    return Services()


def test_a_secret_that_is_not_there_is_told_with_its_name(services: Services) -> None:
    with pytest.raises(UsageError, match=f"{ABSENT}.*ResourceNotFound.*role may ask"):
        services.secret(ABSENT)


def test_a_secret_of_bytes_is_refused(services: Services, cloud: Cloud) -> None:
    client = cloud.client("secretsmanager")
    arn = client.create_secret(Name="bytes", SecretBinary=b"x")["ARN"]
    client.close()
    with pytest.raises(UsageError, match="store it as text"):
        services.secret(arn)


def test_a_subject_is_cut_to_what_is_allowed(services: Services, cloud: Cloud) -> None:
    client = cloud.client("sns")
    arn = client.create_topic(Name="cut")["TopicArn"]
    client.close()
    services.publish(arn, "x" * 300, "text")


def run_task(services: Services, tasks: Tasks, **more: str) -> str:
    place = tasks.variables
    subnets = {"subnets": [place["REELHOUSE_TASK_SUBNETS"]], "securityGroups": []}
    return services.run_task(
        more.get("definition") or place["REELHOUSE_TASK_DEFINITION"],
        cluster=tasks.cluster,
        launchType="FARGATE",
        networkConfiguration={"awsvpcConfiguration": subnets},
        clientToken="token-1",
    )


@pytest.fixture
def with_tasks(
    services: Services, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> tuple[Services, Tasks]:
    monkeypatch.setenv("AWS_ENDPOINT_URL_ECS", tasks.ecs.endpoint)
    return services, tasks


def test_a_task_that_is_started_is_known_by_its_arn(with_tasks: tuple[Services, Tasks]) -> None:
    services, tasks = with_tasks
    arn = run_task(services, tasks)
    assert [each["taskArn"] for each in tasks.started()] == [arn]


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("RESOURCE:MEMORY", UnreachableError),
        ("Capacity is unavailable at this time. Please try again later", UnreachableError),
        ("You've reached the limit on the number of vCPUs you can run", UnreachableError),
        ("ATTRIBUTE", UsageError),
        ("MISSING", UsageError),
    ],
)
def test_where_there_is_no_room_there_may_be_later_and_all_else_has_to_be_corrected(
    with_tasks: tuple[Services, Tasks], reason: str, kind: type[ReelhouseError]
) -> None:
    services, tasks = with_tasks
    tasks.ecs.failures = [{"arn": "x", "reason": reason, "detail": "of zone a"}]
    with pytest.raises(ReelhouseError, match=f"ECS starts no task: {reason} of zone a") as failed:
        run_task(services, tasks)
    assert type(failed.value) is kind
    assert tasks.started() == []


def test_a_task_without_a_definition_is_told_with_its_name(
    with_tasks: tuple[Services, Tasks],
) -> None:
    with pytest.raises(UsageError, match=r"absent:1.*role may ask"):
        run_task(*with_tasks, definition="absent:1")


def test_a_service_that_is_away_may_be_back_later(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    [nobody] = free_ports(1)
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{nobody}")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with pytest.raises(UnreachableError, match="cannot be reached now"):
        services.secret(ABSENT)
