"""The connection to S3: how it signs, what it finds, and what it says when something is wrong."""

from __future__ import annotations

import socket
import sys
from typing import TYPE_CHECKING

import pytest
from tests.s3server import OWNER_SECRET, PRIVATE, PUBLIC

from reelhouse.errors import (
    DeliveryError,
    LakeError,
    MissingExtraError,
    UnreachableError,
    UsageError,
)
from reelhouse.settings import S3Settings
from reelhouse.storage import S3, Address

if TYPE_CHECKING:
    from pathlib import Path

    from tests.proxy import Proxy
    from tests.s3server import Server

    from reelhouse.errors import ReelhouseError

pytestmark = pytest.mark.usefixtures("no_credentials")


@pytest.fixture
def endpoint(s3_server: Server) -> str:
    s3_server.put(PUBLIC, "s3/a", b"abc")
    s3_server.put(PRIVATE, "s3/a", b"abc")
    return s3_server.endpoint


def sign_in(monkeypatch: pytest.MonkeyPatch, name: str, secret: str) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", name)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", secret)


def size(bucket: str, settings: S3Settings) -> int:
    return S3(settings, DeliveryError).find(Address(bucket, "s3/a")).size


def refusal(
    address: str, settings: S3Settings, failure: type[ReelhouseError] = DeliveryError
) -> str:
    """What is said when an object is asked for, which is the same for a listing."""
    place = Address.parse(address)
    with pytest.raises(failure) as asked:
        S3(settings, failure).find(place)
    with pytest.raises(failure) as listed:
        list(S3(settings, failure).listed(place))
    assert str(listed.value).replace(f"{place.folder()}:", f"{place}:") == str(asked.value)
    return str(asked.value)


# ------------------------------------------------------------------- credentials


def test_without_credentials_requests_are_not_signed(endpoint: str) -> None:
    assert size(PUBLIC, S3Settings(endpoint)) == 3


