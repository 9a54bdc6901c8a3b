"""How long the counted films take in Looker's explore of them, from a mart and from the films.

    python -m bench.looker_routes postgresql://host/database

The SQL is what the tests take Looker's to be. Each question is asked several times of either, in
turns; the fastest is printed.
"""

from __future__ import annotations

import sys
import time

import psycopg
from tests.looker.parsed import models
from tests.looker.resolver import query

from reelhouse.looker import project
from reelhouse.looker.project import TABLES
from reelhouse.looker.routes import FIGURES, VIEW

RUNS = 15
LARGEST = """
    select company_id from movies.movie_company
    group by company_id order by count(*) desc, company_id limit 1
"""
OF_FILMS = {f"{VIEW}.movie_id": "NOT NULL"}
"""A filter that leaves nothing out and leads to the films."""


def main(url: str) -> None:
    """Print a line for each question."""
    model = models(project("films", "postgres"))[TABLES]
    print("| question | rows | mart, ms | films, ms |\n| --- | --- | --- | --- |")
    with psycopg.connect(url) as session:
        [(company,)] = session.execute(LARGEST).fetchall()
        questions: list[tuple[str, tuple[str, ...], dict[str, str]]] = [
            ("years", ("release_year",), {}),
            ("genres and years", ("genre", "release_year"), {}),
            ("companies and years", ("company_id", "release_year"), {}),
            (
                "years of one company",
                ("company_id", "release_year"),
                {f"{VIEW}.company_id": f"{company}"},
            ),
        ]
        for told, columns, narrowed in questions:
            fields = [f"{VIEW}.{name}" for name in (*columns, *FIGURES)]
            either = [query(model, VIEW, fields, narrowed | more) for more in ({}, OF_FILMS)]
            taken: list[list[float]] = [[], []]
            rows = 0
            for _ in range(RUNS):
                for number, statement in enumerate(either):
                    began = time.perf_counter()
                    rows = len(session.execute(statement.encode()).fetchall())
                    taken[number].append(1000 * (time.perf_counter() - began))
            mart, films = (min(each) for each in taken)
            print(f"| {told} | {rows:,} | {mart:.0f} | {films:.0f} |")


if __name__ == "__main__":
    main(sys.argv[1])
