"""Rows from the workbench into a table of the server: Arrow, as binary COPY."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pgpq import ArrowToPostgresBinaryEncoder

if TYPE_CHECKING:
    from collections.abc import Mapping

    import psycopg

    from reelhouse.progress import Stage
    from reelhouse.workbench import Workbench

_BATCH_ROWS = 50_000


def copy_rows(
    bench: Workbench,
    relation: str,
    connection: psycopg.Connection[Any],
    table: str,
    columns: Mapping[str, str],
    *,
    order: str = "",
    stage: Stage | None = None,
) -> int:
    """Append the rows of a relation of the workbench to a table; gives how many there were.

    `columns` are those of the table with their types in DuckDB; binary COPY wants exactly them.
    """
    shown = ", ".join(_shown(name, type_) for name, type_ in columns.items())
    reader = bench.batches(f"select {shown} from {relation} {order}", _BATCH_ROWS)
    encoder = ArrowToPostgresBinaryEncoder(reader.schema)
    names = ", ".join(f'"{name}"' for name in columns)
    rows = 0
    with connection.cursor().copy(f"copy {table} ({names}) from stdin (format binary)") as copy:
        copy.write(encoder.write_header())
        for batch in reader:
            rows += batch.num_rows
            data = encoder.write_batch(batch)
            copy.write(data)
            if stage:
                stage.advance(len(data), batch.num_rows)
        copy.write(encoder.finish())
    return rows


def _shown(name: str, type_: str) -> str:
    """PostgreSQL's text holds every character but U+0000: it becomes the replacement character."""
    value = f'cast("{name}" as {type_})'
    if type_ == "varchar":
        value = f"replace({value}, chr(0), chr(65533))"
    return f'{value} as "{name}"'