def test_credentials_are_taken_from_the_environment(
    endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(monkeypatch, "owner", OWNER_SECRET)
    assert size(PRIVATE, S3Settings(endpoint)) == 3


def test_credentials_are_taken_from_a_profile(
    endpoint: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "credentials"
    file.write_text(f"[films]\naws_access_key_id = owner\naws_secret_access_key = {OWNER_SECRET}\n")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(file))
    monkeypatch.setenv("AWS_PROFILE", "films")
    assert size(PRIVATE, S3Settings(endpoint)) == 3


def test_the_endpoint_is_the_one_of_the_environment_unless_it_is_given(
    endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", endpoint)
    assert size(PUBLIC, S3Settings()) == 3
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1")
    assert size(PUBLIC, S3Settings(endpoint)) == 3


def test_anonymous_wins_over_credentials(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(monkeypatch, "owner", "wrong")
    assert size(PUBLIC, S3Settings(endpoint, anonymous=True)) == 3


def test_a_bucket_that_is_not_public_wants_credentials(endpoint: str) -> None:
    told = "s3://private/s3/a: access without credentials is refused; set AWS_ACCESS_KEY_ID and"
    assert refusal("s3://private/s3/a", S3Settings(endpoint)).startswith(told)


@pytest.mark.parametrize(
    ("name", "secret", "told"),
    [
        (
            "owner",
            "wrong",
            r"the credentials are not accepted \(SignatureDoesNotMatch: .*renew them$",
        ),
        (
            "nobody",
            "secret",
            r"the credentials are not accepted \(InvalidAccessKeyId: .*renew them$",
        ),
        ("guest", "guest-secret", r"access is refused \(AccessDenied: .*may list the bucket"),
    ],
)
def test_credentials_that_do_not_open_the_bucket_are_told_from_each_other(
    endpoint: str, monkeypatch: pytest.MonkeyPatch, name: str, secret: str, told: str
) -> None:
    sign_in(monkeypatch, name, secret)
    with pytest.raises(DeliveryError, match=f"^s3://private/s3/a: {told}"):
        raise DeliveryError(refusal("s3://private/s3/a", S3Settings(endpoint)))


@pytest.mark.parametrize(
    ("variable", "told"),
    [
        ("AWS_PROFILE", r"The config profile \(films\) could not be found"),
        ("AWS_ACCESS_KEY_ID", "Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY"),
    ],
)
def test_credentials_that_are_not_whole_are_told(
    endpoint: str, monkeypatch: pytest.MonkeyPatch, variable: str, told: str
) -> None:
    monkeypatch.setenv(variable, "films")
    with pytest.raises(DeliveryError, match=f"the AWS credentials cannot be used: {told}"):
        size(PUBLIC, S3Settings(endpoint))


# ------------------------------------------------------------- what is not there


@pytest.mark.usefixtures("owner")
def test_a_bucket_that_is_not_there_is_told(endpoint: str) -> None:
    assert refusal("s3://nowhere/a", S3Settings(endpoint)) == (
        "s3://nowhere/a: there is no bucket nowhere; check its name, and --s3-endpoint if it is "
        "not with AWS"
    )


@pytest.mark.usefixtures("owner")
def test_an_object_that_is_not_there_is_told_in_the_terms_of_who_asks(endpoint: str) -> None:
    with pytest.raises(LakeError, match=r"^s3://private/none: there is no such object; check"):
        S3(S3Settings(endpoint), LakeError).find(Address(PRIVATE, "none"))


@pytest.mark.usefixtures("owner")
def test_a_store_that_takes_no_notice_of_ranges_is_refused(
    endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    s3 = S3(S3Settings(endpoint), DeliveryError)
    found = s3.find(Address(PRIVATE, "s3/a"))
    ask = s3.filesystem._call_s3

    async def careless(method: str, **parameters: object) -> object:
        parameters.pop("Range")
        return await ask(method, **parameters)

    monkeypatch.setattr(s3.filesystem, "_call_s3", careless)
    with pytest.raises(DeliveryError, match="from 1 on, the store sent all of them; use a store"):
        s3.begin(found, 1, 1)


# ------------------------------------------------------------- what does not answer


def test_an_endpoint_where_nothing_is_is_told_and_tried_only_a_few_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "2")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    settings = S3Settings(f"http://127.0.0.1:{port}")
    with pytest.raises(UnreachableError) as failure:
        size(PUBLIC, settings)
    told = str(failure.value)
    assert told.startswith("s3://public/s3/a: cannot be reached now (Could not connect")
    assert told.endswith("; check the network and --s3-endpoint, and start again")


def test_a_connection_that_is_cut_before_the_answer_is_told(
    s3_proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "2")
    s3_proxy.total = 0
    with pytest.raises(UnreachableError, match="cannot be reached now"):
        size(PUBLIC, S3Settings(s3_proxy.endpoint))
    assert 2 <= s3_proxy.connections <= 4  # the HTTP client may repeat each attempt once


def test_an_endpoint_that_is_no_url_is_refused() -> None:
    with pytest.raises(
        UsageError, match=r"^--s3-endpoint localhost:80: is no URL; write one such as"
    ):
        S3(S3Settings("localhost:80"), DeliveryError)
    with pytest.raises(DeliveryError, match="S3 cannot be used as asked: Invalid endpoint"):
        size(PUBLIC, S3Settings("http://"))


def test_without_s3fs_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'reelhouse\[s3\]'"):
        S3(S3Settings(), DeliveryError)


# ---------------------------------------------------------------------- listings


@pytest.mark.usefixtures("owner")
def test_a_listing_has_all_below_a_folder_and_nothing_beside_it(s3_server: Server) -> None:
    for key in ("a/1", "a/b/2 #%.csv", "a/c/", "ab/3"):
        s3_server.put(PRIVATE, f"list/{key}", b"12345")
    s3 = S3(S3Settings(s3_server.endpoint), DeliveryError)
    found = {str(each.address): each.size for each in s3.listed(Address(PRIVATE, "list/a"))}
    assert found == {"s3://private/list/a/1": 5, "s3://private/list/a/b/2 #%.csv": 5}


@pytest.mark.usefixtures("owner")
def test_in_a_folder_itself_are_its_objects_and_the_folders_below(s3_server: Server) -> None:
    for key in ("a/1", "a/b/2", "a/b/c/3", "ab/4", "5.zip"):
        s3_server.put(PRIVATE, f"inside/{key}", b"")
    s3 = S3(S3Settings(s3_server.endpoint), DeliveryError)
    for key, inside in {
        "inside": ["inside/5.zip", "inside/a/", "inside/ab/"],
        "inside/a/": ["inside/a/1", "inside/a/b/"],
        "inside/5.zip": [],
    }.items():
        found = s3.inside(Address(PRIVATE, key))
        assert [each.key for each in found] == inside


@pytest.mark.usefixtures("owner")
def test_a_listing_goes_on_over_its_pages(
    s3_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [f"pages/{number}" for number in range(7)]
    for key in keys:
        s3_server.put(PRIVATE, key, b"")
    s3 = S3(S3Settings(s3_server.endpoint), DeliveryError)
    ask = s3.filesystem.call_s3
    pages = []

    def short(method: str, **parameters: object) -> object:
        pages.append(method)
        return ask(method, MaxKeys=3, **parameters)

    monkeypatch.setattr(s3.filesystem, "call_s3", short)
    assert [each.address.key for each in s3.listed(Address(PRIVATE, "pages"))] == keys
    assert pages == ["list_objects_v2"] * 3
    assert [each.key for each in s3.inside(Address(PRIVATE, "pages"))] == keys
    assert pages == ["list_objects_v2"] * 6
