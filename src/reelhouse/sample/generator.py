"""Makes the deliveries of a sample in an embedded DuckDB, one month at a time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Self

from reelhouse.resources import sql
from reelhouse.sample.defects import described
from reelhouse.sample.files import FOUNDATION, STAGES, SampleFile, Stage

if TYPE_CHECKING:
    from pathlib import Path

    from reelhouse.progress import Progress
    from reelhouse.sample.plan import Plan

MEMORY_LIMIT = "1200MB"
"""For DuckDB's buffers; the process stays under 2 GiB, and sorting spills beyond that."""

SUFFIXES = {None: "", "gzip": ".gz", "zstd": ".zst"}


class Generator:
    """Everything it writes follows from the plan, the month and the first month alone."""

    def __init__(
        self, plan: Plan, first_month: date, spill: Path, progress: Progress, threads: int | None
    ) -> None:
        import duckdb

        config: dict[str, Any] = {
            "memory_limit": MEMORY_LIMIT,
            "temp_directory": str(spill),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "preserve_insertion_order": True,
        }
        if threads is not None:
            config["threads"] = threads
        self._progress = progress
        self._connection = duckdb.connect(config=config)
        # The optimizer takes the rows that unnest makes of one for one row; the tables stand in
        # the order in which they should be joined.
        self._run("set disabled_optimizers = 'join_order,build_side_probe_side'")
        for name, value in plan.sizes().items():
            self._set(name, f"{value}::bigint")
        opened = datetime(first_month.year, first_month.month, 1, tzinfo=UTC)
        self._set("opened", f"date '{opened:%Y-%m-%d}'")
        self._set("opened_epoch", f"{int(opened.timestamp())}::bigint")
        self._run(sql("sample/sql", "plot"))
        self._connection.executemany("insert into plot values (?, ?, ?, ?)", plan.lots())

    def write(self, month: int, directory: Path, compress: str | None) -> dict[str, Any]:
        """Write the seven files of a month (the first is 0); the answer says what is in them."""
        self._set("month", f"{month}::bigint")
        self._run(sql("sample/sql", "notes"))
        for script in FOUNDATION:
            self._run(sql("sample/sql", script))
        sizes = {}
        for stage in STAGES:
            sizes.update(self._write_stage(stage, directory, compress))
        notes = described(self._connection)
        for name, size in sizes.items():
            notes["files"][name]["bytes"] = size
        return notes

    def _write_stage(self, stage: Stage, directory: Path, compress: str | None) -> dict[str, int]:
        sizes = {}
        first, *others = stage.files
        self._progress.start(first.name, "write", None)
        for script in stage.scripts:
            self._run(sql("sample/sql", script))
        sizes[first.name] = self._copy(first, directory, compress)
        for file in others:
            self._progress.start(file.name, "write", None)
            sizes[file.name] = self._copy(file, directory, compress)
        self._run(sql("sample/accounts", stage.accounts))
        for table in stage.drops:
            self._run(f"drop table {table}")
        return sizes

    def _copy(self, file: SampleFile, directory: Path, compress: str | None) -> int:
        path = directory / f"{file.name}.csv{SUFFIXES[compress]}"
        self._set("edition", f"'{file.edition}'")
        escaped = str(path).replace("'", "''")
        # Lines are whole already: without a quote they are written as they are.
        [(rows,)] = self._connection.execute(
            f"copy (select line_text as \"{file.header}\" {file.select}) to '{escaped}' ("
            f"format csv, header, quote '', escape '', delimiter '\x01', "
            f"new_line '{file.line_end}', compression '{compress or 'none'}')"
        ).fetchall()
        size = path.stat().st_size
        self._progress.advance(size, rows)
        self._progress.finish()
        return size

    def _set(self, name: str, value: str) -> None:
        self._run(f"set variable {name} = {value}")

    def _run(self, script: str) -> None:
        self._connection.execute(script)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
