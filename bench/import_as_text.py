"""The yardstick: DuckDB imports the CSV files of a delivery as they are, all text, into a file."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

from reelhouse.source.delivery import FILE_NAMES

# A record that is broken over two lines has too few fields, which only this lets pass; with
# line breaks in quotes it goes without parallel reading.
BROKEN = ", null_padding=true, strict_mode=false, parallel=false"


def main(delivery: Path, database: Path) -> None:
    database.unlink(missing_ok=True)
    with duckdb.connect(database) as connection:
        for name in FILE_NAMES:
            options = BROKEN if name == "movies_metadata" else ""
            connection.execute(
                f"create table {name} as from read_csv('{delivery / name}.csv', "
                f"all_varchar=true, header=true, delim=',', quote='\"'{options})"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
