"""What the services answer is told as what passes and what does not."""

from __future__ import annotations

import pytest
from tests.aws.cloud import ACCOUNT, REGION, Cloud
from tests.ports import free_ports

from reelhouse.aws.services import Services
from reelhouse.errors import UnreachableError, UsageError

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


def test_a_service_that_is_away_may_be_back_later(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    [nobody] = free_ports(1)
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{nobody}")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with pytest.raises(UnreachableError, match="cannot be reached now"):
        services.secret(ABSENT)
