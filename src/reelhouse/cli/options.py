"""Options that commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from reelhouse.settings import (
    DEFAULT_LAKE,
    DEFAULT_WAREHOUSE,
    LAKE_VARIABLE,
    WAREHOUSE_VARIABLE,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Function = TypeVar("Function", bound="Callable[..., Any]")


def places(*, used: bool = True) -> Callable[[Function], Function]:
    """--lake and --warehouse; a command that needs neither takes them all the same."""
    lake = click.option(
        "--lake",
        metavar="DIR",
        type=click.Path(),
        expose_value=used,
        hidden=not used,
        help=f"Folder of the lake; else {LAKE_VARIABLE}, else ./{DEFAULT_LAKE}.",
    )
    warehouse = click.option(
        "--warehouse",
        metavar="FILE",
        type=click.Path(),
        expose_value=used,
        hidden=not used,
        help=f"File of the warehouse; else {WAREHOUSE_VARIABLE}, else ./{DEFAULT_WAREHOUSE}.",
    )
    return lambda function: lake(warehouse(function))


def format_option(choices: Sequence[str], help: str, **more: Any) -> Callable[[Function], Function]:  # noqa: A002 as click calls it
    """--format, as `form`."""
    return click.option("--format", "form", type=click.Choice(choices), help=help, **more)


def output_option(help: str) -> Callable[[Function], Function]:  # noqa: A002 as click calls it
    """--output FILE."""
    return click.option("--output", "-o", metavar="FILE", type=click.Path(), help=help)
