"""What Looker asks of a warehouse gives the rows of the reports.

Looker itself is not here: `resolver` makes the SQL that its documentation describes.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from tests.looker.resolver import query
from tests.states import reading

from reelhouse.reports.catalog import definition, definitions

if TYPE_CHECKING:
    from tests.looker.parsed import Model
    from tests.states import Place

    from reelhouse.house import House

Rows = list[tuple[Any, ...]]

COUNTED = {"movie.release_date": "NOT NULL", "movie.status": "Released,NULL"}
MEASURES = ("popularity", "vote_count", "vote_average", "weighted_rating", "ratings", "rating_mean")
STATISTICS = ("median", "mean", "geometric_mean", "total")
MONEY = [f"{whose}-{what}" for whose in ("company", "genre") for what in ("budget", "revenue")]
MONEY += ["company-profit", "genre-profit"]
POPULARITY = ("company-popularity", "genre-popularity")
CASES: list[tuple[str, dict[str, str]]] = [
    *((report.name, {}) for report in definitions()),
    *((name, {"allocation": "split"}) for name in MONEY),
    *((name, {"measure": each}) for name in POPULARITY for each in MEASURES),
    *((name, {"statistic": each}) for name in POPULARITY for each in STATISTICS),
    ("genre-popularity", {"min_movies": "1"}),
    ("genre-popularity", {"min_movies": "5", "measure": "ratings", "statistic": "total"}),
]


def told(value: object) -> object:
    return {"Yes": True, "No": False}.get(value, value) if isinstance(value, str) else value


def in_looker(
    place: Place, model: Model, name: str, parameters: dict[str, str], **filters: str
) -> Rows:
    view = definition(name).view
    fields = [f"{view}.{column.name}" for column in definition(name).columns]
    narrowed = {f"{view}.{column}": told for column, told in filters.items()}
    return normal(place.query(query(model, view, fields, narrowed, parameters)))


def normal(rows: Rows) -> Rows:
    """Rows in one order, numbers by their value and not by the type that an engine gives them."""
    return sorted((tuple(_plain(told(value)) for value in row) for row in rows), key=repr)


def _plain(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return value
    return str(Decimal(value).quantize(Decimal("0.000001")))


@pytest.mark.parametrize(("name", "options"), CASES)
def test_an_explore_gives_the_rows_of_its_report(
    place: Place, house: House, reports: Model, name: str, options: dict[str, str]
) -> None:
    given: dict[str, Any] = {
        key: int(value) if value.isdigit() else value for key, value in options.items()
    }
    expected = house.report(name, **given).rows
    assert expected
    assert in_looker(place, reports, name, options) == normal(expected)


def test_without_its_filter_the_explore_shows_every_rank(
    place: Place, house: House, reports: Model
) -> None:
    expected = house.report("genre-popularity", top="all").rows
    assert len(expected) > len(house.report("genre-popularity").rows)
    assert in_looker(place, reports, "genre-popularity", {}, rank="") == normal(expected)
    first = house.report("genre-popularity", top=3).rows
    assert in_looker(place, reports, "genre-popularity", {}, rank="<=3") == normal(first)


def test_a_filter_on_a_name_ignores_case(place: Place, house: House, reports: Model) -> None:
    expected = house.report("genre-budget", genre="drama", from_year=1990).rows
    narrowed = {"genre": "dRAMA", "release_year": ">=1990"}
    assert expected
    assert in_looker(place, reports, "genre-budget", {}, **narrowed) == normal(expected)


def test_years_of_a_genre_add_up_and_what_is_not_known_stays_unknown(
    place: Place, house: House, reports: Model
) -> None:
    fields = [f"genre_budget.{each}" for each in ("genre_id", "genre", "known", "budget")]
    found = normal(place.query(query(reports, "genre_budget", fields)))
    sums: dict[Any, list[Any]] = {}
    for genre_id, genre, _, _, known, budget in house.report("genre-budget").rows:
        sums.setdefault((genre_id, genre), []).append((known, budget))
    expected = [
        (*key, sum(known for known, _ in rows), _sum([each for _, each in rows]))
        for key, rows in sums.items()
    ]
    assert found == normal(expected)


def _sum(values: list[Any]) -> Any:
    known = [each for each in values if each is not None]
    return sum(known) if known else None


def test_a_statistic_is_not_added_up(place: Place, reports: Model) -> None:
    fields = ["genre_popularity.genre", "genre_popularity.value"]
    everything = {"genre_popularity.rank": ""}
    found = place.query(query(reports, "genre_popularity", fields, everything))
    assert ("Drama", None) in found


def test_the_scope_stands_beside_the_rows_of_a_report(
    place: Place, house: House, reports: Model
) -> None:
    scope = house.report("genre-budget").scope
    [alone] = place.query(query(reports, "scope", ["scope.as_of", "scope.movies_counted"]))
    assert alone == (scope.as_of, scope.movies_counted)
    fields = ["scope.as_of", "scope.movies_counted", "genre_budget.movies"]
    [(as_of, counted, movies)] = place.query(query(reports, "genre_budget", fields))
    assert (as_of, counted) == alone
    assert movies == sum(house.report("genre-budget").table["movies"].to_pylist())


@pytest.mark.parametrize("repeating", [(), ("company.count",), ("country.count", "keyword.count")])
def test_the_model_gives_the_sums_of_the_reports_whatever_else_is_joined(
    place: Place, house: House, tables: Model, repeating: tuple[str, ...]
) -> None:
    fields = ["genre.genre_id", "genre.name", "movie.release_year", "movie.count"]
    amounts = ["movie.known_budget", "movie.total_budget"]
    statement = query(tables, "movie", [*fields, *amounts, *repeating], COUNTED)
    found = [row[: len(fields) + len(amounts)] for row in place.query(statement)]
    expected = [
        (genre_id, None if genre_id is None else genre, *numbers)
        for genre_id, genre, *numbers in house.report("genre-budget").rows
    ]
    assert normal(found) == normal(expected)


def test_sums_would_be_wrong_if_joins_were_said_to_be_to_one(place: Place, tables: Model) -> None:
    fields = ["movie.total_budget", "genre.count"]
    [(alone,)] = place.query(query(tables, "movie", fields[:1]))
    [(total, _)] = place.query(query(tables, "movie", fields))
    assert total == alone
    told = deepcopy(tables.told)
    for explore in told["explores"]:
        for join in explore.get("joins", []):
            join["relationship"] = "one_to_one"
    [(wrong, _)] = place.query(query(replace(tables, told=told), "movie", fields))
    assert wrong > alone


def test_a_mean_has_each_film_once_whatever_else_is_joined(place: Place, tables: Model) -> None:
    fields = ["movie.average_popularity", "genre.count", "keyword.count"]
    [(mean, *_)] = place.query(query(tables, "movie", fields))
    [(expected,)] = place.query("select avg(popularity) from movies.movie")
    assert float(mean) == pytest.approx(float(expected))


def test_people_are_counted_once_each(place: Place, tables: Model) -> None:
    fields = ["cast_credit.count", "cast_credit_company_member.count", "crew_credit.count"]
    found = place.query(query(tables, "movie", fields))
    tables_told = ("cast_credit", "cast_credit", "crew_credit")
    counted = ("count(*)", "count(distinct member_id)", "count(*)")
    pairs = zip(counted, tables_told, strict=True)
    expected = [f"(select {what} from movies.{table})" for what, table in pairs]
    assert found == place.query(f"select {', '.join(expected)}")
    assert all(found[0])


@pytest.mark.parametrize("frame", ["date", "month", "quarter", "year"])
def test_films_can_be_counted_by_any_length_of_time(
    place: Place, tables: Model, frame: str
) -> None:
    found = place.query(query(tables, "movie", [f"movie.release_{frame}", "movie.count"]))
    assert sum(count for _, count in found) == 700


def test_every_field_of_every_explore_can_be_asked_for(
    place: Place, reports: Model, tables: Model
) -> None:
    """An engine that answers knows each table and column, and what can be done with its type."""
    statements = [
        query(model, explore.name, [f"{alias}.{field.name}"])
        for model in (reports, tables)
        for explore in model.explores.values()
        for alias, view in explore.views.items()
        for field in model.views[view].fields.values()
        if field.kind != "parameter"
    ]
    assert len(statements) > 500
    with reading(place.warehouse) as ask:
        for statement in statements:
            assert ask(f"{statement} limit 0") == []
