from __future__ import annotations

import pytest

from reelhouse.schema.model import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    load_schema,
    parse_schema,
)

LIBRARY = """
Table library.book {
  isbn text [pk, note: 'Number of the book']
  author_id integer [ref: > library.author.author_id]
  pages integer [not null, check: `pages > 0`]
  indexes { (author_id, pages) }
  Note: 'Books'
}
Table library.author {
  author_id integer [pk]
}
Table library.loan {
  isbn text [ref: > library.book.isbn]
  reader text [note: 'Who has it', check: `reader <> 'nobody''s'`]
  lent date
  returned date
  indexes {
    (isbn, reader) [pk]
    reader [unique]
  }
  checks {
    `returned >= lent` [name: 'loan_ends_after_it_began']
    `lent >= date '2000-01-01'
       or returned is not null` [name: 'old_loans_have_ended']
  }
}
TableGroup Books [note: 'All of it', color: #112233] {
  library.book
  library.author
  library.loan
}
"""


def test_a_table_is_read_with_its_columns_keys_and_indexes() -> None:
    book = parse_schema(LIBRARY).table("library.book")
    assert book.columns == (
        Column("isbn", "text", nullable=False, note="Number of the book"),
        Column("author_id", "integer", nullable=True, note=""),
        Column("pages", "integer", nullable=False, note=""),
    )
    assert book.primary_key == ("isbn",)
    assert book.foreign_keys == (
        ForeignKey("library.book", ("author_id",), "library.author", ("author_id",)),
    )
    assert book.indexes == (Index(("author_id", "pages"), unique=False),)
    assert book.note == "Books"


def test_columns_of_a_compound_key_are_never_null() -> None:
    loan = parse_schema(LIBRARY).table("library.loan")
    assert loan.primary_key == ("isbn", "reader")
    assert [column.nullable for column in loan.columns] == [False, False, True, True]
    assert loan.indexes == (Index(("reader",), unique=True),)


def test_checks_are_those_of_the_columns_then_those_of_the_table() -> None:
    schema = parse_schema(LIBRARY)
    assert schema.table("library.book").check_constraints == (
        CheckConstraint("book_pages_check", "pages", "pages > 0"),
    )
    assert schema.table("library.loan").check_constraints == (
        CheckConstraint("loan_reader_check", "reader", "reader <> 'nobody''s'"),
        CheckConstraint("loan_ends_after_it_began", None, "returned >= lent"),
        CheckConstraint(
            "old_loans_have_ended",
            None,
            "lent >= date '2000-01-01'\n       or returned is not null",
        ),
    )
    assert schema.table("library.author").check_constraints == ()


def test_areas_are_the_table_groups() -> None:
    (area,) = parse_schema(LIBRARY).areas
    assert (area.name, area.note, area.color) == ("Books", "All of it", "#112233")
    assert area.tables == ("library.book", "library.author", "library.loan")


@pytest.mark.parametrize(
    ("written", "instead", "complaint"),
    [
        ("author_id integer [pk]", "author_id integer", r"library\.author needs a primary key"),
        ("ref: > library.book.isbn", "ref: < library.book.isbn", "the column that refers"),
        ("  library.author\n", "", r"library\.author must stand in exactly one TableGroup"),
    ],
)
def test_a_mistake_in_the_definition_is_refused(written: str, instead: str, complaint: str) -> None:
    assert written in LIBRARY
    with pytest.raises(ValueError, match=complaint):
        parse_schema(LIBRARY.replace(written, instead))


def test_an_unknown_table_is_a_key_error() -> None:
    with pytest.raises(KeyError, match=r"library\.reader"):
        parse_schema(LIBRARY).table("library.reader")


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


def test_the_definition_is_parsed_once() -> None:
    assert load_schema() is load_schema()
