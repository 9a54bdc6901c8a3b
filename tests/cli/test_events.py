"""Whether progress is told as events or in words."""

from __future__ import annotations

import pytest

from reelhouse.cli.events import log_form
from reelhouse.errors import UsageError


def test_the_environment_says_how_progress_is_told() -> None:
    assert log_form({}) == log_form({"REELHOUSE_LOG": ""}) == "text"
    assert log_form({"REELHOUSE_LOG": "json"}) == "json"
    with pytest.raises(UsageError, match="REELHOUSE_LOG says 'xml'; set it to text or json"):
        log_form({"REELHOUSE_LOG": "xml"})
