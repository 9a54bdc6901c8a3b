"""What S3 answers with, in our terms: the answers that no test server gives on demand."""

from __future__ import annotations

import aiohttp
import pytest
from botocore.exceptions import ClientError

from reelhouse.errors import DeliveryError, LakeError, ReelhouseError, UnreachableError
from reelhouse.storage import Address
from reelhouse.storage.failures import code, is_passing, told

ADDRESS = Address("films", "a.zip")


def answer(code: str, status: int, message: str = "Said so.") -> OSError:
    """An error as s3fs raises it."""
    error = OSError(5, message)
    error.__cause__ = ClientError(
        {
            "Error": {"Code": code, "Message": message},
            "ResponseMetadata": {
                "HTTPStatusCode": status,
                "HTTPHeaders": {},
                "HostId": "",
                "RequestId": "",
                "RetryAttempts": 0,
            },
        },
        "GetObject",
    )
    return error


def said(error: Exception, *, signed: bool = True) -> ReelhouseError:
    return told(error, ADDRESS, signed=signed, failure=DeliveryError)


def test_the_code_is_the_one_that_s3_gave() -> None:
    assert code(answer("SlowDown", 503)) == "SlowDown"
    assert code(OSError(5, "no answer")) is None


@pytest.mark.parametrize(
    "error",
    [
        answer("SlowDown", 503),
        answer("InternalError", 500),
        answer("BadGateway", 502),
        answer("RequestTimeout", 400),
        aiohttp.ClientPayloadError("cut"),
        TimeoutError(),
        ConnectionResetError("reset"),
    ],
    ids=repr,
)
def test_what_may_pass_is_told_from_what_does_not(error: Exception) -> None:
    assert is_passing(error)
    told_so = said(error)
    assert type(told_so) is UnreachableError
    assert str(told_so).startswith("s3://films/a.zip: cannot be reached now (")
    assert str(told_so).endswith("); check the network and --s3-endpoint, and start again")


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (
            answer("PermanentRedirect", 301),
            "the bucket is in another region (PermanentRedirect: Said so); set AWS_REGION to it",
        ),
        (
            answer("ExpiredToken", 400),
            "the credentials are not accepted (ExpiredToken: Said so); correct or renew them",
        ),
        (
            answer("InvalidObjectState", 403),
            "S3 cannot be used as asked: InvalidObjectState: Said so",
        ),
        (ValueError("Invalid endpoint"), "S3 cannot be used as asked: Invalid endpoint"),
    ],
    ids=repr,
)
def test_what_does_not_pass_is_the_failure_of_who_asks(error: Exception, message: str) -> None:
    assert not is_passing(error)
    assert type(said(error)) is DeliveryError
    assert str(said(error)) == f"s3://films/a.zip: {message}"


def test_what_is_told_already_stays_as_it_is() -> None:
    error = LakeError("told")
    assert said(error) is error
