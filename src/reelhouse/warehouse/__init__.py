"""Where the current state is kept, and how the reports are answered from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reelhouse.settings import is_on_postgres, is_on_snowflake

if TYPE_CHECKING:
    from reelhouse.lake.lake import Lake
    from reelhouse.progress import Progress
    from reelhouse.settings import Settings
    from reelhouse.warehouse.base import SharedWarehouse, Target, Watch


def open_warehouse(settings: Settings) -> SharedWarehouse:
    """The warehouse that the settings name, for reading.

    Raises NoWarehouseError where nothing was ingested yet, WarehouseError where it cannot be
    opened, and MissingExtraError where the driver of its server is not installed.
    """
    if is_on_postgres(settings.warehouse):
        from reelhouse.warehouse.postgres.reader import PostgresWarehouse

        return PostgresWarehouse(settings.warehouse)
    if is_on_snowflake(settings.warehouse):
        from reelhouse.warehouse.snowflake.reader import SnowflakeWarehouse

        return SnowflakeWarehouse(settings.warehouse)
    from reelhouse.warehouse.duckdb import DuckDBWarehouse

    return DuckDBWarehouse(Path(settings.warehouse))


def open_watch(settings: Settings) -> Watch:
    """What tells when the warehouse that the settings name has changed, whoever changes it."""
    if is_on_postgres(settings.warehouse):
        from reelhouse.warehouse.postgres.reader import PostgresWarehouse

        return PostgresWarehouse(settings.warehouse)
    if is_on_snowflake(settings.warehouse):
        from reelhouse.warehouse.snowflake.reader import SnowflakeWarehouse

        return SnowflakeWarehouse(settings.warehouse)
    from reelhouse.warehouse.file import WatchedFile

    return WatchedFile(Path(settings.warehouse))


def open_target(settings: Settings, lake: Lake, progress: Progress) -> Target:
    """The warehouse that the settings name, to be brought up to date with a lake."""
    if is_on_postgres(settings.warehouse):
        from reelhouse.warehouse.postgres.target import PostgresTarget

        return PostgresTarget(settings.warehouse, lake.workplace, progress)
    if is_on_snowflake(settings.warehouse):
        from reelhouse.warehouse.snowflake.target import SnowflakeTarget

        return SnowflakeTarget(settings.warehouse, lake, progress)
    from reelhouse.warehouse.embedded import DuckDBTarget

    return DuckDBTarget(Path(settings.warehouse))
