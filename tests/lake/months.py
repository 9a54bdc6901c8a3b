"""Small deliveries that differ from month to month, and what must follow from them.

The expected state is worked out here in plain Python, from the meaning of the words alone: of each
key the newest delivery that has it counts, and a snapshot hides everything before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from tests.clean.deliveries import films

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

Film = dict[str, Any]
Rating = tuple[str, int]  # stars, and seconds since 1970

FILM_IDS = (1, 2, 3, 4)
LINKS = {10 + film: film for film in (*FILM_IDS, 9)}


@dataclass(frozen=True)
class Month:
    """One delivery: films by id, keywords by film, ratings by (user, MovieLens id).

    What is None did not come at all.
    """

    label: str
    mode: str
    films: Mapping[int, Film]
    keywords: Mapping[int, frozenset[int]] | None
    ratings: Mapping[tuple[int, int], Rating] | None

    def write(self, folder: Path) -> Path:
        """The delivery as files in a new folder of its label."""
        source = folder / self.label
        source.mkdir(parents=True)
        texts = {
            "movies_metadata": films(*({"id": key, **each} for key, each in self.films.items()))
        }
        if self.keywords is not None:
            rows = (
                f'{film},"{[{"id": word, "name": f"word {word}"} for word in sorted(words)]}"'
                for film, words in self.keywords.items()
            )
            texts["keywords"] = _lines("id,keywords", rows)
        if self.ratings is not None:
            # links.csv always comes along, so that a rating's film is known
            links = (f"{movielens},0000{movielens},{film}" for movielens, film in LINKS.items())
            texts["links"] = _lines("movieId,imdbId,tmdbId", links)
            ratings = (
                f"{user},{film},{stars},{at}"
                for (user, film), (stars, at) in sorted(self.ratings.items())
            )
            texts["ratings"] = _lines("userId,movieId,rating,timestamp", ratings)
        for name, text in texts.items():
            (source / f"{name}.csv").write_text(text, encoding="utf-8")
        return source


@dataclass
class Expected:
    """What the months leave: films, keywords of films that are here, ratings, and the history."""

    films: dict[int, Film] = field(default_factory=dict)
    keywords: set[tuple[int, int]] = field(default_factory=set)
    ratings: dict[tuple[int, int], Rating] = field(default_factory=dict)
    history: list[tuple[Any, ...]] = field(default_factory=list)


def expected(months: Iterable[Month]) -> Expected:
    """The state after these months, whatever order they are given in."""
    left = Expected()
    words: dict[int, frozenset[int]] = {}
    for month in sorted(months, key=lambda each: each.label):
        is_delta = month.mode == "delta"
        before = dict(left.films)
        left.films = {**(left.films if is_delta else {}), **month.films}
        if month.keywords is not None:
            words = {**(words if is_delta else {}), **month.keywords}
        if month.ratings is not None:
            left.ratings = {**(left.ratings if is_delta else {}), **month.ratings}
        left.history += _history(month.label, before, left.films)
    left.keywords = {(film, word) for film in left.films for word in words.get(film, ())}
    left.history.sort()
    return left


def _history(
    label: str, before: Mapping[int, Film], after: Mapping[int, Film]
) -> Iterable[tuple[Any, ...]]:
    for film in sorted({*before, *after}):
        if film not in after:
            yield film, label, None, None, True
        elif film not in before or before[film] != after[film]:
            yield film, label, after[film]["popularity"], after[film]["budget"] or None, False


def _lines(header: str, rows: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in (header, *rows))


_FILMS = st.dictionaries(
    st.sampled_from(FILM_IDS),
    st.fixed_dictionaries(
        {"popularity": st.sampled_from(["1.5", "2.25"]), "budget": st.sampled_from([0, 5000])}
    ),
    min_size=1,
)
_KEYWORDS = st.none() | st.dictionaries(
    st.sampled_from((*FILM_IDS, 9)), st.frozensets(st.sampled_from([70, 71, 72])), min_size=1
)
_RATINGS = st.none() | st.dictionaries(
    st.tuples(st.integers(1, 3), st.sampled_from(list(LINKS))),
    st.tuples(st.sampled_from(["0.5", "4.0"]), st.sampled_from([900_000_000, 900_000_001])),
    min_size=1,
)


@st.composite
def sets_of_months(draw: st.DrawFn) -> Sequence[Month]:
    """Up to four deliveries of different months, in the order of their labels."""
    labels = draw(st.lists(st.integers(1, 12), min_size=1, max_size=4, unique=True))
    return [
        Month(
            f"2026-{number:02}",
            draw(st.sampled_from(["snapshot", "snapshot", "delta"])),
            draw(_FILMS),
            draw(_KEYWORDS),
            draw(_RATINGS),
        )
        for number in sorted(labels)
    ]
