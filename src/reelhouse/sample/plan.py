"""How much of everything a sample has: the real counts, scaled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from reelhouse.errors import UsageError

FEWEST_FILMS = 20

CHUNK_FILMS = 65_536
CHUNK_RATERS = 100_000
"""A large sample is made in parts of so many films or raters, so that memory stays bounded."""


class Kind(NamedTuple):
    """A kind of defect and how many records of a full delivery have it."""

    family: str
    kind: str
    records: int


# Kinds of one family never fall on the same film. The twenty films of the smallest sample carry
# one each; a popularity that is no number needs more, for it is one value in a column of them.
KINDS = (
    Kind("metadata", "broken_record", 3),
    Kind("metadata", "duplicate_identical", 17),
    Kind("metadata", "duplicate_other", 13),
    Kind("metadata", "suspect_budget", 100),
    Kind("metadata", "suspect_revenue", 60),
    Kind("metadata", "undated", 84),
    Kind("metadata", "before_1900", 70),
    Kind("metadata", "future", 5),
    Kind("metadata", "on_2008_01_01", 135),
    Kind("metadata", "float_noise", 5),
    Kind("metadata", "key_order", 5),
    Kind("metadata", "key_missing", 5),
    Kind("metadata", "key_extra", 5),
    Kind("metadata", "cut_off", 1),
    Kind("metadata", "spoiled", 1),
    Kind("metadata", "carriage_return", 3),
    Kind("metadata", "line_break", 40),
    Kind("metadata", "popularity_text", 1),
    Kind("credits", "without_credits", 4),
    Kind("credits", "repeated", 44),
    Kind("credits", "spoiled", 1),
    Kind("credits", "cut_off", 1),
    Kind("credits", "key_missing", 5),
    Kind("credits", "key_extra", 5),
    Kind("keywords", "without_keywords", 6),
    Kind("keywords", "repeated", 987),
    Kind("keywords", "spoiled", 1),
    Kind("keywords", "key_order", 5),
    Kind("keywords", "key_extra", 5),
)


class Lots(NamedTuple):
    """The lots of a family that carry a kind of defect, both ends included."""

    family: str
    kind: str
    first_lot: int
    last_lot: int


@dataclass(frozen=True)
class Plan:
    """The size of one sample. Everything else follows from it, the seed and the month."""

    scale: float
    seed: int

    def __post_init__(self) -> None:
        if not 0 < self.scale <= 100:
            raise UsageError(
                f"scale {self.scale:g} is out of range: expected more than 0 and at most 100 "
                "(1.0 is the size of the real delivery, 0.01 makes a small one)"
            )
        if not -(2**63) < self.seed < 2**63:
            raise UsageError(f"seed {self.seed} is out of range: expected a number of 64 bits")

    def count(self, real: int, least: int = 1) -> int:
        """What stands `real` times in a full delivery stands so often in this one."""
        return max(least, round(real * self.scale))

    @property
    def films(self) -> int:
        """Films in the first delivery."""
        return self.count(45_433, FEWEST_FILMS)

    def lots(self) -> list[Lots]:
        """The lots of each kind of defect, one after the other in each family."""
        dealt: dict[str, int] = {}
        lots = []
        for family, kind, records in KINDS:
            if kind == "popularity_text" and self.films < 200:
                continue
            first = dealt.get(family, 0)
            dealt[family] = first + self.count(records)
            lots.append(Lots(family, kind, first, dealt[family] - 1))
        return lots

    def sizes(self) -> dict[str, int]:
        """The counts that the SQL asks for, by name."""
        links = self.films + self.count(161) + self.count(219) + self.count(17) + self.count(13)
        ratings = self.count(26_024_289, 100)
        unlinked_ratings = self.count(500)
        small_links = min(links, self.count(9_125, 10))
        small_ratings = self.count(100_004, 20)
        small_unlinked_ratings = self.count(46)
        return {
            "seed": self.seed,
            "films": self.films,
            "new_films": self.count(45),
            "ghosts": self.count(161),
            "untied": self.count(219),
            "links": links,
            "small_links": small_links,
            "small_untied": self.count(13),
            "blank_lines": self.count(3),
            "companies": self.count(32_000),
            "collections": self.count(1_750),
            "actors": self.count(240_000),
            "people": self.count(372_000),
            "keywords": self.count(20_500, 200),
            "orphan_credits": self.count(3),
            "orphan_keywords": self.count(5),
            "unlinked_movies": self.count(12),
            "unlinked_ratings": unlinked_ratings,
            "small_unlinked_ratings": small_unlinked_ratings,
            "base_ratings": ratings - unlinked_ratings,
            "base_small_ratings": small_ratings - small_unlinked_ratings,
            # Where there are few films, more people rate, so that nobody has to rate them all.
            "raters": max(self.count(270_896), ratings * 5 // links + 1),
            "new_raters": self.count(540),
            "small_raters": max(self.count(671), small_ratings * 5 // small_links + 1),
            "new_small_raters": self.count(2),
            "slots": min(262_144, 131_072 * (1 << max(0, round(self.scale - 1)).bit_length())),
            "chunk_films": CHUNK_FILMS,
        }
