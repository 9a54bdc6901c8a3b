"""A server that does not let one in, and says no password."""

from __future__ import annotations

import traceback
from urllib.parse import unquote, urlsplit

import pytest

from reelhouse.errors import ReelhouseError
from reelhouse.warehouse.postgres.server import Server

SECRET = "s3cr3t"  # noqa: S105 - what must not be told


def refused(url: str) -> ReelhouseError:
    with pytest.raises(ReelhouseError) as told:
        Server(url).connect()
    text = "".join(traceback.format_exception(told.value))
    assert SECRET not in text
    password = urlsplit(url).password
    assert not password or unquote(password) not in text
    return told.value
