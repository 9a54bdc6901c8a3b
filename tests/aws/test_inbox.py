"""Which objects are parts of a delivery, and when all of it is there, on a real server."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from tests.s3server import PRIVATE

from reelhouse.aws.inbox import Inbox
from reelhouse.errors import DeliveryError
from reelhouse.settings import S3Settings
from reelhouse.source import FILE_NAMES
from reelhouse.storage import Address

if TYPE_CHECKING:
    from tests.s3server import Server

pytestmark = pytest.mark.usefixtures("owner")


class Prefix:
    """A prefix of its own, as the inbox and as those who deliver see it."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.key = f"inboxes/{uuid4().hex}"
        self.address = f"s3://{PRIVATE}/{self.key}"
        self.inbox = Inbox(Address(PRIVATE, self.key), S3Settings(server.endpoint))

    def put(self, *names: str) -> None:
        for name in names:
            self._server.put(PRIVATE, f"{self.key}/{name}", b"x")


@pytest.fixture
def prefix(s3_server: Server) -> Prefix:
    return Prefix(s3_server)


@pytest.mark.parametrize(
    ("inner", "name"),
    [
        ("2026-11.zip", "2026-11.zip"),
        ("2026-11.ZIP", "2026-11.ZIP"),
        ("2026-11/movies_metadata.csv", "2026-11"),
        ("2026-11/csv/ratings.csv.gz", "2026-11"),
        ("2026-11/_SUCCESS", "2026-11"),
        ("2026-11/", None),
        ("2026-11/notes.txt", None),
        ("2026-11/more.zip", None),
        ("notes.txt", None),
        ("ratings.csv", None),
        (".2026-11.zip", None),
        ("2026-11/__MACOSX/._ratings.csv", None),
    ],
)
def test_an_object_is_part_of_a_delivery_or_of_none(
    prefix: Prefix, inner: str, name: str | None
) -> None:
    assert prefix.inbox.name_of(PRIVATE, f"{prefix.key}/{inner}") == name
    assert prefix.inbox.name_of(PRIVATE, f"lake/{inner}") is None
    assert prefix.inbox.name_of("other", f"{prefix.key}/{inner}") is None


def test_files_are_whole_when_all_seven_are_there(prefix: Prefix) -> None:
    prefix.put(*(f"2026-11/{name}.csv" for name in FILE_NAMES[:-1]))
    assert prefix.inbox.delivery("2026-11").missing == (FILE_NAMES[-1],)
    prefix.put(f"2026-11/{FILE_NAMES[-1]}.csv.zst")
    found = prefix.inbox.delivery("2026-11")
    assert found.missing == ()
    assert (found.label, found.source) == ("2026-11", f"{prefix.address}/2026-11/")


def test_fewer_are_whole_when_the_marker_says_so(prefix: Prefix) -> None:
    prefix.put("2026-11/movies_metadata.csv", "2026-11/_SUCCESS")
    assert prefix.inbox.delivery("2026-11").missing == ()


def test_a_zip_is_whole(prefix: Prefix) -> None:
    prefix.put("films-2026-11.zip")
    found = prefix.inbox.delivery("films-2026-11.zip")
    assert (found.missing, found.label) == ((), "2026-11")
    assert found.source == f"{prefix.address}/films-2026-11.zip"


def test_all_that_has_come_is_found_by_one_look(prefix: Prefix) -> None:
    prefix.put("2026-10.zip", "2026-11/links.csv", "2026-11/_SUCCESS", "2026-1/links.csv", "x.txt")
    found = prefix.inbox.deliveries()
    assert [(each.name, not each.missing) for each in found] == [
        ("2026-1", False),
        ("2026-10.zip", True),
        ("2026-11", True),
    ]


def test_a_delivery_that_was_taken_away_again_is_told(prefix: Prefix) -> None:
    with pytest.raises(DeliveryError, match="is there no more"):
        prefix.inbox.delivery("2026-11")
