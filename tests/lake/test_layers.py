"""Which deliveries count of each kind of file, and what of several is the newest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.clean.deliveries import films
from tests.states import opened

from reelhouse.clean.account import CleanedFile
from reelhouse.lake.layers import layers
from reelhouse.lake.manifest import Manifest, state_ids

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from reelhouse.house import House

HEADERS = {
    "credits": "cast,crew,id",
    "keywords": "id,keywords",
    "links": "movieId,imdbId,tmdbId",
    "ratings": "userId,movieId,rating,timestamp",
}


def manifest(label: str, mode: str, *files: str) -> Manifest:
    found = tuple(CleanedFile(each, "0" * 64, 1, 1, 0, 0, 0, 0, 0.1, ()) for each in files)
    return Manifest(label, "here", label, mode, 1, "2026-11-01T00:00:00+00:00", 1.0, found)


MANIFESTS = (
    manifest("1", "delta", "movies_metadata"),
    manifest("2", "snapshot", "movies_metadata", "ratings_small", "links"),
    manifest("3", "delta", "movies_metadata", "ratings"),
    manifest("4", "snapshot", "movies_metadata"),
    manifest("5", "delta", "movies_metadata", "ratings_small"),
)


@pytest.mark.parametrize(
    ("kind", "labels"),
    [("movies_metadata", "45"), ("ratings", "235"), ("links", "2"), ("keywords", "")],
)
def test_of_each_kind_the_newest_snapshot_that_has_it_counts_and_the_deltas_after(
    kind: str, labels: str
) -> None:
    assert [each.label for each in layers(MANIFESTS, kind)] == list(labels)


def test_a_state_is_told_from_all_others_by_what_came_up_to_it() -> None:
    ids = state_ids(MANIFESTS)
    assert len(set(ids)) == len(MANIFESTS)
    assert state_ids(MANIFESTS[:3]) == ids[:3]
    assert state_ids([replace(each, source="there", seconds=9) for each in MANIFESTS]) == ids
    others: list[dict[str, Any]] = [{"label": "3b"}, {"content_hash": "x"}, {"mode": "snapshot"}]
    for other in others:
        changed = [*MANIFESTS[:2], replace(MANIFESTS[2], **other), *MANIFESTS[3:]]
        found = state_ids(changed)
        assert found[:2] == ids[:2]
        assert set(found[2:]).isdisjoint(ids)
    assert (
        state_ids([replace(MANIFESTS[0], rules_version=MANIFESTS[0].rules_version + 1)]) != ids[:1]
    )


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with opened(tmp_path) as made:
        yield made


def deliver(house: House, folder: Path, label: str, mode: str, films: str, **rows: str) -> None:
    source = folder / label
    source.mkdir()
    texts: Mapping[str, str] = {"movies_metadata": films} | {
        name: f"{HEADERS[name]}\n{text}" for name, text in rows.items()
    }
    for name, text in texts.items():
        (source / f"{name}.csv").write_text(text, encoding="utf-8")
    house.ingest(source, drop=label, mode=mode)


def held(house: House, columns: str) -> list[tuple[Any, ...]]:
    found = house._opened.current.query(f"select distinct {columns} order by all").to_pylist()
    return [tuple(row.values()) for row in found]


def cast(*parts: tuple[str, int, str]) -> str:
    """The cast of a film: credit, person and character."""
    told = [
        {
            "cast_id": at,
            "character": character,
            "credit_id": credit,
            "gender": 0,
            "id": person,
            "name": f"Person {person}",
            "order": at,
            "profile_path": None,
        }
        for at, (credit, person, character) in enumerate(parts)
    ]
    return f'"{told}"'


def test_all_of_a_film_comes_from_the_delta_that_tells_of_it_last(
    house: House, tmp_path: Path
) -> None:
    a, b, c = (letter * 24 for letter in "abc")
    one, two = films({"id": 1}), films({"id": 1}, {"id": 2})
    first = f"{cast((a, 5, 'A'), (b, 6, 'B'))},[],1\n{cast((c, 7, 'C'))},[],2\n"
    deliver(house, tmp_path, "2026-01", "snapshot", two, credits=first)
    asked = "credit_id, movie_id, member_id from movies.cast_credit"
    assert held(house, asked) == [(a, 1, 5), (b, 1, 6), (c, 2, 7)]
    moved = f"{cast((b, 6, 'B'), (c, 7, 'C'))},[],1\n"
    deliver(house, tmp_path, "2026-02", "delta", one, credits=moved)
    assert held(house, asked) == [(b, 1, 6), (c, 1, 7)]
    deliver(house, tmp_path, "2026-03", "delta", one, credits="[],[],1\n")
    assert held(house, "movie_id from movies.cast_credit") == [(2,)]


def test_names_of_the_newest_delta_count_also_for_films_of_earlier_ones(
    house: House, tmp_path: Path
) -> None:
    def company(film: int, name: str) -> str:
        return films({"id": film, "production_companies": [{"name": name, "id": 9}]})

    deliver(house, tmp_path, "2026-01", "snapshot", company(1, "Old Name"))
    deliver(house, tmp_path, "2026-02", "delta", company(2, "New Name"))
    assert held(house, "company_id, name from movies.production_company") == [(9, "New Name")]
    assert held(house, "movie_id, company_id from movies.movie_company") == [(1, 9), (2, 9)]


def test_a_link_of_a_delta_takes_the_place_of_the_one_with_its_number(
    house: House, tmp_path: Path
) -> None:
    two = films({"id": 1}, {"id": 2})
    deliver(house, tmp_path, "2026-01", "snapshot", two, links="11,1,1\n12,2,2\n")
    deliver(house, tmp_path, "2026-02", "delta", two, links="11,1,2\n")
    assert held(house, "movielens_id, movie_id from movies.movie_link") == [(11, 2), (12, 2)]
