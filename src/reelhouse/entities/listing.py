"""Lists of entities: searched by name, narrowed, sorted and cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reelhouse.entities.catalog import kind
from reelhouse.errors import NotFoundError
from reelhouse.reports.filters import validate
from reelhouse.reports.statement import page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyarrow as pa

    from reelhouse.entities.catalog import Kind
    from reelhouse.warehouse.base import Warehouse

_CONDITIONS = {
    "year": "extract(year from release_date) = :year",
    "from_year": "extract(year from release_date) >= :from_year",
    "to_year": "extract(year from release_date) <= :to_year",
    "company_id": "movie_id in ("
    "select movie_id from movies.movie_company where company_id = :company_id)",
    "genre_id": "movie_id in (select movie_id from movies.movie_genre where genre_id = :genre_id)",
    "member_id": "movie_id in ("
    "select movie_id from movies.cast_credit where member_id = :member_id "
    "union select movie_id from movies.crew_credit where member_id = :member_id)",
}
_Q = "' ' || reports.folded(:q)"
_TABLES = {
    "company_id": "movies.production_company",
    "genre_id": "movies.genre",
    "member_id": "movies.company_member",
}


@dataclass(frozen=True)
class Listing:
    """Rows of a list.

    `total_rows` is their number before `limit` and `offset`, `as_of` the label of the newest
    delivery; `filters` are the filters as applied.
    """

    kind: Kind
    table: pa.Table
    total_rows: int
    as_of: str | None
    filters: dict[str, int | str]


def find(warehouse: Warehouse, name: str, **filters: object) -> Listing:
    """The list of a kind, `name` being one of KINDS.

    With `q` those whose names are it come first, then those that begin with it, then those in
    which a later word does. UsageError where the list does not have a filter or does not allow
    its value, NotFoundError where there is no such kind, company, genre or person.
    """
    listed = kind(name)
    applied = validate(name, listed.filters, filters)
    if not str(applied.get("q", "")).strip():
        applied.pop("q", None)
    where = _where(listed, applied)
    cut = page(applied)
    columns = ", ".join(column.name for column in listed.columns)
    with warehouse.snapshot():
        _require_existing(warehouse, applied)
        rows = warehouse.query(
            f"select {columns} from (\n{listed.sql}\n) as entity {where} "
            f"order by {', '.join(_order(listed, applied))} {cut}",
            applied,
        )
        total = rows.num_rows
        if cut:
            count = f"select count(*) as total from {listed.table} as entity {where}"
            total = warehouse.query(count, applied).column(0)[0].as_py()
        return Listing(listed, rows, total, newest(warehouse), applied)


def newest(warehouse: Warehouse) -> str | None:
    """Label of the newest delivery of a warehouse, None before the first one."""
    found = warehouse.query(
        "select label from reelhouse.delivery order by position desc nulls last limit 1"
    )
    return found.column(0)[0].as_py() if found.num_rows else None


def _require_existing(warehouse: Warehouse, applied: Mapping[str, int | str]) -> None:
    for name, table in _TABLES.items():
        if name not in applied:
            continue
        found = warehouse.query(f"select 1 as found from {table} where {name} = :{name}", applied)
        if not found.num_rows:
            what = name.removesuffix("_id").replace("member", "person")
            raise NotFoundError(f"no {what} has the id {applied[name]}.")


def _where(listed: Kind, applied: Mapping[str, int | str]) -> str:
    conditions = [text for name, text in _CONDITIONS.items() if name in applied]
    if "q" in applied:
        words = (f"{_place(_folded(each))} > 0" for each in listed.search)
        conditions.append(f"({' or '.join(words)})")
    return f"where {' and '.join(conditions)}" if conditions else ""


def _order(listed: Kind, applied: Mapping[str, int | str]) -> Iterator[str]:
    if "sort" in applied:
        yield f"{applied['sort']} {applied['order']} nulls last"
    elif "q" in applied:
        name = _folded(listed.search[0])
        rank = f"case when {name} = {_Q} then 0 when {_place(name)} = 1 then 1 else 2 end"
        yield f"{rank} asc nulls last"
    yield from (f"{column} {direction} nulls last" for column, direction in listed.order)


def _folded(text: str) -> str:
    """A text in which each word, the first one too, comes after a blank, in lower case."""
    return f"' ' || reports.folded({text})"


def _place(text: str) -> str:
    """Where in a text `q` begins a word, 0 for nowhere; no letter in it stands for others."""
    return f"position({_Q} in {text})"
