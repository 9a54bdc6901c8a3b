from __future__ import annotations

import pytest

from reelhouse.schema.model import ForeignKey
from reelhouse.schema.stored import load_schema


def test_an_unknown_table_is_a_key_error() -> None:
    with pytest.raises(KeyError, match=r"movies\.reader"):
        load_schema().table("movies.reader")


def test_the_model_of_reelhouse_has_all_its_tables_and_relations() -> None:
    schema = load_schema()
    assert len(schema.tables) == 27
    assert len(schema.foreign_keys) == 26
    assert {table.schema for table in schema.tables} == {"movies", "reelhouse"}
    assert [area.name for area in schema.areas] == ["Films", "People", "MovieLens", "Ledger"]


def test_a_job_is_referred_to_by_both_of_its_columns() -> None:
    keys = load_schema().table("movies.crew_credit").foreign_keys
    pair = ("department", "job")
    assert ForeignKey("movies.crew_credit", pair, "movies.job", pair) in keys


def test_every_foreign_key_leads_to_a_whole_primary_key() -> None:
    schema = load_schema()
    for key in schema.foreign_keys:
        assert key.target_columns == schema.table(key.target).primary_key


def test_a_column_that_refers_has_the_type_of_what_it_refers_to() -> None:
    schema = load_schema()
    types = {
        (table.full_name, column.name): column.type
        for table in schema.tables
        for column in table.columns
    }
    for key in schema.foreign_keys:
        for here, there in zip(key.columns, key.target_columns, strict=True):
            assert types[key.table, here] == types[key.target, there]


def test_no_two_checks_of_a_schema_have_the_same_name() -> None:
    names = [
        (table.schema, each.name)
        for table in load_schema().tables
        for each in table.check_constraints
    ]
    assert len(names) > 40
    assert len(set(names)) == len(names)


def test_every_table_and_every_column_says_what_it_means() -> None:
    for table in load_schema().tables:
        assert table.note
        assert all(column.note for column in table.columns)
