"""Each reason is a code that says itself what it means."""

from __future__ import annotations

import re

from reelhouse.clean.reasons import Action, Reason


def test_a_reason_is_its_code_and_has_an_explanation_of_one_line() -> None:
    for reason in Reason:
        assert re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", reason)
        assert reason.explanation
        assert "\n" not in reason.explanation
    assert len({reason.explanation for reason in Reason}) == len(Reason)


def test_what_can_be_done() -> None:
    assert set(Action) == {"repaired", "nulled", "rejected", "kept", "duplicate"}
