"""Who may do what: analysts see the reports; what is sensitive is closed off from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reelhouse.warehouse.snowflake.session import Session


def grants(session: Session) -> Iterator[str]:
    """The statements that let the roles see what they should."""
    yield from ()


def policies(session: Session) -> Iterator[str]:
    """The statements that put policies on tables."""
    yield from ()
