"""Arrow: the rows as an IPC stream; the scope stands in the schema's metadata."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

from reelhouse.output.answer import BATCH_ROWS
from reelhouse.output.parquet import described

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reelhouse.output import Answer, Options


def write(answer: Answer, stream: BinaryIO, options: Options) -> None:
    """Write an IPC stream, with the same metadata as Parquet has."""
    stream.writelines(chunks(answer, options))


def chunks(answer: Answer, options: Options) -> Iterator[bytes]:  # noqa: ARG001 one signature
    """The stream, a batch of rows at a time."""
    import pyarrow as pa

    table = described(answer)
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        for batch in table.to_batches(max_chunksize=BATCH_ROWS):
            writer.write_batch(batch)
            yield _taken(sink)
    yield _taken(sink)


def _taken(sink: io.BytesIO) -> bytes:
    data = sink.getvalue()
    sink.seek(0)
    sink.truncate()
    return data
