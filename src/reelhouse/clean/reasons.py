"""Why a row or a value stands in quarantine, and what was done with it."""

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    """What was done."""

    REPAIRED = "repaired"
    NULLED = "nulled"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    KEPT = "kept"


class Reason(StrEnum):
    """What was wrong; `explanation` says it in one line."""

    explanation: str

    def __new__(cls, code: str, explanation: str) -> Reason:
        """A member is its code, and carries its explanation."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.explanation = explanation
        return member

    RECORD_BROKEN = "record_broken", "a record is broken over several lines"
    WRONG_FIELD_COUNT = "wrong_field_count", "a record has too few or too many fields"
    KEY_MISSING = "key_missing", "a key is empty or not a number"
    NOT_UTF8 = "not_utf8", "a byte is not UTF-8; it was read as windows-1252"
    VALUE_DAMAGED = "value_damaged", "a nested value is cut off or spoiled"
    NOT_A_NUMBER = "not_a_number", "text where a number belongs"
    NOT_A_DATE = "not_a_date", "text where a date belongs"
    TWO_DIGIT_YEAR = "two_digit_year", "a date whose century is not known"
    NOT_A_BOOLEAN = "not_a_boolean", "neither true nor false"
    OUT_OF_RANGE = "out_of_range", "a number that cannot be right"
    DUPLICATE_DIFFERS = "duplicate_differs", "the same key again with other values"
    CREDIT_REPEATED = "credit_repeated", "the credit_id of another credit before it"
    SUSPECT_MONEY = "suspect_money", "an amount under 1,000 dollars, likely in other units"
