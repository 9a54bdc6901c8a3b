"""Parquet: the rows as Arrow has them; the scope stands in the file's metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from reelhouse.output.json import encode

if TYPE_CHECKING:
    import pyarrow as pa

    from reelhouse.output import Answer, Options


def write(answer: Answer, stream: BinaryIO, options: Options) -> None:  # noqa: ARG001 one signature
    """Write one file, compressed with zstd.

    Its metadata have `reelhouse.report` (a name), `reelhouse.filters` and `reelhouse.scope`
    (JSON); each column has its `unit` and `description`.
    """
    from pyarrow import parquet

    parquet.write_table(described(answer), stream, compression="zstd")


def described(answer: Answer) -> pa.Table:
    """The rows, with what is said about them in the schema's metadata."""
    import pyarrow as pa

    columns = [
        column.with_metadata({"unit": field.unit, "description": field.description})
        for column, field in zip(answer.data.schema, answer.fields, strict=True)
    ]
    about = {
        "reelhouse.report": answer.name,
        "reelhouse.filters": encode(answer.filters),
        "reelhouse.scope": encode(answer.scope),
    }
    return answer.data.cast(pa.schema(columns, metadata=about))
