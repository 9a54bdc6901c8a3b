"""What a shell completes that only a lake or the model knows: labels and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.errors import ReelhouseError

if TYPE_CHECKING:
    import click


def complete_label(
    context: click.Context,
    _parameter: click.Parameter,
    incomplete: str,
) -> list[str]:
    """Labels of the deliveries in the lake; none of a lake on S3, which would take too long."""
    from reelhouse.lake import open_lake
    from reelhouse.settings import resolve
    from reelhouse.storage import is_on_s3

    try:
        settings = resolve(lake=context.params.get("lake"))
        if is_on_s3(settings.lake):
            return []
        labels = [each.label for each in open_lake(settings).manifests()]
    except ReelhouseError:
        return []
    return [label for label in labels if label.startswith(incomplete)]


def complete_table(
    _context: click.Context,
    _parameter: click.Parameter,
    incomplete: str,
) -> list[str]:
    """Tables of the model."""
    from reelhouse.lake.state import STATE_TABLES

    return [table for table in sorted(STATE_TABLES) if table.startswith(incomplete)]
