from __future__ import annotations

import lkml
from lkmlfmt import fmt
from tests.looker.parsed import filters

from reelhouse.looker.lookml import Block, Filters, Sql, Text, document, yes

VIEW = Block(
    "view",
    "film",
    (
        ("sql_table_name", Sql('"movies"."film"')),
        Block("derived_table", "", (("sql", Sql("-- fmt: off\nselect 1\n\nfrom film")),)),
        Block(
            "dimension",
            "title",
            (
                ("label", Text('The "best" \\ title')),
                ("type", "string"),
                *yes(holds=True, key="primary_key"),
                *yes(holds=False, key="hidden"),
                ("sql", Sql('${TABLE}."title"')),
                ("tags", (Text("one"),)),
                ("drill_fields", ("title", "year")),
            ),
        ),
        Block("measure", "known", (("filters", Filters({"title": "NOT NULL", "year": "<=1"})),)),
    ),
)


def test_a_parser_reads_what_was_written() -> None:
    [view] = lkml.load(document([VIEW], "Why."))["views"]
    [title] = view["dimensions"]
    [known] = view["measures"]
    assert view["name"] == "film"
    assert view["sql_table_name"] == '"movies"."film"'
    lines = view["derived_table"]["sql"].splitlines()
    assert [line.strip() for line in lines] == ["-- fmt: off", "select 1", "", "from film"]
    assert title["label"] == 'The \\"best\\" \\\\ title'
    assert (title["primary_key"], "hidden" in title) == ("yes", False)
    assert (title["tags"], title["drill_fields"]) == (["one"], ["title", "year"])
    assert filters(known) == {"title": "NOT NULL", "year": "<=1"}


def test_a_formatter_finds_nothing_to_do() -> None:
    text = document([("label", Text("Films")), VIEW, VIEW], "Why.")
    assert fmt(text) == text


def test_a_file_begins_with_its_comment() -> None:
    assert document([("label", Text("Films"))], "Why.") == '# Why.\nlabel: "Films"\n'
