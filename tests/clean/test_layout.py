"""The layouts hold for every record of the real files."""

from __future__ import annotations

import re

import pytest
from tests.clean.readings import fields, real_records

from reelhouse.clean.layout import layout

NAMES = ["movies_metadata", "credits", "keywords", "links", "ratings"]


@pytest.mark.parametrize("name", NAMES)
def test_the_columns_are_those_of_the_real_file(name: str) -> None:
    assert tuple(fields(real_records(name)[0])) == layout(name).columns


@pytest.mark.parametrize("name", NAMES)
def test_every_real_value_has_the_shape_of_its_column(name: str) -> None:
    spec = layout(name)
    for record in real_records(name)[1:]:
        for column, value in zip(spec.columns, fields(record), strict=True):
            assert re.fullmatch(spec.shapes.get(column, "(?s:.*)"), value), (column, value)


@pytest.mark.parametrize("name", NAMES)
def test_each_key_has_a_type_and_a_shape(name: str) -> None:
    spec = layout(name)
    assert set(spec.keys) | set(spec.optional) <= set(spec.shapes)
    assert set(spec.shapes) <= set(spec.columns)


def test_a_small_file_has_the_layout_of_the_full_one() -> None:
    assert layout("ratings_small") is layout("ratings")
    assert layout("links_small") is layout("links")
