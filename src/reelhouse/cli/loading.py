"""Options of the commands that load deliveries."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reelhouse.cli.options import applied

if TYPE_CHECKING:
    from collections.abc import Callable

Function = TypeVar("Function", bound="Callable[..., Any]")


def terms() -> Callable[[Function], Function]:
    """--mode, --replace, --keep-raw and --max-reject-rate: how a delivery is taken."""
    options = [
        click.option(
            "--mode",
            type=click.Choice(["snapshot", "delta"]),
            default="snapshot",
            show_default=True,
            help="A snapshot is all there is: what it no longer has is removed. A delta is only "
            "what is new: what it does not have stays.",
        ),
        click.option(
            "--replace",
            is_flag=True,
            help="Take other content under a label that is taken; the lake keeps the first, too.",
        ),
        click.option(
            "--keep-raw",
            is_flag=True,
            help="Keep loose files in the lake as delivered; a zip always is.",
        ),
        click.option(
            "--max-reject-rate",
            metavar="FRACTION",
            default="0.01",
            show_default=True,
            help="How much of a file's rows, or of a column's values, may be damaged: 0 to 1. "
            "Beyond that the delivery is refused.",
        ),
    ]
    return lambda function: applied(options, function)


def wait_option() -> Callable[[Function], Function]:
    """--wait SECONDS."""
    return click.option(
        "--wait",
        metavar="SECONDS",
        type=click.FloatRange(0),
        default=600.0,
        show_default="600",
        help="How long to wait for another load that is writing the warehouse.",
    )


def json_option() -> Callable[[Function], Function]:
    """--json, as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")


def tell(sentence: str) -> None:
    """Say on stderr, above the live display, what a user should know while it is going on."""
    sys.stderr.write(f"{sentence}\n")  # click's own writes past what the display has put there
    sys.stderr.flush()
