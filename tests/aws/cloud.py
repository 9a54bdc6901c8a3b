"""Services of AWS on this machine, over HTTP: moto's server, in a process of its own.

It checks no signatures and runs no functions.
"""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any

from botocore.config import Config
from botocore.session import Session
from tests.ports import free_ports

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REGION = "eu-central-1"
ACCOUNT = "123456789012"
_LONGEST_SECONDS = 60


@dataclass(frozen=True)
class Cloud:
    """A server that is up."""

    port: int

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def client(self, service: str) -> Any:
        return Session().create_client(
            service,
            endpoint_url=self.endpoint,
            region_name=REGION,
            aws_access_key_id="owner",
            aws_secret_access_key="any",  # noqa: S106 - nobody checks it
            config=Config(retries={"total_max_attempts": 1}, proxies={}),
        )

    def messages(self, queue: str) -> list[str]:
        """What is in a queue, by its URL; it is taken out."""
        client, found = self.client("sqs"), []
        while got := client.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages"):
            for each in got:
                client.delete_message(QueueUrl=queue, ReceiptHandle=each["ReceiptHandle"])
                found.append(each["Body"])
        client.close()
        return found


@contextmanager
def running(folder: Path) -> Iterator[Cloud]:
    """A server that ends with the block; its log is in `folder`."""
    [port] = free_ports(1)
    with (folder / "moto.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        _wait(process, port, folder / "moto.log")
        yield Cloud(port)
    finally:
        process.kill()
        process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + _LONGEST_SECONDS
    while True:
        with suppress(OSError):
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/moto-api/data.json")
            connection.getresponse().read()
            connection.close()
            return
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"moto's server did not start\n{log.read_text()}")
        time.sleep(0.05)
