from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reelhouse.schema import Table, load_schema

if TYPE_CHECKING:
    from tests.looker.parsed import Model

each_table = pytest.mark.parametrize("table", load_schema().tables, ids=lambda table: table.name)


@each_table
def test_a_view_has_every_column_with_its_note(tables: Model, table: Table) -> None:
    view = tables.views[table.name]
    assert view.told["sql_table_name"] == f'"{table.schema}"."{table.name}"'
    found = {
        (column, field.told.get("description", ""))
        for field in view.fields.values()
        for column in field.columns
    }
    assert found == {(column.name, column.note) for column in table.columns}


@each_table
def test_the_primary_key_is_that_of_the_model(tables: Model, table: Table) -> None:
    view = tables.views[table.name]
    key = view.fields[view.primary_key]
    parts = tuple(key.columns) or tuple(
        part.strip().removeprefix("${").removesuffix("}")
        for part in key.sql.split("||")
        if "chr" not in part
    )
    assert parts == table.primary_key


def test_points_in_time_are_groups(tables: Model) -> None:
    movie = tables.views["movie"].fields
    assert movie["release_year"].told["convert_tz"] == "no"
    assert "release_time" not in movie
    rating = tables.views["rating"].fields
    assert "rated_time" in rating
    assert "convert_tz" not in rating["rated_time"].told


def test_money_is_summed_with_how_much_of_it_is_known(tables: Model) -> None:
    fields = tables.views["movie"].fields
    assert fields["sum_budget"].told["hidden"] == "yes"
    assert fields["total_budget"].told["label"] == "Total budget (US dollars)"
    assert fields["total_budget"].told["value_format"] == "$#,##0"
    assert "${known_budget}" in fields["total_budget"].sql
    assert fields["average_budget"].type == "average"


def test_what_has_no_unit_is_not_added_up(tables: Model) -> None:
    measures = {name for view in tables.views.values() for name in view.of_kind("measure")}
    totals = {name.removeprefix("total_") for name in measures if name.startswith("total_")}
    rows = {"read", "loaded", "duplicate", "orphan", "blank", "rejected", "repaired"}
    rows |= {"inserted", "updated", "deleted"}
    expected = {"budget", "revenue", "runtime_minutes", "vote_count", "seconds"}
    assert totals == expected | {f"rows_{each}" for each in rows}
    means = {name.removeprefix("average_") for name in measures if name.startswith("average_")}
    assert means == totals | {"popularity", "vote_average", "rating"}


def test_what_is_not_for_everybody_is_marked(tables: Model) -> None:
    marked = {
        f"{view.name}.{field.name}": field.told["tags"]
        for view in tables.views.values()
        for field in view.fields.values()
        if "tags" in field.told
    }
    assert marked == {
        "movie.is_adult": ["sensitive"],
        "company_member.name": ["personal data"],
        "company_member.gender": ["personal data"],
        "company_member.profile_path": ["personal data"],
        "movielens_user.user_id": ["pseudonymous"],
    }
