from __future__ import annotations

import pytest

from reelhouse.schema.dbml import parse_schema
from reelhouse.schema.model import CheckConstraint, Column, ForeignKey, Index

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
