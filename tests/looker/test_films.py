"""The films to explore freely: each question gets the same rows from a mart and from the films.

What is asked of a mart goes to the films as soon as they are filtered: `movie_id` is always known,
so that to ask for those where it is changes the route and no answer.
"""

from __future__ import annotations

from itertools import chain, combinations, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.clean.deliveries import films as delivered
from tests.looker.conftest import REAL
from tests.looker.counted import Films, films
from tests.looker.resolver import query
from tests.looker.test_answers import normal
from tests.states import reading

from reelhouse.looker.routes import FIGURES, VIEW
from reelhouse.reports.catalog import definition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.looker.parsed import Model
    from tests.states import Place, Places

    from reelhouse.house import House

GOLDEN = Path(__file__).parents[1] / "golden" / "delivery"
DIMENSIONS = ("release_year", "genre_id", "genre", "company_id", "company")
SELECTIONS = list(chain.from_iterable(combinations(DIMENSIONS, number) for number in range(6)))
OF_FILMS = {"movie_id": "NOT NULL"}

NARROWED: dict[str, tuple[dict[str, str], dict[str, Callable[[Any], bool]]]] = {
    "nothing": ({}, {}),
    "years": ({"release_year": ">=1990"}, {"release_year": lambda year: year >= 1990}),
    "genres": (
        {"genre": "Drama,Comedy,Joy"},
        {"genre": lambda name: name in ("Drama", "Comedy", "Joy")},
    ),
    "genres by id": ({"genre_id": "18,35,NULL"}, {"genre_id": lambda id_: id_ in (18, 35, None)}),
    "companies that share a name": (
        {"company": "Aurora Films,Canal+,Twin"},
        {"company": lambda name: name in ("Aurora Films", "Canal+", "Twin")},
    ),
    "companies by id": (
        {"company_id": "501,502,503,5358,47532,1,2"},
        {"company_id": lambda id_: id_ in (501, 502, 503, 5358, 47532, 1, 2)},
    ),
    "genres and companies": (
        {"genre": "Drama,Comedy", "company_id": "NOT NULL"},
        {
            "genre": lambda name: name in ("Drama", "Comedy"),
            "company_id": lambda id_: id_ is not None,
        },
    ),
}
YEAR, GENRES, COMPANIES = DIMENSIONS[0], DIMENSIONS[1:3], DIMENSIONS[3:]
SOME: list[tuple[tuple[str, ...], str]] = [
    *(((), narrowed) for narrowed in ("nothing", "genres", "genres and companies")),
    *(((YEAR,), narrowed) for narrowed in ("nothing", "genres by id", "years")),
    *(((name,), "nothing") for name in (*GENRES, *COMPANIES)),
    (GENRES, "genres"),
    ((YEAR, "genre"), "companies by id"),
    ((YEAR, "company"), "companies that share a name"),
    (("company",), "companies by id"),
    (("genre", "company"), "years"),
]
ALL = list(product(SELECTIONS, NARROWED))


def twins(folder: Path) -> Path:
    """A delivery with films of two companies of one name, and of two genres of one name."""
    companies = [{"id": 1, "name": "Twin"}, {"id": 2, "name": "Twin"}, {"id": 3, "name": "Other"}]
    genres = [
        {"id": 18, "name": "Drama"},
        {"id": 19, "name": "Drama"},
        {"id": 35, "name": "Comedy"},
    ]
    both: dict[str, object] = {"production_companies": companies, "genres": genres}
    source = folder / "twins"
    source.mkdir()
    text = delivered(
        {"id": 1, "budget": 1_000, "revenue": 5_000, **both},
        {"id": 2, "budget": 20_000, "production_companies": companies[:2], "genres": genres[1:]},
        {"id": 3, "revenue": 300_000, "release_date": "1980-01-01", "genres": genres[:1]},
        {"id": 4, "budget": 9_000, "revenue": 4_000, "production_companies": companies[1:]},
    )
    (source / "movies_metadata.csv").write_text(text, encoding="utf-8")
    return source


@pytest.fixture(scope="package", params=["golden", "real", "twins"])
def filled(
    request: pytest.FixtureRequest, places: Places, tmp_path_factory: pytest.TempPathFactory
) -> Place:
    """A warehouse of either kind with films."""
    folder = tmp_path_factory.mktemp("films")
    source = {"golden": GOLDEN, "real": REAL}.get(request.param) or twins(folder)
    made = places.place(folder)
    with made.open() as house:
        house.ingest(source, drop="2026-11", max_reject_rate=1)
    return made


