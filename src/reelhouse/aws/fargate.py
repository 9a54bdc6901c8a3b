"""A task of ECS on Fargate, to which a delivery is handed over that is too large for a function."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from reelhouse.aws.letter import Letter
from reelhouse.source.remote import objects

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reelhouse.aws.environment import Environment, TaskPlace
    from reelhouse.aws.log import Log
    from reelhouse.aws.services import Services
    from reelhouse.settings import S3Settings

CONTAINER = "reelhouse"
"""The container of the task's definition, which `reelhouse.aws.task` is started in."""


class Fargate:
    """Starts tasks at a `place`, in the name of the function that `arn` names.

    `asked` is what a call is known by that somebody has made in person, empty for others: who asks
    in person gets a task of his own. Of all other calls, those about the same content come to the
    same task: events come twice, and of a delivery in several files there are several. ECS knows
    that for a day or so. After that a second task would find that there is nothing left to do.
    """

    def __init__(
        self, place: TaskPlace, s3: S3Settings, services: Services, log: Log, arn: str, asked: str
    ) -> None:
        self._place = place
        self._s3 = s3
        self._services = services
        self._log = log
        self._arn = arn
        self._asked = asked

    @classmethod
    def of(
        cls, environment: Environment, services: Services, log: Log, arn: str, asked: str
    ) -> Self | None:
        """As the environment says; None where it names no task."""
        if environment.task is None:
            return None
        return cls(environment.task, environment.settings.s3, services, log, arn, asked)

    def hand_over(
        self, source: str, label: str | None, terms: Mapping[str, Any], reason: str
    ) -> dict[str, Any]:
        """Have a task load a delivery on S3; gives what became of it, as JSON has it.

        `reason` is why it is not loaded here. Raises UnreachableError where there is no room for
        the task now, UsageError where ECS refuses it.
        """
        drop = {} if label is None else {"drop": label}
        letter = Letter({"ingest": source, **drop, **terms}, self._arn, "")
        token = self._token(source, letter)
        # What the task logs is found by this, and a task that is asked for again is the same.
        order = replace(letter, request=token).order()
        task = self._services.run_task(
            self._place.definition, **self._parameters(order), clientToken=token
        )
        said = {"outcome": "handed over", "label": label, "source": source, "task": task}
        told = {**said, "order": token, "reason": reason}
        self._log.measure("handed over", {"LoadsHandedOver": 1}, told)
        return {**said, "reason": reason}

    def _parameters(self, order: str) -> dict[str, Any]:
        place = self._place
        network = {
            "subnets": list(place.subnets),
            "securityGroups": list(place.security_groups),
            "assignPublicIp": "ENABLED" if place.has_public_address else "DISABLED",
        }
        return {
            "cluster": place.cluster,
            "launchType": "FARGATE",
            "networkConfiguration": {"awsvpcConfiguration": network},
            "overrides": {"containerOverrides": [{"name": CONTAINER, "command": [order]}]},
        }

    def _token(self, source: str, letter: Letter) -> str:
        """One for each content, order and place: ECS refuses a token for another request."""
        content = [(str(each.address), each.etag) for each in objects(source, self._s3)]
        said = [
            self._asked,
            content,
            self._place.definition,
            self._parameters(letter.order()),
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()
