"""What was planted in a delivery, and the accounting to expect of it: `defects.json`."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

# The words of the real delivery's list of defects, with what is right.
MEANINGS = {
    "before_1900": "a release date before 1900: kept",
    "blank_line": "a line with nothing in it: counted as blank",
    "broken_record": "a record broken over two lines in its overview: joined, 24 fields",
    "carriage_return": "a bare carriage return in a quoted field: part of the value",
    "cut_off": "a nested value cut off in its last item: the complete items are kept",
    "duplicate_identical": "the same record again: kept once",
    "duplicate_other": "the same id with other values: the one that wins is named",
    "float_noise": "a popularity with the noise of a float: rounded to 6 decimals",
    "future": "a release date in the future: kept",
    "key_extra": "a key that is not known, in the items of a nested value: left out",
    "key_missing": "a key that is missing in a nested value: not known",
    "key_order": "the keys of a nested value in another order: read by name",
    "line_break": "a line break in a quoted field: part of the value",
    "link_without_movie": "a link to a movie that is not there: loaded without a movie",
    "link_without_tmdb_id": "a link with no TMDB id: loaded",
    "on_2008_01_01": "one of the many films of 2008-01-01: kept",
    "orphan": "what it belongs to is not there: waits until a delivery brings it",
    "popularity_text": "text where the popularity belongs: not known",
    "repeated": "the record of an id again, the same: kept once",
    "shared_tmdb_id": "a second MovieLens id for the same film: loaded",
    "spoiled": "a nested value with GATORADE in place of its end: all items are kept",
    "suspect_budget": "a budget under 1,000 dollars, in wrong units: kept and flagged",
    "suspect_revenue": "a revenue under 1,000 dollars, in wrong units: kept and flagged",
    "undated": "no release date: not known",
    "without_credits": "a movie without a record in credits",
    "without_keywords": "a movie without a record in keywords",
}


def described(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """The tables `account` and `defect` as nested dictionaries, ready for JSON.

    `files` has, for each file, `records` (broken ones joined), `parsed_records` (as a CSV parser
    sees them), `blank`, `repaired` where there is something to repair, `duplicates`, `orphans` and
    `loaded`, with records = loaded + duplicates + orphans. `movies` and `people` count what the
    loaded rows say; `new` what this month added. `defects` has, for each kind and file, the
    count and the places: id, line (the first is 1), column and detail where there are such.
    """
    accounts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for group, item, amount in connection.execute("select * from account").fetchall():
        accounts[group][item] += int(amount)
    notes: dict[str, Any] = {
        name: accounts.pop(name) for name in ("movies", "people", "new") if name in accounts
    }
    return {"files": dict(accounts), **notes, "defects": _places(connection)}


def _places(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    kinds: dict[str, dict[str, Any]] = {}
    query = """
        select kind, file_name, id, line_number, column_name, detail
        from defect
        order by kind, file_name, line_number, id
    """
    for kind, file, *place in connection.execute(query).fetchall():
        known = kinds.setdefault(kind, {"meaning": MEANINGS[kind], "files": {}})
        entry = known["files"].setdefault(file, {"count": 0, "places": []})
        entry["count"] += 1
        entry["places"].append(
            {
                name: value
                for name, value in zip(("id", "line", "column", "detail"), place, strict=True)
                if value is not None
            }
        )
    return kinds
