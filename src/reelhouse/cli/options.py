"""Options that commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from reelhouse.settings import (
    DEFAULT_LAKE,
    DEFAULT_WAREHOUSE,
    LAKE_VARIABLE,
    S3_ANONYMOUS_VARIABLE,
    S3_ENDPOINT_VARIABLE,
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


def s3_options() -> Callable[[Function], Function]:
    """--s3-endpoint and --s3-anonymous."""
    endpoint = click.option(
        "--s3-endpoint",
        metavar="URL",
        help="A store that is compatible with S3, such as https://storage.example.com; else "
        f"{S3_ENDPOINT_VARIABLE}, else what AWS's own tools use.",
    )
    anonymous = click.option(
        "--s3-anonymous",
        is_flag=True,
        default=None,
        help="Sign no request to S3, though there are credentials; else "
        f"{S3_ANONYMOUS_VARIABLE}=1. Without credentials no request is signed.",
    )
    return lambda function: endpoint(anonymous(function))


def format_option(choices: Sequence[str], help: str, **more: Any) -> Callable[[Function], Function]:  # noqa: A002 as click calls it
    """--format, as `form`."""
    return click.option("--format", "form", type=click.Choice(choices), help=help, **more)


def output_option(help: str) -> Callable[[Function], Function]:  # noqa: A002 as click calls it
    """--output FILE."""
    return click.option("--output", "-o", metavar="FILE", type=click.Path(), help=help)
