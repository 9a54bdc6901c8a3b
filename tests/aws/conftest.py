from __future__ import annotations

import json
import os
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from uuid import uuid4

import pytest
from tests.aws import cloud as moto
from tests.aws import ecs, function
from tests.aws.cloud import REGION
from tests.aws.ecs import Tasks
from tests.s3server import OWNER_SECRET, PRIVATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.aws.cloud import Cloud
    from tests.aws.function import Function
    from tests.s3server import Server


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    """Services of AWS but for S3, one server a worker; each test uses names of its own."""
    with moto.running(tmp_path_factory.mktemp("moto")) as server:
        yield server


@pytest.fixture(scope="session")
def subnet(cloud: Cloud) -> str:
    """Where tasks can be."""
    return ecs.a_subnet(cloud)


@pytest.fixture
def tasks(cloud: Cloud, subnet: str) -> Iterator[Tasks]:
    """A cluster of ECS in which tasks can be started, and none was yet."""
    with ecs.running(cloud) as server:
        made = Tasks(cloud, server, subnet)
        yield made
        made.close()


@dataclass
class Deployed:
    """What a function works with, and the functions that were started over it."""

    variables: dict[str, str]
    url: str
    prefix: str
    s3: Server
    cloud: Cloud
    folder: Path
    dead_letters: str
    told: str
    stack: ExitStack = field(default_factory=ExitStack)

    @property
    def inbox(self) -> str:
        return f"{self.prefix}/deliveries/"

    def function(self, limited: Callable[[], None] | None = None, **more: str) -> Function:
        variables = self.variables | more
        return self.stack.enter_context(function.running(variables, self.folder, limited))

    def put(self, name: str, folder: Path) -> None:
        """A delivery comes file by file, and the marker last."""
        self.s3.put_folder(PRIVATE, f"{self.inbox}{name}", folder)
        self.s3.put(PRIVATE, f"{self.inbox}{name}/_SUCCESS", b"")

    def keys(self, below: str) -> list[str]:
        found = self.s3.client.list_objects_v2(Bucket=PRIVATE, Prefix=f"{self.prefix}/{below}")
        return [each["Key"] for each in found.get("Contents", ())]

    def letters(self) -> list[dict[str, Any]]:
        return [json.loads(each) for each in self.cloud.messages(self.dead_letters)]

    def notices(self) -> list[dict[str, Any]]:
        return [json.loads(each) for each in self.cloud.messages(self.told)]

    def give_up(self, letter: str) -> None:
        """What Lambda does with an event in the end."""
        client = self.cloud.client("sqs")
        client.send_message(QueueUrl=self.dead_letters, MessageBody=letter)
        client.close()


@pytest.fixture
def deployed(
    cloud: Cloud, s3_server: Server, pgdatabase: str, tmp_path: Path
) -> Iterator[Deployed]:
    """A place on S3, an empty database with its login in a secret, a queue and a topic."""
    name = uuid4().hex
    parts = urlsplit(pgdatabase)
    login = {"username": unquote(parts.username or ""), "password": unquote(parts.password or "")}
    sqs, sns, secrets = (cloud.client(each) for each in ("sqs", "sns", "secretsmanager"))
    dead_letters = sqs.create_queue(QueueName=f"dead-{name}")["QueueUrl"]
    told = sqs.create_queue(QueueName=f"told-{name}")["QueueUrl"]
    topic = sns.create_topic(Name=f"notices-{name}")["TopicArn"]
    attributes = sqs.get_queue_attributes(QueueUrl=told, AttributeNames=["QueueArn"])
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=attributes["Attributes"]["QueueArn"])
    secret = secrets.create_secret(Name=f"login-{name}", SecretString=json.dumps(login))
    for client in (sqs, sns, secrets):
        client.close()
    prefix = f"functions/{name}"
    (tmp_path / "disk").mkdir()
    variables = {
        "PATH": os.environ["PATH"],
        "TMPDIR": str(tmp_path / "disk"),
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "owner",
        "AWS_SECRET_ACCESS_KEY": OWNER_SECRET,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL": cloud.endpoint,
        "AWS_ENDPOINT_URL_S3": s3_server.endpoint,
        "NO_PROXY": "127.0.0.1",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "3538",
        "REELHOUSE_LAKE": f"s3://{PRIVATE}/{prefix}/lake",
        "REELHOUSE_INBOX": f"s3://{PRIVATE}/{prefix}/deliveries/",
        "REELHOUSE_WAREHOUSE": parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl(),
        "REELHOUSE_WAREHOUSE_SECRET": secret["ARN"],
        "REELHOUSE_DEAD_LETTERS": dead_letters,
        "REELHOUSE_NOTICES": topic,
    }
    with ExitStack() as stack:
        yield Deployed(
            variables, pgdatabase, prefix, s3_server, cloud, tmp_path, dead_letters, told, stack
        )
