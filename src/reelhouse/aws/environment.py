"""What a function is told by its variables, beside what every command of Reelhouse is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from reelhouse.errors import UsageError
from reelhouse.settings import LAKE_VARIABLE, is_yes, resolve
from reelhouse.storage import Address, is_on_s3

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reelhouse.settings import Settings

INBOX_VARIABLE = "REELHOUSE_INBOX"
SECRET_VARIABLE = "REELHOUSE_WAREHOUSE_SECRET"  # noqa: S105 - the name of a variable
ZONE_VARIABLE = "REELHOUSE_TIME_ZONE"
BEHIND_VARIABLE = "REELHOUSE_MONTHS_BEHIND"
REJECT_RATE_VARIABLE = "REELHOUSE_MAX_REJECT_RATE"
DEAD_LETTERS_VARIABLE = "REELHOUSE_DEAD_LETTERS"
NOTICES_VARIABLE = "REELHOUSE_NOTICES"
CLUSTER_VARIABLE = "REELHOUSE_TASK_CLUSTER"
DEFINITION_VARIABLE = "REELHOUSE_TASK_DEFINITION"
SUBNETS_VARIABLE = "REELHOUSE_TASK_SUBNETS"
GROUPS_VARIABLE = "REELHOUSE_TASK_SECURITY_GROUPS"
PUBLIC_ADDRESS_VARIABLE = "REELHOUSE_TASK_PUBLIC_ADDRESS"
_MEMORY_VARIABLE = "AWS_LAMBDA_FUNCTION_MEMORY_SIZE"

_MOST_MONTHS_BEHIND = 12


@dataclass(frozen=True)
class TaskPlace:
    """Where a task on Fargate runs: cluster and definition of ECS, subnets, security groups."""

    cluster: str
    definition: str
    subnets: tuple[str, ...]
    security_groups: tuple[str, ...]
    has_public_address: bool

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> Self | None:
        """What these variables say; None where they say nothing, UsageError where too little."""
        needed = (CLUSTER_VARIABLE, DEFINITION_VARIABLE, SUBNETS_VARIABLE)
        missing = [name for name in needed if not variables.get(name)]
        if len(missing) == len(needed):
            return None
        if missing:
            raise UsageError(
                f"{missing[0]} is not set: a task on Fargate needs {', '.join(needed)}, or none of "
                "them"
            )
        return cls(
            cluster=variables[CLUSTER_VARIABLE],
            definition=variables[DEFINITION_VARIABLE],
            subnets=_listed(variables[SUBNETS_VARIABLE]),
            security_groups=_listed(variables.get(GROUPS_VARIABLE) or ""),
            has_public_address=is_yes(variables, PUBLIC_ADDRESS_VARIABLE),
        )


@dataclass(frozen=True)
class Environment:
    """What is set: where things are, whom to tell, and what the function has.

    `inbox` is the prefix to which deliveries come. `secret` is the ARN of the warehouse's login,
    `dead_letters` the URL of a queue and `notices` the ARN of a topic, each None where there is
    none. `months_behind` is how old a month's delivery is when it comes. `task` is where
    deliveries are handed over to that are too large, None where they are refused. `memory_mb` is
    None outside Lambda.
    """

    settings: Settings
    inbox: Address
    secret: str | None
    zone: ZoneInfo
    months_behind: int
    max_reject_rate: str
    dead_letters: str | None
    notices: str | None
    task: TaskPlace | None
    memory_mb: int | None

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> Self:
        """What these variables say; UsageError where one is missing or cannot be."""
        settings = resolve(environment=variables)
        for name, found in (
            (LAKE_VARIABLE, settings.lake),
            (INBOX_VARIABLE, variables.get(INBOX_VARIABLE, "")),
        ):
            if not is_on_s3(found):
                raise UsageError(
                    f"{name} says {found!r}: a function keeps nothing between its calls, so that "
                    "this has to be an address such as s3://bucket/prefix"
                )
        return cls(
            settings=settings,
            inbox=Address.parse(variables[INBOX_VARIABLE]).folder(),
            secret=variables.get(SECRET_VARIABLE) or None,
            zone=_zone(variables.get(ZONE_VARIABLE) or "UTC"),
            months_behind=_months(variables.get(BEHIND_VARIABLE) or "0"),
            max_reject_rate=variables.get(REJECT_RATE_VARIABLE) or "0.01",
            dead_letters=variables.get(DEAD_LETTERS_VARIABLE) or None,
            notices=variables.get(NOTICES_VARIABLE) or None,
            task=TaskPlace.of(variables),
            memory_mb=int(variables.get(_MEMORY_VARIABLE) or 0) or None,
        )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (each.strip() for each in text.split(","))))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise UsageError(
            f"{ZONE_VARIABLE} says {name!r}: there is no such time zone; expected one such as "
            "UTC or Europe/Berlin"
        ) from error


def _months(text: str) -> int:
    if not text.isdecimal() or int(text) > _MOST_MONTHS_BEHIND:
        raise UsageError(
            f"{BEHIND_VARIABLE} says {text!r}: expected a number from 0 to {_MOST_MONTHS_BEHIND}"
        )
    return int(text)
