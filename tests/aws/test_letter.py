"""An event and the call that it is from, as they are written and read again."""

from __future__ import annotations

import json

import pytest
from tests.aws.function import ARN, NAME

from reelhouse.aws.letter import Letter
from reelhouse.errors import DeliveryError, UsageError

EVENT = {"ingest": "s3://films/Amélie.zip"}


def test_what_a_task_is_started_with_is_read_as_what_was_written() -> None:
    letter = Letter(EVENT, ARN, "request-1")
    assert Letter.read(letter.order(), "another") == letter
    assert letter.function == NAME


def test_a_complaint_can_be_read_as_the_order_that_it_was() -> None:
    letter = Letter(EVENT, ARN, "request-1")
    said = letter.complaint(DeliveryError("why"), "Terminal")
    assert Letter.read(said, "another") == letter
    assert json.loads(said)["responsePayload"] == {
        "errorType": "DeliveryError",
        "errorMessage": "why",
    }


@pytest.mark.parametrize("arn", [f"{ARN}:live", f"{ARN}:$LATEST"])
def test_a_function_is_known_by_its_name_alone(arn: str) -> None:
    assert Letter(EVENT, arn, "").function == NAME


@pytest.mark.parametrize("text", [json.dumps(EVENT), json.dumps({"requestPayload": EVENT})])
def test_an_event_by_itself_is_of_no_function(text: str) -> None:
    found = Letter.read(text, "by-hand")
    assert found == Letter(EVENT, "", "by-hand")
    assert found.function == "task"


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(UsageError, match=r"expected an event as JSON, found 's3://films/x\.zip'"):
        Letter.read("s3://films/x.zip", "by-hand")
