"""What is there already: somebody else's, another version's, or what the model says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.states import answers
from tests.test_kills import FIRST, SECOND

from reelhouse.errors import NoWarehouseError, WarehouseError
from reelhouse.schema import load_schema
from reelhouse.warehouse.marts import marts
from reelhouse.warehouse.postgres.tables import SCHEMAS, fingerprint

if TYPE_CHECKING:
    from tests.warehouse.postgres.loads import Place

OLDER = "Reelhouse 0123456789abcdef"


# ------------------------------------------------------------------ somebody else's


@pytest.mark.parametrize("schema", SCHEMAS)
@pytest.mark.parametrize("comment", [None, "Our house", "Reelhouse is what we call it"])
def test_a_schema_of_somebody_else_s_is_refused_and_stays(
    place: Place, schema: str, comment: str | None
) -> None:
    place.run(f"create schema {schema}", f"create table {schema}.theirs (number integer)")
    if comment:
        place.run(f"comment on schema {schema} is '{comment}'")
    for load in (lambda: place.ingest(FIRST), lambda: place.house().rebuild()):
        with pytest.raises(WarehouseError, match=f"which it did not make: {schema}; give another"):
            load()
    assert place.rows(f"select * from {schema}.theirs") == []
    assert place.leftovers() == []


def test_a_schema_that_only_goes_by_the_name_of_one_that_is_built_stays(place: Place) -> None:
    place.run("create schema reports_building", "create table reports_building.theirs (n integer)")
    with pytest.raises(WarehouseError, match='schema "reports_building" already exists'):
        place.ingest(FIRST)
    assert place.rows("select * from reports_building.theirs") == []


def test_schemas_of_other_names_stay(place: Place) -> None:
    place.run("create schema ours", "create table ours.notes (note text)")
    place.ingest(FIRST)
    place.ingest(SECOND)
    with place.house() as house:
        house.rebuild()
    assert place.rows("select * from ours.notes") == []


# ------------------------------------------------------------------ another version's


def made_older(place: Place) -> None:
    place.run(*(f"comment on schema {each} is '{OLDER}'" for each in SCHEMAS))


def test_the_next_load_builds_anew_what_an_older_version_made(one: Place) -> None:
    made_older(one)
    one.run("drop view reports.genre_revenue")
    assert one.ingest(SECOND).publication.method == "built"
    assert one.seen()
    assert comments(one) == dict.fromkeys(SCHEMAS, fingerprint())
    assert one.leftovers() == []


def test_reports_over_an_older_version_say_what_to_do_or_answer_rightly(one: Place) -> None:
    rightly = one.seen()
    made_older(one)
    assert one.seen() == rightly
    one.run("drop table reports.genre_year cascade")
    with (
        one.house() as house,
        pytest.raises(
            WarehouseError, match=r"(?s)no warehouse of this version.*`reelhouse rebuild`"
        ),
    ):
        answers(house)


def test_a_schema_that_was_dropped_is_made_again(one: Place) -> None:
    before = one.tables()
    one.run("drop schema reports cascade")
    with one.house() as house, pytest.raises(NoWarehouseError, match="`reelhouse ingest`"):
        answers(house)
    one.ingest(FIRST)
    assert one.tables() == before


def comments(place: Place) -> dict[str, str]:
    return dict(
        place.rows(
            "select nspname, obj_description(oid, 'pg_namespace') from pg_namespace"
            " where nspname = any(%s)",
            list(SCHEMAS),
        )
    )


# ------------------------------------------------------------------ what the model says


def test_keys_references_indexes_and_comments_are_those_of_the_model(one: Place) -> None:
    with one.house() as house:
        house.rebuild()  # names and references are right in what took the place of another, too
    assert constraints(one, "p") == {
        (table.full_name, ("primary key", *table.primary_key)) for table in load_schema().tables
    }
    assert constraints(one, "f") == {
        (table.full_name, (key.target, *key.columns))
        for table in load_schema().tables
        for key in table.foreign_keys
    }
    assert one.rows("select 1 from pg_constraint where not convalidated") == []
    indexed = indexes(one)
    for table in load_schema().tables:
        for index in table.indexes:
            assert (table.full_name, index.columns) in indexed
    for mart in marts():
        for column in () if mart.is_step else mart.indexes:
            assert (f"reports.{mart.name}", (column,)) in indexed
    described = one.rows(
        "select attrelid::regclass::text, attname, col_description(attrelid, attnum)"
        " from pg_attribute join pg_class on pg_class.oid = attrelid"
        " where attnum > 0 and relkind = 'r' and relnamespace = any(%s::regnamespace[])",
        ["movies", "reelhouse"],
    )
    assert {(table, column): said for table, column, said in described} == {
        (table.full_name, column.name): column.note
        for table in load_schema().tables
        for column in table.columns
    }


def constraints(place: Place, kind: str) -> set[tuple[str, tuple[str, ...]]]:
    found = place.rows(
        "select conrelid::regclass::text, case when contype = 'p' then 'primary key'"
        " else confrelid::regclass::text end, (select array_agg(attname::text order by place)"
        " from unnest(conkey) with ordinality as key (number, place)"
        " join pg_attribute on attrelid = conrelid and attnum = number)"
        " from pg_constraint where contype = %s"
        " and connamespace = any(array['movies', 'reelhouse']::regnamespace[])",
        kind,
    )
    return {(table, (other, *columns)) for table, other, columns in found}


def indexes(place: Place) -> set[tuple[str, tuple[str, ...]]]:
    found = place.rows(
        "select indrelid::regclass::text, (select array_agg(attname::text order by place)"
        " from unnest(indkey) with ordinality as key (number, place)"
        " join pg_attribute on attrelid = indrelid and attnum = number)"
        " from pg_index join pg_class on pg_class.oid = indrelid"
        " where relnamespace = any(array['movies', 'reports', 'reelhouse']::regnamespace[])"
    )
    return {(table, tuple(columns)) for table, columns in found}