@pytest.fixture(scope="package")
def counted(filled: Place) -> Films:
    with reading(filled.warehouse) as ask:
        return films(ask)


def statement(model: Model, fields: Iterable[str], narrowed: dict[str, str]) -> str:
    """What Looker sends for fields and all figures."""
    named = {f"{VIEW}.{name}": told for name, told in narrowed.items()}
    return query(model, VIEW, [f"{VIEW}.{name}" for name in (*fields, *FIGURES)], named)


@pytest.mark.parametrize(
    "questions", [SOME, pytest.param(ALL, marks=pytest.mark.long)], ids=["some", "all"]
)
def test_a_question_has_the_same_answer_on_every_route(
    filled: Place, counted: Films, tables: Model, questions: list[tuple[tuple[str, ...], str]]
) -> None:
    rows = 0
    with reading(filled.warehouse) as ask:
        for fields, narrowed in questions:
            told, chosen = NARROWED[narrowed]
            found = normal(ask(statement(tables, fields, told)))
            assert found == normal(ask(statement(tables, fields, told | OF_FILMS))), fields
            assert found == normal(counted.figures(fields, chosen)), fields
            rows += len(found)
    assert rows > len(questions)


def test_films_themselves_can_be_asked_for(filled: Place, counted: Films, tables: Model) -> None:
    with reading(filled.warehouse) as ask:
        for fields in (["movie_id", "title"], ["title", "genre"], ["company", "movie_id"]):
            found = normal(ask(statement(tables, fields, {})))
            assert found == normal(counted.figures(fields, {}))


@pytest.mark.parametrize("figure", ["budget", "revenue", "profit"])
@pytest.mark.parametrize("by", ["company", "genre"])
def test_it_has_the_rows_of_the_reports(
    place: Place, house: House, tables: Model, by: str, figure: str
) -> None:
    """Budget and revenue beside a profit are those of its films alone: it has no such column."""
    report = definition(f"{by}-{figure}")
    named = {"known": f"known_{figure}"}
    columns = [each.name for each in report.columns]
    wanted = [name for name in columns if figure != "profit" or name not in ("budget", "revenue")]
    fields = [f"{VIEW}.{named.get(name, name)}" for name in wanted]
    found = normal(place.query(query(tables, VIEW, fields)))
    rows = house.report(report.name, allocation="full").rows
    places = [columns.index(name) for name in wanted]
    assert found == normal([tuple(row[place] for place in places) for row in rows])


def test_totals_have_each_film_once(place: Place, tables: Model) -> None:
    """Looker asks for totals without what it totals over."""
    with reading(place.warehouse) as ask:
        [(counted,)] = ask("select sum(movies) from reports.counted_year")
        for fields in (["release_year", "genre"], ["genre"], []):
            rows = ask(statement(tables, fields, {}))
            movies = sum(row[len(fields)] for row in rows)
            assert movies > counted if "genre" in fields else movies == counted


def test_rows_that_share_films_are_never_added_up_in_a_mart(place: Place, tables: Model) -> None:
    """Should Looker total over a mart of genres after all, the total is empty instead of wrong."""
    by_genre = statement(tables, ["genre_id"], {})
    assert "from reports.genre_year" in by_genre
    total = by_genre.replace(f'({VIEW}."genre_id") as "{VIEW}.genre_id", ', "").removesuffix(
        " group by 1"
    )
    [row] = place.query(total)
    assert set(row) == {None}


def test_a_field_of_somebodys_own_fails_unless_what_it_is_made_from_is_asked_for(
    place: Place, tables: Model
) -> None:
    """Liquid is not told of it, so that the mart of years is read, which has no genres."""
    own = f"{VIEW}.genre in ('Drama', 'Comedy')"
    years = statement(tables, [], {"release_year": "NOT NULL"})
    with pytest.raises(Exception, match="genre"):
        place.query(f"{years} and {own}")
    told = statement(tables, [], {"genre": "NOT NULL"})
    assert place.query(f"{told} and {own}") == place.query(
        statement(tables, [], {"genre": "Drama,Comedy"})
    )
