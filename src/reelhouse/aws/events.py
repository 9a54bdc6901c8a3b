"""What a function is called with, as what it is asked for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

from reelhouse.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

TERMS = ("mode", "replace", "keep_raw", "max_reject_rate")
"""How a delivery is taken, as `House.ingest` has it."""

_EXPECTED = (
    'expected an event of S3, one of a schedule, {"look": "2026-11"}, '
    '{"ingest": "s3://bucket/key.zip"} or {"backfill": ["2026-11"]}'
)


@dataclass(frozen=True)
class Arrival:
    """An object has come to a bucket; `key` is as S3 has it."""

    bucket: str
    key: str


@dataclass(frozen=True)
class Look:
    """It is time for the delivery of a month, which is named, or of the one that a moment is in."""

    at: str | datetime


@dataclass(frozen=True)
class Ingest:
    """Somebody asks for one delivery, wherever it lies; `terms` are named as in `TERMS`."""

    source: str
    label: str | None
    terms: Mapping[str, Any]


@dataclass(frozen=True)
class Backfill:
    """Somebody asks for deliveries that have come, by their labels."""

    labels: tuple[str, ...]
    terms: Mapping[str, Any]


Request = Arrival | Look | Ingest | Backfill


def is_direct(event: object) -> bool:
    """Whether somebody asks in person, and sees the answer."""
    return isinstance(event, dict) and ("ingest" in event or "backfill" in event)


def unwrapped(event: object) -> object:
    """The event itself, where it comes back in a dead letter, or in ECS's word of a task's end."""
    if isinstance(event, dict) and event.get("source") == "aws.ecs":
        event = _ordered(event)
    if isinstance(event, dict) and "requestPayload" in event:
        return event["requestPayload"]
    return event


def _ordered(event: dict[str, Any]) -> object:
    """What the task was started with, by its command; the event as it is, where there is none."""
    try:
        [override] = event["detail"]["overrides"]["containerOverrides"]
        return json.loads(override["command"][-1])
    except (KeyError, IndexError, TypeError, ValueError):
        return event


def read(event: object) -> list[Request]:
    """What an event asks for; nothing, for the one by which S3 tries whether it may send any.

    Raises UsageError for one that is none of ours.
    """
    try:
        if isinstance(event, dict):
            return _read(event)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(
            f"the event lacks a part or has a wrong one ({error!r}): {_EXPECTED}"
        ) from error
    raise UsageError(f"the event is not understood: {_EXPECTED}")


def _read(event: dict[str, Any]) -> list[Request]:
    if "Records" in event:
        return [_notified(each) for each in event["Records"]]
    if event.get("Event") == "s3:TestEvent":
        return []
    if event.get("source") == "aws.s3":
        detail = event["detail"]
        return [Arrival(detail["bucket"]["name"], detail["object"]["key"])]
    if event.get("detail-type") == "Scheduled Event":
        return [Look(_moment(event["time"]))]
    if "look" in event:
        return [_looked(_only(event, "look")["look"])]
    if "ingest" in event:
        given = _only(event, "ingest", "drop", *TERMS)
        label = _text(given["drop"]) if "drop" in given else None
        return [Ingest(_text(given["ingest"]), label, _terms(given))]
    if "backfill" in event:
        given = _only(event, "backfill", *TERMS)
        labels = given["backfill"]
        if not isinstance(labels, list) or not labels:
            raise UsageError('"backfill" is a list of labels, such as ["2026-10", "2026-11"]')
        return [Backfill(tuple(map(_text, labels)), _terms(given))]
    raise UsageError(f"the event is not understood: {_EXPECTED}")


def _notified(record: dict[str, Any]) -> Arrival:
    """S3's own notifications have keys as forms of pages do: `+` for a space, and codes."""
    if record["eventSource"] != "aws:s3":
        raise UsageError(f"a record comes from {record['eventSource']}, not from S3")
    stored = record["s3"]
    return Arrival(stored["bucket"]["name"], unquote_plus(stored["object"]["key"]))


def _looked(said: str) -> Look:
    """A month, or a moment, as the scheduler puts it in."""
    if len(said) == len("2026-11"):
        _moment(f"{said}-01T00:00:00Z")
        return Look(said)
    return Look(_moment(said))


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text} has no time zone")
    return moment


def _only(event: dict[str, Any], *names: str) -> dict[str, Any]:
    if unknown := [name for name in event if name not in names]:
        raise UsageError(
            f"the event has an unknown part {unknown[0]!r}: expected {', '.join(names)}"
        )
    return event


def _terms(event: dict[str, Any]) -> dict[str, Any]:
    return {name: event[name] for name in TERMS if name in event}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
