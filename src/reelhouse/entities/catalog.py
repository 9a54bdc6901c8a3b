"""Which kinds of entities there are: the folders beside this module, by what their lists say.

`list.sql` begins with comment lines of the form `-- key: text`, where a key may come again:

- `title`, `description`;
- `table`: the table of the model whose columns it shows, and whose key identifies one;
- `columns`: what the query gives, in this order;
- `search`: the columns in which `q` is looked for;
- `order`: the columns by which the list is ordered, each with its direction;
- `filters`: what it can be narrowed with, beside `q`;
- the name of a column that the model does not have: what it is.

`one.sql` is the query for one, by `:id`; without it that is its line in the list. Every other file
is a part of one, such as a movie's cast.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from reelhouse.errors import NotFoundError
from reelhouse.reports.columns import Column
from reelhouse.reports.filters import COMPANY, GENRE, PAGE, SORT, YEARS, Filter
from reelhouse.reports.suggestions import did_you_mean
from reelhouse.schema import load_schema

KINDS = ("movies", "companies", "genres", "people")
LIST, ONE = "list", "one"

_DOLLARS = frozenset({"budget", "revenue"})
_MEMBER = Filter("member_id", "integer", "Only movies with a credit of the person of this TMDB id")
_FILTERS = {each.name: each for each in (*YEARS, *COMPANY, *GENRE, _MEMBER)}


@dataclass(frozen=True)
class Kind:
    """A kind of entities: its list, and how one of it is put together.

    There is one for each row of `table`. `order` has columns with their directions. `one` is the
    query for one, and `parts` those for what hangs on it, by name; both take `:id`.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...]
    table: str
    key: str
    search: tuple[str, ...]
    order: tuple[tuple[str, str], ...]
    sql: str
    one: str
    parts: dict[str, str]


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds."""
    return tuple(_read(name) for name in KINDS)


def kind(name: str) -> Kind:
    """The kind of that name; NotFoundError lists what there is."""
    known = {each.name: each for each in kinds()}
    if name not in known:
        raise NotFoundError(
            f"there are no {name!r}.{did_you_mean(name, known)} There are {', '.join(known)}."
        )
    return known[name]


def _read(name: str) -> Kind:
    found = {
        each.name.removesuffix(".sql"): each.read_text("utf-8")
        for each in files(__package__).joinpath(name).iterdir()
        if each.name.endswith(".sql")
    }
    head, _, sql = found.pop(LIST).partition("\n\n")
    header = _header(head)
    table = load_schema().table(f"movies.{header['table']}")
    notes = {column.name: column.note for column in table.columns}
    columns = _names(header["columns"])
    [key] = table.primary_key
    one = found.pop(ONE, f"select * from (\n{sql.strip()}\n) as entity where {key} = :id")
    return Kind(
        name=name,
        title=header["title"],
        description=header["description"],
        columns=tuple(
            Column(each, "US dollars" if each in _DOLLARS else "", notes.get(each) or header[each])
            for each in columns
        ),
        filters=_filters(header, columns),
        table=table.full_name,
        key=key,
        search=_names(header["search"]),
        order=tuple((each.split()[0], each.split()[1]) for each in _names(header["order"])),
        sql=sql.strip(),
        one=one,
        parts=dict(sorted(found.items())),
    )


def _filters(header: dict[str, str], columns: tuple[str, ...]) -> tuple[Filter, ...]:
    searched = " or ".join(_names(header["search"]))
    q = (
        f"Only those with a word in {searched} that begins like this, case ignored; "
        "the best matches come first"
    )
    sort = replace(SORT, choices=columns, help="Column to sort by, instead of the list's own order")
    others = (_FILTERS[each] for each in _names(header.get("filters", "")))
    return (Filter("q", "text", q), *others, sort, *PAGE)


def _header(head: str) -> dict[str, str]:
    header: dict[str, str] = {}
    for key, text in (line.removeprefix("-- ").split(": ", 1) for line in head.splitlines()):
        header[key] = f"{header[key]}, {text}" if key in header else text
    return header


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split(", ")) if text else ()
