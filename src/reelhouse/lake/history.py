"""How films' popularity, votes and money went from delivery to delivery."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reelhouse.resources import quoted, sql

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reelhouse.lake.lake import Lake
    from reelhouse.lake.manifest import Manifest
    from reelhouse.workbench import Workbench


def extend_history(
    bench: Workbench, lake: Lake, history: str, known: Iterable[str], added: Iterable[Manifest]
) -> None:
    """Write what the deliveries `added`, oldest first, changed into the table `history`.

    It has to hold what the ones before them changed, and their labels are `known`, oldest first;
    of the others it holds nothing.
    """
    rows = ", ".join(f"('{label}', {at})" for at, label in enumerate(known)) or "(null, 0)"
    labels = f"(select label, position from (values {rows}) as given (label, position))"
    bench.run(sql("lake/sql", "history_latest", history=history, labels=labels))
    for each in added:
        folder = lake.local(each.folder_of("movies_metadata"), ["movie.parquet"])
        movie = f"read_parquet({quoted(folder / 'movie.parquet')})"
        bench.run(
            sql(
                "lake/sql",
                "history_step",
                history=history,
                movie=movie,
                label=f"'{each.label}'",
                removes="false" if each.is_delta else "true",
            )
        )
