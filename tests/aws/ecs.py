"""ECS as moto has it, with what it leaves out: tokens of clients, and tasks without room.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ECS_Idempotency.html
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.aws.cloud import Cloud

CONTAINER = "reelhouse"


class Ecs(ThreadingHTTPServer):
    """A server before moto's; `failures` are what it answers instead, while there are any."""

    def __init__(self, cloud: Cloud) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.cloud = cloud
        self.failures: list[dict[str, str]] = []
        self.requests: list[dict[str, Any]] = []
        self.known: dict[str, tuple[dict[str, Any], bytes]] = {}

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def answer(self, asked: dict[str, Any], body: bytes, headers: dict[str, str]) -> Any:
        """Status and body for a `RunTask`: a token that is known starts nothing."""
        self.requests.append(asked)
        if self.failures:
            return 200, json.dumps({"tasks": [], "failures": self.failures}).encode()
        token = asked["clientToken"]
        if token in self.known:
            before, answered = self.known[token]
            if before == asked:
                return 200, answered
            return 400, json.dumps({"__type": "ConflictException"}).encode()
        connection = HTTPConnection("127.0.0.1", self.cloud.port, timeout=60)
        connection.request("POST", "/", body, headers)
        response = connection.getresponse()
        answered = response.read()
        connection.close()
        if response.status == 200:
            self.known[token] = (asked, answered)
        return response.status, answered


class _Asked(BaseHTTPRequestHandler):
    server: Ecs

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {k: v for k, v in self.headers.items() if k.lower() != "host"}
        assert self.headers["X-Amz-Target"].endswith(".RunTask"), "nothing else is asked of it"
        status, answered = self.server.answer(json.loads(body), body, headers)
        self.send_response(status)
        self.send_header("Content-Type", "application/x-amz-json-1.1")
        self.send_header("Content-Length", str(len(answered)))
        self.end_headers()
        self.wfile.write(answered)

    def log_message(self, *_: object) -> None:
        """Nothing is told."""


@contextmanager
def running(cloud: Cloud) -> Iterator[Ecs]:
    """A server that ends with the block."""
    server = Ecs(cloud)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def a_subnet(cloud: Cloud) -> str:
    """One of those that every account has."""
    ec2 = cloud.client("ec2")
    found = ec2.describe_subnets()["Subnets"][0]["SubnetId"]
    ec2.close()
    return str(found)


class Tasks:
    """A cluster with a definition of a task, by names of their own, and the tasks in it."""

    def __init__(self, cloud: Cloud, ecs: Ecs, subnet: str) -> None:
        self.ecs = ecs
        self._client = cloud.client("ecs")
        name = uuid4().hex
        self.cluster = self._client.create_cluster(clusterName=name)["cluster"]["clusterArn"]
        definition = self._client.register_task_definition(
            family=name,
            requiresCompatibilities=["FARGATE"],
            networkMode="awsvpc",
            cpu="2048",
            memory="8192",
            # moto asks for the memory of the container, which Fargate does not need.
            containerDefinitions=[{"name": CONTAINER, "image": "reelhouse:0.1.0", "memory": 8192}],
        )["taskDefinition"]["taskDefinitionArn"]
        self.variables = {
            "AWS_ENDPOINT_URL_ECS": ecs.endpoint,
            "REELHOUSE_TASK_CLUSTER": self.cluster,
            "REELHOUSE_TASK_DEFINITION": definition,
            "REELHOUSE_TASK_SUBNETS": subnet,
        }

    def started(self) -> list[dict[str, Any]]:
        """The tasks that were started, as ECS describes them."""
        found = self._client.list_tasks(cluster=self.cluster)["taskArns"]
        if not found:
            return []
        tasks = self._client.describe_tasks(cluster=self.cluster, tasks=found)["tasks"]
        return [dict(each) for each in tasks]

    def close(self) -> None:
        self._client.close()


@contextmanager
def described(text: str) -> Iterator[str]:
    """An address as a container is told it, below which `task` has this text."""

    class Asked(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/v4/1/task" else 404)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Asked) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/v4/1"
        server.shutdown()
        thread.join()
