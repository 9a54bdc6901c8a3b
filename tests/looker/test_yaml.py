from __future__ import annotations

import yaml

from reelhouse.looker.yaml import document

VALUE = [
    {
        "dashboard": "films",
        "title": 'Films: "all" of them # yes',
        "limit": 20,
        "required": False,
        "measures": ["films.count"],
        "nothing": [],
        "listen": {"Release year": "films.release_year"},
        "filters": {},
        "elements": [{"name": "no", "filters": {"films.id": "NOT NULL"}}, {"name": "2026"}],
    },
    {"dashboard": "ratings"},
]


def test_a_parser_reads_what_was_written() -> None:
    assert yaml.safe_load(document(VALUE, "Why.")) == VALUE


def test_a_file_begins_with_its_comment() -> None:
    assert document([{"a": 1}], "Why.") == "# Why.\n\n- a: 1\n"
