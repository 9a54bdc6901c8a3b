"""Tokens: secrets that say who asks, kept as hashes in a file of their own.

A secret has 256 random bits, so that a plain SHA-256 of it can be neither guessed nor looked up.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from reelhouse.errors import NotFoundError, ReelhouseError, UsageError
from reelhouse.files import flush
from reelhouse.lock import writing
from reelhouse.settings import DEFAULT_TOKENS, TOKENS_VARIABLE, is_on_server

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reelhouse.settings import Settings

_PREFIX = "rh_"
_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._@-]{0,63}")
_WAIT_SECONDS = 10.0


class Role(StrEnum):
    """What one may see: a reader reports and data, an operator also rejects and the ledger."""

    READER = "reader"
    OPERATOR = "operator"


@dataclass(frozen=True)
class Token:
    """One token without its secret; moments are UTC, `expires_at` is None for never."""

    name: str
    role: Role
    sha256: str
    created_at: datetime
    expires_at: datetime | None

    def is_valid(self, now: datetime) -> bool:
        """Whether it still lets its holder in."""
        return self.expires_at is None or now < self.expires_at


class Tokens:
    """The tokens in a file, which may be changed by another process at any time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[object, tuple[Token, ...]] = (None, ())

    def all(self) -> tuple[Token, ...]:
        """All tokens, by name; none where there is no file."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return ()
        version = (found.st_ino, found.st_mtime_ns, found.st_size)
        if self._seen[0] != version:
            self._seen = (version, self._read())
        return self._seen[1]

    def create(self, name: str, role: Role, lifetime: timedelta | None = None) -> str:
        """Make a token; gives its secret, which is kept nowhere.

        Raises UsageError for a name that is taken or cannot be one.
        """
        if not _NAME.fullmatch(name):
            raise UsageError(
                f"{name!r} cannot be a token's name: use letters, digits, '.', '_', '@' and '-'"
            )
        secret = _PREFIX + secrets.token_urlsafe(32)
        now = datetime.now(UTC).replace(microsecond=0)
        token = Token(name, role, _hashed(secret), now, now + lifetime if lifetime else None)
        with writing(self._path, _WAIT_SECONDS, lambda _: None):
            there = self.all()
            if name in {each.name for each in there}:
                raise UsageError(
                    f"there is a token {name} already; choose another name, or "
                    f"`reelhouse token revoke {name}` first"
                )
            self._write([*there, token])
        return secret

    def revoke(self, name: str) -> None:
        """Remove a token, which lets nobody in from now on; NotFoundError where there is none."""
        with writing(self._path, _WAIT_SECONDS, lambda _: None):
            there = self.all()
            if name not in {each.name for each in there}:
                names = ", ".join(each.name for each in there) or "none"
                raise NotFoundError(f"there is no token {name}; there are {names}")
            self._write(each for each in there if each.name != name)

    def holder(self, secret: str, now: datetime) -> Token | None:
        """The token whose secret this is; None where it is of none, or of one that has expired."""
        hashed = _hashed(secret)
        found = None
        for each in self.all():
            if hmac.compare_digest(each.sha256, hashed):
                found = each
        return found if found is not None and found.is_valid(now) else None

    def _read(self) -> tuple[Token, ...]:
        try:
            listed = json.loads(self._path.read_text("utf-8"))["tokens"]
            return tuple(_token(each) for each in listed)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise ReelhouseError(
                f"{self._path}: cannot be read as a file of tokens ({error}); move it away and "
                "make new tokens"
            ) from error

    def _write(self, tokens: Iterable[Token]) -> None:
        rows = [_as_dict(each) for each in sorted(tokens, key=lambda each: each.name)]
        text = json.dumps({"tokens": rows}, indent=2) + "\n"
        part = self._path.with_name(f".{self._path.name}.{secrets.token_hex(4)}.part")
        try:
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                stream.write(text)
            flush(part)
            part.replace(self._path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise ReelhouseError(f"{self._path}: cannot be written: {error.strerror}") from error


def tokens_file(given: str | None, settings: Settings) -> Path:
    """Where tokens are kept: as given, else as REELHOUSE_TOKENS says, else beside the warehouse.

    Beside a warehouse on a server there is no place: then it is DEFAULT_TOKENS.
    """
    named = given or os.environ.get(TOKENS_VARIABLE)
    if named:
        return Path(named)
    if is_on_server(settings.warehouse):
        return Path(DEFAULT_TOKENS)
    warehouse = Path(settings.warehouse)
    return warehouse.with_name(f"{warehouse.stem}.tokens.json")


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


def _as_dict(token: Token) -> dict[str, str | None]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(token).items()
    }


def _token(row: dict[str, str]) -> Token:
    expires_at = row["expires_at"]
    return Token(
        row["name"],
        Role(row["role"]),
        row["sha256"],
        datetime.fromisoformat(row["created_at"]),
        datetime.fromisoformat(expires_at) if expires_at else None,
    )
