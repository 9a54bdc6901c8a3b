"""Names with their case ignored."""

from __future__ import annotations


def fold(text: str) -> str:
    """The text in lower case, character by character, as the marts have names in `folded`.

    Unlike `str.lower` it gives one character for each, whatever stands beside it: that is what
    `lower` does in DuckDB, where `folded` is made.
    """
    return "".join(character.lower()[0] for character in text)
