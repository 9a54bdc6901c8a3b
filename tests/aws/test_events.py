"""Each kind of event is read as what it asks for; all others are refused with what is expected."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from reelhouse.aws.events import Arrival, Backfill, Ingest, Look, is_direct, read, unwrapped
from reelhouse.aws.letter import Letter
from reelhouse.errors import UsageError


def notified(key: str) -> dict[str, Any]:
    """As S3 itself sends it."""
    return {
        "eventSource": "aws:s3",
        "eventName": "ObjectCreated:Put",
        "s3": {"bucket": {"name": "films"}, "object": {"key": key, "size": 5}},
    }


def test_a_notification_of_s3_is_of_one_object_or_several_whose_keys_are_written_as_in_forms() -> (
    None
):
    records = [notified("deliveries/2026-11+%28new%29.zip"), notified("deliveries/2026-12.zip")]
    assert read({"Records": records}) == [
        Arrival("films", "deliveries/2026-11 (new).zip"),
        Arrival("films", "deliveries/2026-12.zip"),
    ]


def test_an_event_of_eventbridge_has_the_key_as_it_is() -> None:
    detail = {"bucket": {"name": "films"}, "object": {"key": "deliveries/a+b%20c.zip"}}
    event = {"source": "aws.s3", "detail-type": "Object Created", "detail": detail}
    assert read(event) == [Arrival("films", "deliveries/a+b%20c.zip")]


def test_the_event_by_which_s3_tries_whether_it_may_asks_for_nothing() -> None:
    assert read({"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "films"}) == []


def test_a_schedule_asks_for_the_month_that_its_moment_is_in() -> None:
    moment = datetime(2026, 11, 6, 4, tzinfo=UTC)
    rule = {"source": "aws.events", "detail-type": "Scheduled Event"}
    assert read({**rule, "time": "2026-11-06T04:00:00Z"}) == [Look(moment)]
    assert read({"look": "2026-11-06T04:00:00Z"}) == [Look(moment)]
    assert read({"look": "2026-11"}) == [Look("2026-11")]


def test_who_asks_in_person_names_an_address_or_labels_and_how_they_are_taken() -> None:
    given = {"ingest": "s3://films/x.zip", "drop": "2026-11", "mode": "delta", "replace": True}
    assert read(given) == [
        Ingest("s3://films/x.zip", "2026-11", {"mode": "delta", "replace": True})
    ]
    assert read({"ingest": "s3://films/x.zip"}) == [Ingest("s3://films/x.zip", None, {})]
    assert read({"backfill": ["2026-10", "2026-11"]}) == [Backfill(("2026-10", "2026-11"), {})]
    assert is_direct(given)
    assert not is_direct({"look": "2026-11"})


def test_a_dead_letter_is_the_event_that_it_tells_of() -> None:
    event = {"backfill": ["2026-10"]}
    assert unwrapped({"requestContext": {}, "requestPayload": event}) == event
    assert unwrapped(event) == event


def stopped(*command: str) -> dict[str, Any]:
    """As ECS tells EventBridge of the end of a task, which puts it into the queue."""
    return {
        "source": "aws.ecs",
        "detail-type": "ECS Task State Change",
        "detail": {
            "lastStatus": "STOPPED",
            "stoppedReason": "OutOfMemoryError: Container killed due to memory usage",
            "overrides": {"containerOverrides": [{"name": "reelhouse", "command": [*command]}]},
        },
    }


def test_the_end_of_a_task_is_the_event_that_it_was_started_with() -> None:
    event = {"ingest": "s3://films/x.zip", "drop": "2026-11"}
    assert unwrapped(stopped(Letter(event, "arn", "1").order())) == event
    assert unwrapped(stopped(json.dumps(event))) == event
    for other in (stopped(), stopped("serve"), {"source": "aws.ecs"}):
        assert unwrapped(other) == other
        with pytest.raises(UsageError, match="not understood"):
            read(other)


@pytest.mark.parametrize(
    ("event", "told"),
    [
        (None, "not understood"),
        ([], "not understood"),
        ({}, "not understood"),
        ({"source": "aws.s3", "detail": {}}, "lacks a part"),
        ({"Records": [{"eventSource": "aws:sns"}]}, "comes from aws:sns"),
        ({"Records": [{}]}, "lacks a part"),
        ({"look": "next month"}, "wrong one"),
        ({"look": "2026-13"}, "wrong one"),
        ({"look": "2026-11-06T04:00:00"}, "no time zone"),
        ({"look": 11}, "wrong one"),
        ({"ingest": 5}, "5 is no text"),
        ({"ingest": "s3://films/x.zip", "drop": 5}, "5 is no text"),
        ({"ingest": "s3://films/x.zip", "label": "2026-11"}, "unknown part 'label'"),
        ({"backfill": []}, "list of labels"),
        ({"backfill": "2026-11"}, "list of labels"),
        ({"backfill": [202611]}, "is no text"),
    ],
)
def test_what_is_none_of_these_is_refused(event: Any, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        read(event)
