"""Options that commands share."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, cast

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


class Places(TypedDict):
    """Where things are, as `reelhouse.open` takes it."""

    lake: str | None
    warehouse: str | None
    s3_endpoint: str | None
    s3_anonymous: bool | None


def places(*, used: bool = True) -> Callable[[Function], Function]:
    """--lake, --warehouse and how S3 is reached, together as the argument `at`.

    A command that needs none of it takes the options all the same.
    """
    options = [
        click.option(
            "--lake",
            metavar="DIR",
            type=click.Path(),
            hidden=not used,
            help=f"Folder of the lake, or s3://bucket/prefix; else {LAKE_VARIABLE}, else "
            f"./{DEFAULT_LAKE}.",
        ),
        click.option(
            "--warehouse",
            metavar="FILE",
            type=click.Path(),
            hidden=not used,
            help="File of the warehouse, or postgresql://host/database, or "
            f"snowflake://account/database; else {WAREHOUSE_VARIABLE}, else ./{DEFAULT_WAREHOUSE}.",
        ),
        click.option(
            "--s3-endpoint",
            metavar="URL",
            hidden=not used,
            help="A store that is compatible with S3, such as https://storage.example.com; else "
            f"{S3_ENDPOINT_VARIABLE}, else what AWS's own tools use.",
        ),
        click.option(
            "--s3-anonymous",
            is_flag=True,
            default=None,
            hidden=not used,
            help="Sign no request to S3, though there are credentials; else "
            f"{S3_ANONYMOUS_VARIABLE}=1. Without credentials no request is signed.",
        ),
    ]

    def decorate(function: Function) -> Function:
        @wraps(function)
        def command(*arguments: Any, **given: Any) -> Any:
            at = {name: given.pop(name) for name in Places.__annotations__}
            return function(*arguments, **given, **({"at": at} if used else {}))

        return applied(options, cast("Function", command))

    return decorate


def applied(options: Sequence[Callable[[Function], Function]], function: Function) -> Function:
    """The function with options, which help lists in this order."""
    for option in reversed(options):
        function = option(function)
    return function


def format_option(choices: Sequence[str], help: str, **more: Any) -> Callable[[Function], Function]:  # noqa: A002 as click calls it
    """--format, as `form`."""
    return click.option("--format", "form", type=click.Choice(choices), help=help, **more)


BY_ENDING = "How to write it; else as the ending of --output says, else a table"


def output_option(help: str) -> Callable[[Function], Function]:  # noqa: A002 as click calls it
    """--output FILE."""
    return click.option("--output", "-o", metavar="FILE", type=click.Path(), help=help)
