from __future__ import annotations

import subprocess
import sys
from importlib.resources import files

from reelhouse.schema.dbml import definition, parse_schema
from reelhouse.schema.stored import FILE, load_schema, read, stored

OTHER = """
Table movies.reader {
  reader_id integer [pk]
}
TableGroup Readers [note: 'Who reads'] {
  movies.reader
}
"""


def test_what_is_stored_is_what_the_definition_says() -> None:
    held = files("reelhouse.schema").joinpath(FILE).read_text(encoding="utf-8")
    assert held == stored(definition()), "store it anew: python -m reelhouse.schema"


def test_it_comes_back_as_it_was_parsed() -> None:
    for text in (definition(), OTHER):
        assert read(stored(text), text) == parse_schema(text)


def test_of_another_definition_nothing_is_taken() -> None:
    assert read(stored(OTHER), OTHER.replace("reader_id", "number")) is None


def test_it_is_read_once() -> None:
    assert load_schema() is load_schema()


def test_who_needs_the_model_does_not_wait_for_a_parser() -> None:
    program = (
        "import sys; from reelhouse.schema import load_schema; load_schema();"
        " sys.exit('pydbml' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
