"""A function as Lambda runs it: its runtime client in a process, and the API that it asks for work.

https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.aws.cloud import ACCOUNT, REGION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

NAME = "reelhouse-load"
ARN = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{NAME}"
HANDLER = "reelhouse.aws.handler.handle"
ATTEMPTS = 3
"""Lambda calls a function twice more where it was not asked to wait for the answer."""
_LONGEST_SECONDS = 120


class FunctionError(Exception):
    """What a call ended with instead of an answer."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(f"{kind}: {message}")
        self.kind = kind


class _API(ThreadingHTTPServer):
    """The API: one call waits to be taken, and one answer to be fetched."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.calls: queue.Queue[tuple[str, bytes, float]] = queue.Queue()
        self.answers: queue.Queue[tuple[str, Any]] = queue.Queue()
        self.is_over = False


class _Asked(BaseHTTPRequestHandler):
    server: _API

    def do_GET(self) -> None:
        while not self.server.is_over:
            try:
                request, event, deadline = self.server.calls.get(timeout=0.1)
            except queue.Empty:
                continue
            self.send_response(200)
            self.send_header("Lambda-Runtime-Aws-Request-Id", request)
            self.send_header("Lambda-Runtime-Deadline-Ms", str(int(deadline * 1000)))
            self.send_header("Lambda-Runtime-Invoked-Function-Arn", ARN)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(event)))
            self.end_headers()
            self.wfile.write(event)
            return
        self.close_connection = True

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length")
        # The client sends answers in chunks, and errors in one piece.
        chunks = iter(self._chunk, b"") if length is None else [self.rfile.read(int(length))]
        body = b"".join(chunks)
        self.server.answers.put((self.path.rpartition("/")[2], json.loads(body)))
        self.send_response(202)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _chunk(self) -> bytes:
        size = int(self.rfile.readline().strip() or b"0", 16)
        chunk = self.rfile.read(size)
        self.rfile.readline()
        return chunk

    def log_message(self, *_: object) -> None:
        """Nothing is told."""


class Function:
    """A function with these variables; `limited` runs in its process before it begins."""

    def __init__(
        self, variables: Mapping[str, str], folder: Path, limited: Callable[[], None] | None
    ) -> None:
        self._api = _API()
        self._thread = Thread(target=self._api.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()
        self._variables = {
            **variables,
            "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{self._api.server_port}",
            "AWS_LAMBDA_FUNCTION_NAME": NAME,
        }
        self._log = folder / f"{uuid4().hex}.log"
        self._limited = limited
        self._process = self._start()
        self._deadline = 0.0

    def call(self, event: object, *, seconds: float = 900) -> Any:
        """The answer to a call, as to one who waits for it; FunctionError where there is none."""
        self.begin(event, seconds=seconds)
        return self.end()

    def begin(self, event: object, *, seconds: float = 900) -> None:
        """Call it, and wait for nothing."""
        if self._process.poll() is not None:
            self._process = self._start()
        self._deadline = time.time() + seconds
        self._api.calls.put((str(uuid4()), json.dumps(event).encode(), self._deadline))

    def end(self) -> Any:
        """What the call came to that was begun; it is ended at its limit of time."""
        until = time.monotonic() + _LONGEST_SECONDS
        while True:
            try:
                how, body = self._api.answers.get(timeout=0.05)
            except queue.Empty:
                assert time.monotonic() < until, f"no answer\n{self._log.read_text()}"
                if time.time() > self._deadline:
                    self._process.kill()
                    self._process.wait()
                    raise FunctionError("Sandbox.Timedout", "Task timed out") from None
                if self._process.poll() is not None and self._api.answers.empty():
                    code = self._process.returncode
                    raise FunctionError("Runtime.ExitError", f"exit {code}") from None
                continue
            if how == "response":
                return body
            raise FunctionError(body["errorType"], body["errorMessage"])

    def send(self, event: object, *, failed: Callable[[str], None]) -> Any:
        """The answer to an event that nobody waits for; None where it has failed too often.

        `failed` then takes what Lambda puts into the queue.
        """
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self.call(event)
            except FunctionError as error:
                letter = {
                    "version": "1.0",
                    "requestContext": {
                        "functionArn": ARN,
                        "condition": "RetriesExhausted",
                        "approximateInvokeCount": attempt,
                    },
                    "requestPayload": event,
                    "responsePayload": {"errorType": error.kind, "errorMessage": str(error)},
                }
        failed(json.dumps(letter))
        return None

    @property
    def lines(self) -> list[dict[str, Any]]:
        """What it has logged as JSON."""
        found = self._log.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in found if line.startswith("{")]

    @property
    def text(self) -> str:
        """All that it has written."""
        return self._log.read_text(encoding="utf-8")

    def close(self) -> None:
        """End it; it may have been ended before."""
        if self._api.is_over:
            return
        self._api.is_over = True
        self._process.kill()
        self._process.wait()
        self._api.shutdown()
        self._thread.join()
        self._api.server_close()

    def _start(self) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "awslambdaric", HANDLER],
                env=self._variables,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=self._limited,
            )


@contextmanager
def running(
    variables: Mapping[str, str], folder: Path, limited: Callable[[], None] | None = None
) -> Iterator[Function]:
    """A function that ends with the block; `folder` has its log."""
    function = Function(variables, folder, limited)
    try:
        yield function
    finally:
        function.close()
