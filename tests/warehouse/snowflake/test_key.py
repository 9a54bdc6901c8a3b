"""A private key in a variable lets in as one in a file does, and no error tells of it."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from tests.warehouse.snowflake.keys import der, made, pem

from reelhouse.errors import WarehouseError
from reelhouse.warehouse.snowflake.key import opened
from reelhouse.warehouse.snowflake.server import Server

if TYPE_CHECKING:
    from tests.snowserver import Server as Account

PASSPHRASE = "p@ss phrase"  # noqa: S105 of nobody


def test_a_key_is_given_to_the_driver_in_the_form_that_it_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key = made()
    monkeypatch.setenv("SNOWFLAKE_PRIVATE_KEY", pem(key))
    arguments = Server("snowflake://ann@my-account/house").arguments
    assert (arguments["user"], arguments["private_key"]) == ("ann", der(key))
    monkeypatch.setenv("SNOWFLAKE_PRIVATE_KEY", pem(key, PASSPHRASE))
    monkeypatch.setenv("SNOWFLAKE_PRIVATE_KEY_PASSPHRASE", PASSPHRASE)
    arguments = Server("snowflake://ann@my-account/house").arguments
    assert arguments["private_key"] == der(key)
    assert "private_key_passphrase" not in arguments, "the key needs it no more"


@pytest.mark.skipif("REELHOUSE_TEST_SNOWFLAKE" in os.environ, reason="it does not know this key")
def test_the_driver_signs_its_login_with_the_key(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The emulator lets everybody in, but the driver has found the key to be good."""
    parts = urlsplit(account.create_database(f"test_{uuid4().hex}"))
    place = f"{parts.username}@{parts.netloc.rpartition('@')[2]}"
    monkeypatch.setenv("SNOWFLAKE_PRIVATE_KEY", pem(made()))
    with closing(Server(parts._replace(netloc=place).geturl()).connect()) as connection:
        assert connection._authenticator == "SNOWFLAKE_JWT"


def test_what_is_no_key_or_is_not_opened_is_told_without_what_it_is() -> None:
    key = made()
    for text, passphrase in (
        (PASSPHRASE, ""),
        (pem(key)[:-200], ""),
        (pem(key, "another"), PASSPHRASE),
        (pem(key, PASSPHRASE), ""),
        (pem(key), PASSPHRASE),
    ):
        with pytest.raises(WarehouseError, match="SNOWFLAKE_PRIVATE_KEY cannot be read") as refused:
            opened(text, passphrase)
        error: BaseException | None = refused.value
        assert PASSPHRASE not in str(error)
        assert pem(key).splitlines()[1] not in str(error)
        assert refused.value.__cause__ is None
