"""What S3 and the way to it answer with when something is wrong, said in our terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
from botocore import exceptions as boto
from fsspec.exceptions import FSTimeoutError

from reelhouse.errors import ReelhouseError, UnreachableError

if TYPE_CHECKING:
    from reelhouse.storage.address import Address

NO_OBJECT = frozenset({"NoSuchKey", "NoSuchVersion", "404"})
EMPTY_OR_BEYOND = "InvalidRange"
PRECONDITION_FAILED = frozenset({"PreconditionFailed", "412"})
CONFLICT = frozenset({"ConditionalRequestConflict", "OperationAborted", "409"})

_REFUSED = frozenset({"AccessDenied", "AllAccessDisabled", "AccountProblem", "403", "Forbidden"})
_NOT_ACCEPTED = frozenset(
    {
        "ExpiredToken",
        "InvalidAccessKeyId",
        "InvalidToken",
        "RequestTimeTooSkewed",
        "SignatureDoesNotMatch",
        "TokenRefreshRequired",
    }
)
_ELSEWHERE = frozenset({"PermanentRedirect", "AuthorizationHeaderMalformed", "301"})
_PASSING = frozenset(
    {
        "RequestTimeout",
        "ServiceUnavailable",
        "SlowDown",
        "Throttling",
        "ThrottlingException",
        "503",
    }
)
_WAY = (
    boto.ConnectionError,
    boto.HTTPClientError,
    boto.IncompleteReadError,
    aiohttp.ClientError,
    TimeoutError,
    FSTimeoutError,
    ConnectionError,
)
_NO_USE = (
    boto.CredentialRetrievalError,
    boto.PartialCredentialsError,
    boto.ProfileNotFound,
    boto.ConfigParseError,
    boto.SSOError,
    boto.TokenRetrievalError,
)
_FIRST_SERVER_ERROR = 500


def code(error: BaseException) -> str | None:
    """The code that S3 answered with, such as `NoSuchKey`; None where it did not answer."""
    answered = _answered(error)
    return None if answered is None else str(answered.response.get("Error", {}).get("Code"))


def is_passing(error: BaseException) -> bool:
    """Whether the same request may well succeed in a moment."""
    answered = _answered(error)
    if answered is None:
        return isinstance(error, _WAY)
    status = answered.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return code(error) in _PASSING or status >= _FIRST_SERVER_ERROR


def told(
    error: Exception, address: Address, *, signed: bool, failure: type[ReelhouseError]
) -> ReelhouseError:
    """What to raise: UnreachableError for what passes, `failure` for what does not."""
    if isinstance(error, ReelhouseError):
        return error
    if is_passing(error):
        return UnreachableError(
            f"{address}: cannot be reached now ({_words(error)}); check the network and "
            "--s3-endpoint, and start again"
        )
    if isinstance(error, _NO_USE):
        return failure(f"{address}: the AWS credentials cannot be used: {error}")
    return failure(f"{address}: {_what_and_what_to_do(error, address, signed=signed)}")


def _what_and_what_to_do(error: Exception, address: Address, *, signed: bool) -> str:
    found = code(error)
    if found == "NoSuchBucket":
        return (
            f"there is no bucket {address.bucket}; check its name, and --s3-endpoint if it is "
            "not with AWS"
        )
    if found in NO_OBJECT:
        return "there is no such object; check the key"
    if found in PRECONDITION_FAILED:
        return "changed while it was being read; start again when it stays as it is"
    if found in _NOT_ACCEPTED:
        return f"the credentials are not accepted ({_words(error)}); correct or renew them"
    if found in _ELSEWHERE:
        return f"the bucket is in another region ({_words(error)}); set AWS_REGION to it"
    if found in _REFUSED and signed:
        return (
            f"access is refused ({_words(error)}); check that the credentials are right and may "
            "list the bucket and get the object"
        )
    if found in _REFUSED:
        return (
            "access without credentials is refused; set AWS_ACCESS_KEY_ID and "
            "AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, and leave out --s3-anonymous"
        )
    return f"S3 cannot be used as asked: {_words(error)}"


def _answered(error: BaseException) -> boto.ClientError | None:
    """The answer of S3, which s3fs keeps as the cause of the OSError that it makes of it."""
    for each in (error, error.__cause__):
        if isinstance(each, boto.ClientError):
            return each
    return None


def _words(error: BaseException) -> str:
    answered = _answered(error)
    if answered is not None:
        said = answered.response.get("Error", {})
        return f"{said.get('Code')}: {said.get('Message')}".rstrip(".")
    return str(error).rstrip(".") or type(error).__name__
