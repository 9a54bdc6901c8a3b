"""Makes the deliveries of a sample in an embedded DuckDB, one month at a time."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Self

from reelhouse.resources import sql
from reelhouse.sample.defects import described
from reelhouse.sample.files import FILES, FOUNDATION, SampleFile

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
        self._run_all("sql", ("notes", *FOUNDATION))
        sizes = {}
        for file in FILES:
            path = directory / f"{file.name}.csv{SUFFIXES[compress]}"
            stage = self._progress.start(file.name, "write", None)
            rows = self._write_file(file, path, compress)
            sizes[file.name] = path.stat().st_size
            stage.advance(sizes[file.name], rows)
            stage.finish()
        notes = described(self._connection)
        for name, size in sizes.items():
            notes["files"][name]["bytes"] = size
        return notes

    def _write_file(self, file: SampleFile, path: Path, compress: str | None) -> int:
        self._set("edition", f"'{file.edition}'")
        self._set("lines_before", "1::bigint")
        self._run_all("sql", file.setup)
        [(units,)] = self._connection.execute(f"select {file.chunks.units}").fetchall()
        rows = 0
        for first in range(0, units, file.chunks.size):
            self._set("chunk_first", f"{first}::bigint")
            self._set("chunk_end", f"{first + file.chunks.size}::bigint")
            self._run_all("sql", file.scripts)
            if first == 0:
                rows += self._copy(file, path, compress, header=True)
            else:
                part = path.with_name(f".{path.name}.part")
                rows += self._copy(file, part, compress, header=False)
                _append(part, path)
            self._run_all("accounts", file.accounts)
            self._drop(file.part_tables)
        self._run_all("accounts", file.closing)
        self._drop(file.tables)
        return rows

    def _copy(self, file: SampleFile, path: Path, compress: str | None, *, header: bool) -> int:
        escaped = str(path).replace("'", "''")
        # Lines are whole already: without a quote they are written as they are.
        [(rows,)] = self._connection.execute(
            f"copy (select line_text as \"{file.header}\" {file.select}) to '{escaped}' ("
            f"format csv, header {header}, quote '', escape '', delimiter '\x01', "
            f"new_line '{file.line_end}', compression '{compress or 'none'}')"
        ).fetchall()
        return int(rows)

    def _run_all(self, folder: str, scripts: tuple[str, ...]) -> None:
        for script in scripts:
            self._run(sql(f"sample/{folder}", script))

    def _drop(self, tables: tuple[str, ...]) -> None:
        for table in tables:
            self._run(f"drop table {table}")

    def _set(self, name: str, value: str) -> None:
        self._run(f"set variable {name} = {value}")

    def _run(self, script: str) -> None:
        self._connection.execute(script)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()


def _append(part: Path, path: Path) -> None:
    with part.open("rb") as source, path.open("ab") as destination:
        shutil.copyfileobj(source, destination, 1 << 22)
    part.unlink()
