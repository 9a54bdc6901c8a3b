"""Datasette over the same tables in SQLite: what answers of Reelhouse are measured beside.

It is asked in two ways. `table`: it chooses from a table that has the report ready, indexed for the
question; all is done before. `query`: a query of its own sums the films, as the report does.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
from bench.process import run
from tests.ports import free_ports
from tests.served import answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.questions import Question

VERSION = "0.65.5"
NAME = "house"
ROWS = 100
WAYS = {"table": "a table that has it ready", "query": "summing films"}
SQL = Path(__file__).parent / "sqlite"
SOURCES = {
    "genre_revenue": "reports.genre_revenue",
    "company_budget": "reports.company_budget",
    "movie": "movies.movie",
    "genre": "movies.genre",
    "movie_genre": "movies.movie_genre",
    "production_company": "movies.production_company",
    "movie_company": "movies.movie_company",
}
"""Tables of the SQLite file, and what each has the rows of."""


def install(folder: Path) -> Path:
    """Datasette's program, in an environment of its own."""
    environment = folder / f"datasette-{VERSION}"
    program = environment / "bin" / "datasette"
    if not program.exists():
        run([sys.executable, "-m", "venv", str(environment)])
        pip = [str(environment / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        run([*pip, f"datasette=={VERSION}"])
    return program


def write(warehouse: str, file: Path) -> None:
    """The tables of a warehouse file that the questions are about, as SQLite, with indexes."""
    file.unlink(missing_ok=True)
    with duckdb.connect(warehouse, read_only=True) as source, closing(sqlite3.connect(file)) as out:
        for table, taken_from in SOURCES.items():
            described = source.execute(f"describe {taken_from}").fetchall()
            whole = {
                name: kind.endswith("INT") or kind == "INTEGER" for name, kind, *_ in described
            }
            columns = [n if whole[n] else f"cast({n} as varchar) as {n}" for n in whole]
            rows = source.execute(f"select {', '.join(columns)} from {taken_from}").fetchall()
            typed = [f"{name} {'integer' if whole[name] else 'text'}" for name in whole]
            out.execute(f"create table {table} ({', '.join(typed)})")
            places = ", ".join("?" * len(described))
            out.executemany(f"insert into {table} values ({places})", rows)
        out.executescript((SQL / "indexes.sql").read_text("utf-8"))
        out.commit()


@contextmanager
def serving(program: Path, file: Path) -> Iterator[str]:
    """The address at which it answers, with what only costs time left out."""
    told = file.with_suffix(".json")
    queries = {
        report: {"sql": (SQL / f"{report}.sql").read_text("utf-8")}
        for report in ("genre-revenue", "company-budget")
    }
    told.write_text(json.dumps({"databases": {NAME: {"queries": queries}}}))
    [port] = free_ports(1)
    command = [str(program), "serve", "--immutable", str(file), "--port", str(port)]
    command += ["--metadata", str(told), "--setting", "suggest_facets", "off"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            while not answers(f"{address}/-/versions.json"):
                assert process.poll() is None
                time.sleep(0.1)
            yield address
        finally:
            process.terminate()


def path(question: Question, way: str) -> str:
    """A question as it is asked of Datasette in one of its ways."""
    asked = f"{question.kind}_id={question.identity}&_shape=objects"
    if way == "query":
        return f"/{NAME}/{question.report}.json?{asked}"
    table = question.report.replace("-", "_")
    plain = f"_sort=release_year&_size={ROWS}&_nocount=1&_nofacet=1"
    return f"/{NAME}/{table}.json?{asked}&{plain}"
