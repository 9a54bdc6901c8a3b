from __future__ import annotations

from dataclasses import replace

from tests.cli.conftest import SUMMARY

from reelhouse.cli.summary import lines


def test_a_delivery_that_was_cleaned_before_is_told_so() -> None:
    first = next(lines(replace(SUMMARY, already_in_lake=True)))
    assert first == "Delivery 2026-11 from movies.zip (already in the lake)"


def test_what_there_is_not_is_not_told() -> None:
    text = "\n".join(lines(replace(SUMMARY, absent=(), notes=())))
    assert "not delivered" not in text
    assert "note:" not in text
