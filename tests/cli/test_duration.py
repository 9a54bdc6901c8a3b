from __future__ import annotations

from datetime import timedelta

import click
import pytest

from reelhouse.cli.duration import DURATION


@pytest.mark.parametrize(
    ("text", "length"),
    [("90d", timedelta(days=90)), ("36h", timedelta(hours=36)), ("5m", timedelta(minutes=5))],
)
def test_a_text_stands_for_a_length_of_time(text: str, length: timedelta) -> None:
    assert DURATION.convert(text, None, None) == length
    assert DURATION.convert(length, None, None) == length


@pytest.mark.parametrize("text", ["", "90", "d", "0d", "-1d", "1w", "1.5d", "999999d", "1 d"])
def test_what_stands_for_none_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter, match="90d, 36h or 30m"):
        DURATION.convert(text, None, None)
