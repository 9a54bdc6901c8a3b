from __future__ import annotations

import pytest
from tests.looker.liquid import rendered

TEXT = "a{% if x or y %}b{% if z %}c{% else %}d{% endif %}e{% elsif z %}f{% else %}g{% endif %}h"


@pytest.mark.parametrize(
    ("true", "expected"),
    [("", "agh"), ("x", "abdeh"), ("y", "abdeh"), ("z", "afh"), ("xz", "abceh"), ("xyz", "abceh")],
)
def test_the_first_branch_that_holds_is_taken(true: str, expected: str) -> None:
    assert rendered(TEXT, lambda name: name in true) == expected


def test_text_without_tags_stays() -> None:
    assert rendered("select {% parameter x %}", lambda _: False) == "select {% parameter x %}"


def test_an_if_must_end() -> None:
    with pytest.raises(AssertionError, match="no `endif`"):
        rendered("{% if x %}a", lambda _: True)
