"""A name that does not exist is met with those that come near it."""

from __future__ import annotations

from reelhouse.reports.suggestions import close_to, did_you_mean

STUDIOS = ["Pixar Animation Studios", "Pixar", "Disney", "DISNEY", "Dreamworks"]


def test_a_name_that_contains_the_text_comes_before_one_spelt_alike() -> None:
    assert close_to("pix", STUDIOS) == ["Pixar", "Pixar Animation Studios"]
    assert close_to("Pixr", STUDIOS) == ["Pixar"]


def test_names_that_differ_in_case_alone_are_suggested_once() -> None:
    assert close_to("disnei", STUDIOS) == ["Disney"]


def test_there_are_no_more_suggestions_than_asked_for() -> None:
    assert close_to("i", STUDIOS, at_most=1) == ["Pixar"]


def test_nothing_near_is_nothing_said() -> None:
    assert close_to("", STUDIOS) == []
    assert did_you_mean("Мосфильм", STUDIOS) == ""


def test_suggestions_are_a_question() -> None:
    assert did_you_mean("disnei", STUDIOS) == " Did you mean Disney?"
    assert did_you_mean("pixar", STUDIOS) == " Did you mean Pixar or Pixar Animation Studios?"
    assert did_you_mean("ab", ["abc", "ab", "abcd"]) == " Did you mean ab, abc or abcd?"
