"""A real S3 server on this machine: SeaweedFS, over HTTP, with signatures.

Two buckets are there: `public`, which everybody may read, and `private`. The credentials `owner`
may do everything; `guest` may do what everybody may.
"""

from __future__ import annotations

import ctypes
import json
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session
from tests.ports import free_ports

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = Path(sys.executable).with_name("weed")
PUBLIC, PRIVATE = "public", "private"
OWNER_SECRET = "owner-secret"  # noqa: S105 - of a server that lives as long as the tests
IDENTITIES = {
    "identities": [
        {"name": "anonymous", "actions": [f"Read:{PUBLIC}", f"List:{PUBLIC}"]},
        {
            "name": "owner",
            "credentials": [{"accessKey": "owner", "secretKey": OWNER_SECRET}],
            "actions": ["Admin", "Read", "Write", "List"],
        },
        {
            "name": "guest",
            "credentials": [{"accessKey": "guest", "secretKey": "guest-secret"}],
            "actions": [f"Read:{PUBLIC}", f"List:{PUBLIC}"],
        },
    ]
}
_PARTS = ("master", "volume", "filer", "s3", "admin")
_LONGEST_SECONDS = 30
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Server:
    """A server that is up; `client` is the owner's, to look at it from outside the product."""

    port: int
    client: Any

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def put(self, bucket: str, key: str, data: bytes | Path) -> None:
        if isinstance(data, bytes):
            self.client.put_object(Bucket=bucket, Key=key, Body=data)
            return
        with data.open("rb") as stream:
            self.client.put_object(Bucket=bucket, Key=key, Body=stream)

    def put_folder(self, bucket: str, prefix: str, folder: Path) -> None:
        for path in sorted(folder.iterdir()):
            self.put(bucket, f"{prefix}/{path.name}", path)

    def get(self, bucket: str, key: str) -> bytes:
        data: bytes = self.client.get_object(Bucket=bucket, Key=key)["Body"].read()
        return data


@contextmanager
def running() -> Iterator[Server]:
    """A server with its data in a folder of its own, which ends with the block or the process."""
    # Its sockets lie in that folder, and the name of a socket must be short.
    folder = Path(tempfile.mkdtemp(prefix="s3-"))
    ports = free_ports(2 * len(_PARTS))
    http = dict(zip(_PARTS, ports, strict=False))
    grpc = dict(zip(reversed(_PARTS), reversed(ports), strict=False))
    (folder / "identities.json").write_text(json.dumps(IDENTITIES), encoding="utf-8")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [
                *(PROGRAM, "-logtostderr=true", "mini", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"),
                *(f"-dir={folder}", f"-s3.config={folder / 'identities.json'}"),
                *(f"-{part}.port={port}" for part, port in http.items()),
                *(f"-{part}.port.grpc={port}" for part, port in grpc.items()),
                *(f"-{part}.localSocket={folder / part}.sock" for part in ("filer", "s3")),
                *("-s3.port.iceberg=0", "-s3.port.lance=0", "-webdav=false", "-admin.ui=false"),
                *("-s3.iam=false", "-volume.max=50", "-master.telemetry=false"),
            ],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=_end_with_parent,
        )
    try:
        client = _client(http["s3"])
        _wait(process, client, folder / "log")
        yield Server(http["s3"], client)
        client.close()
    finally:
        process.kill()  # asked kindly, it takes half a minute
        process.wait()
        shutil.rmtree(folder)
        for part, port in grpc.items():
            Path(f"/tmp/seaweedfs-{part}-grpc-{port}.sock").unlink(missing_ok=True)  # noqa: S108


def _client(port: int) -> Any:
    return Session().create_client(
        "s3",
        endpoint_url=f"http://127.0.0.1:{port}",
        region_name="us-east-1",
        aws_access_key_id="owner",
        aws_secret_access_key=OWNER_SECRET,
        config=Config(retries={"total_max_attempts": 1}, proxies={}),
    )


def _wait(process: subprocess.Popen[bytes], client: Any, log: Path) -> None:
    """Until both buckets are there and can be written to."""
    until = time.monotonic() + _LONGEST_SECONDS
    missing = [PUBLIC, PRIVATE]
    while missing:
        try:
            known = {bucket["Name"] for bucket in client.list_buckets()["Buckets"]}
            if missing[0] not in known:
                client.create_bucket(Bucket=missing[0])
            client.put_object(Bucket=missing[0], Key="ready", Body=b"yes")
            client.delete_object(Bucket=missing[0], Key="ready")
            del missing[0]
        except (BotoCoreError, ClientError) as error:
            if process.poll() is not None or time.monotonic() > until:
                text = f"the S3 server did not start: {error}\n{log.read_text()}"
                raise RuntimeError(text) from error
            time.sleep(0.02)


def _end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
