"""Where the money of counted films is looked up: in the smallest mart that has the answer.

Looker's aggregate awareness knows no tables but those that it makes, so that the choice is made in
Liquid, when a question is asked. It goes by what is selected and what is filtered, and not by
`_in_query`, which holds for a dimension that Looker has taken away to ask for totals.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reelhouse.reports.columns import SHARED, US_DOLLARS
from reelhouse.resources import sql, uncommented
from reelhouse.warehouse.marts import marts

if TYPE_CHECKING:
    from collections.abc import Iterable


VIEW = "counted_film"
YEAR = "release_year"
WHOSE, ONCE = "whose", "once"
"""What each route has beside the columns that people see.

Rows that differ in the first may share films. Of those that do not, the second, a whole number, is
the same where they are of the same films.
"""
MONEY = tuple(each.name for each in SHARED.values() if each.unit == US_DOLLARS)
FIGURES = ("movies", *(column for name in MONEY for column in (f"known_{name}", name)))


@dataclass(frozen=True)
class Entity:
    """What films are told apart by: its id, and its name, which others can have as well.

    `relation` has both beside the film's id.
    """

    id: str
    name: str
    relation: str

    @property
    def fields(self) -> tuple[str, str]:
        """Its columns."""
        return self.id, self.name

    @property
    def mart(self) -> str:
        """The name of the mart of its years; a film has none."""
        return f"{self.name}_year"


COMPANY = Entity("company_id", "company", "credited_company")
GENRE = Entity("genre_id", "genre", "credited_genre")
FILM = Entity("movie_id", "title", "movies.movie")
ENTITIES = (GENRE, COMPANY, FILM)

_STEPS = ("counted_movie", *(each.relation for each in (COMPANY, GENRE)))
_FILMS = "select * from film"
_COMMA = ",\n    "


def query() -> str:
    """The query of the derived table: the steps to the films, and a choice of what is read.

    A route has the columns that the question needs and no others. What Looker asks for without
    telling Liquid, such as a field that somebody made up, fails there instead of being wrong.
    """
    steps = {mart.name: uncommented(mart.query).replace("reports.", "") for mart in marts()}
    named = {
        **{name: steps[name] for name in _STEPS},
        "film_figures": uncommented(sql("looker/sql", "film_figures")),
        "film": _films(),
        **{f"shared_{each.name}": _shared(each) for each in (COMPANY, GENRE)},
    }
    told = ",\n\n".join(f"{name} as (\n{code}\n)" for name, code in named.items())
    return f"with {told}\n\n{_choice()}"


def _choice() -> str:
    return _chosen(
        (_is_asked(FILM), _FILMS),
        (_is_asked(COMPANY), _chosen((_is_asked(GENRE), _FILMS), *_by(COMPANY))),
        (_is_asked(GENRE), _chosen(*_by(GENRE))),
        ("", _rows("reports.counted_year", "''", YEAR)),
    )


def _by(entity: Entity) -> tuple[tuple[str, str], ...]:
    """The routes to what is asked by one entity alone.

    A film is once in each row of its mart. What is filtered and not selected adds up rows that
    share films, and so does a name that several have: there the films are asked.
    """
    name, fields = entity.name, entity.fields
    of_mart = _rows(f"reports.{entity.mart}", name, YEAR, fields, "allocation = 'full'")
    of_films = _rows("film", name, ONCE, fields, f"{name} in (select {name} from shared_{name})")
    told_by_name = (
        f"    and {name} not in (select {name} from shared_{name})\nunion all\n{of_films}"
    )
    narrowed = _chosen((_is_selected(entity.id), ""), ("", told_by_name))
    return (_is_selected(*fields), f"{of_mart}\n{narrowed}"), ("", _FILMS)


def _shared(entity: Entity) -> str:
    """The names that several have."""
    name = entity.name
    return f"select {name}\nfrom reports.{name}\ngroup by {name}\nhaving count(*) > 1"


def _films() -> str:
    """The films, each as often as it has what is asked for."""
    columns = [f"'' as {WHOSE}", f"film.{FILM.id} as {ONCE}"]
    columns += [f"film.{name}" for name in (YEAR, *FIGURES)]
    lines = [f"select\n    {_COMMA.join(columns)}"]
    for each in ENTITIES:
        told = "".join(f"    , {each.name}_of.{name}\n" for name in each.fields)
        lines.append(_chosen((_is_asked(each), told.rstrip())))
    lines.append("from film_figures as film")
    for each in ENTITIES:
        of = f"{each.name}_of"
        told = f"inner join {each.relation} as {of} on film.{FILM.id} = {of}.{FILM.id}"
        lines.append(_chosen((_is_asked(each), told)))
    return "\n".join(lines)


def _rows(
    relation: str, whose: str, once: str, fields: Iterable[str] = (), condition: str = ""
) -> str:
    columns = [f"{whose} as {WHOSE}", f"{once} as {ONCE}", *fields, YEAR, *FIGURES]
    narrowed = f"\nwhere {condition}" if condition else ""
    return f"select\n    {_COMMA.join(columns)}\nfrom {relation}{narrowed}"


def _is_selected(*fields: str) -> str:
    return " or ".join(f"{VIEW}.{name}._is_selected" for name in fields)


def _is_asked(entity: Entity) -> str:
    filtered = [f"{VIEW}.{name}._is_filtered" for name in entity.fields]
    return " or ".join([_is_selected(*entity.fields), *filtered])


def _chosen(*branches: tuple[str, str]) -> str:
    """One of several pieces: the first whose condition holds; the empty one always does."""
    told = []
    for number, (condition, code) in enumerate(branches):
        word = "elsif" if number else "if"
        told.append(f"{{% {word} {condition} %}}" if condition else "{% else %}")
        told.append(code)
    return "\n".join(each for each in (*told, "{% endif %}") if each)
