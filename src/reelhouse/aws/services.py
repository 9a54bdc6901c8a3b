"""The services that a function speaks to besides S3: Secrets Manager, SQS, SNS and ECS."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from reelhouse.errors import MissingExtraError, UnreachableError, UsageError

_CONNECT_SECONDS = 5
_READ_SECONDS = 15
_LONGEST_SUBJECT = 100
_NO_ROOM = ("RESOURCE:", "AGENT", "Capacity is unavailable", "limit on the number of")
"""How reasons begin, or what they say, for which ECS starts no task now and may later:
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html"""


class Services:
    """Requests to them, with the credentials of the function's role.

    What goes wrong is raised as UnreachableError where the same may succeed later, else as
    UsageError. Nothing is connected before the first request.
    """

    def secret(self, arn: str) -> str:
        """The text that a secret holds, as it is now."""
        answer = self._asked("secretsmanager", "get_secret_value", arn, SecretId=arn)
        text = answer.get("SecretString")
        if text is None:
            raise UsageError(f"{arn}: the secret holds bytes; store it as text")
        return str(text)

    def send(self, queue: str, text: str) -> None:
        """Put a message into a queue, by its URL."""
        self._asked("sqs", "send_message", queue, QueueUrl=queue, MessageBody=text)

    def publish(self, topic: str, subject: str, text: str) -> None:
        """Send a message to all who have subscribed to a topic."""
        subject = subject[:_LONGEST_SUBJECT]
        self._asked("sns", "publish", topic, TopicArn=topic, Subject=subject, Message=text)

    def run_task(self, definition: str, **parameters: Any) -> str:
        """Start a task of ECS, as its `RunTask` has it; gives the task's ARN."""
        answer = self._asked("ecs", "run_task", definition, taskDefinition=definition, **parameters)
        if tasks := answer.get("tasks"):
            return str(tasks[0]["taskArn"])
        reasons = [
            " ".join(filter(None, (each.get("reason"), each.get("detail"))))
            for each in answer.get("failures", ())
        ]
        said = f"{definition}: ECS starts no task: {'; '.join(reasons) or 'it gives no reason'}"
        if any(known in reason for reason in reasons for known in _NO_ROOM):
            raise UnreachableError(f"{said}; it may have room later")
        raise UsageError(f"{said}; correct the task's definition or its place")

    def _asked(self, service: str, method: str, what: str, **parameters: Any) -> Any:
        try:
            from botocore.config import Config
            from botocore.exceptions import BotoCoreError, ClientError
        except ImportError as error:
            raise MissingExtraError(
                "a function of AWS needs its packages: pip install 'reelhouse[aws]'"
            ) from error
        from reelhouse.storage.failures import is_passing

        bounds = Config(connect_timeout=_CONNECT_SECONDS, read_timeout=_READ_SECONDS)
        try:
            client = self._session.create_client(service, config=bounds)
            try:
                return getattr(client, method)(**parameters)
            finally:
                client.close()
        except (BotoCoreError, ClientError) as error:
            if is_passing(error):
                raise UnreachableError(f"{what}: cannot be reached now: {error}") from error
            raise UsageError(
                f"{what}: {error}; check that it exists, and that the function's role may ask for "
                "it"
            ) from error

    @cached_property
    def _session(self) -> Any:
        from botocore.session import Session

        return Session()
