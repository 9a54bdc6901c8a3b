"""What `defects.json` says is in the files, and nothing else is."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pytest
from tests.sample.reading import DOS_FILES, NESTED, UNIX_FILES, Sample, items

from reelhouse.sample.defects import MEANINGS

if TYPE_CHECKING:
    from collections.abc import Callable

METADATA = "movies_metadata"


def test_every_kind_of_defect_is_planted_and_explained(sample: Sample) -> None:
    assert set(sample.notes["defects"]) == set(MEANINGS)
    for kind, entry in sample.notes["defects"].items():
        assert entry["meaning"] == MEANINGS[kind]
        assert all(file["count"] >= 1 for file in entry["files"].values())


def test_the_notes_say_how_the_sample_was_made(sample: Sample) -> None:
    made = {name: sample.notes[name] for name in ("label", "scale", "seed", "month")}
    assert made == {"label": "2026-01", "scale": 0.005, "seed": 11, "month": 0}


@pytest.mark.parametrize("name", [*UNIX_FILES, *DOS_FILES])
def test_the_accounts_are_those_of_a_csv_parser(sample: Sample, name: str) -> None:
    account = sample.notes["files"][name]
    assert account["bytes"] == (sample.directory / f"{name}.csv").stat().st_size
    assert account["parsed_records"] == len(sample.parsed(name))
    assert account["records"] == account["parsed_records"] - account.get("repaired", 0)
    assert account["records"] == account["loaded"] + account["duplicates"] + account["orphans"]
    blank = [
        line for line, text in enumerate(sample.lines(name)) if line and text.strip("\r") == ""
    ]
    # The last line end is followed by nothing, which is no line.
    assert [place.line for place in sample.places("blank_line", name)] == blank[:-1]
    assert account["blank"] == len(blank) - 1


@pytest.mark.parametrize("name", UNIX_FILES)
def test_duplicates_are_repeated_ids(sample: Sample, name: str) -> None:
    ids = Counter(record["id"] for record in sample.records(name))
    broken = len(sample.places("broken_record", name))
    account = sample.notes["files"][name]
    assert account["duplicates"] == sum(ids.values()) - len(ids)
    assert account["loaded"] + account["orphans"] == len(ids) + broken


def test_broken_records_go_on_in_the_next_line(sample: Sample) -> None:
    places = sample.places("broken_record", METADATA)
    parsed = sample.parsed(METADATA)
    assert Counter(len(row) for row in parsed if len(row) != 24) == {
        10: len(places),
        15: len(places),
    }
    for place in places:
        assert place.line is not None
        first, second = sample.lines(METADATA)[place.line : place.line + 2]
        assert place.detail == f"goes on in line {place.line + 1}"
        begin = next(row for row in parsed if len(row) == 10 and row[5] == str(place.id))
        rest = parsed[parsed.index(begin) + 1]
        assert first.startswith("False,")
        assert re.match(r'"? (-|and) ', second)
        assert len([*begin[:-1], begin[-1] + "\n" + rest[0], *rest[1:]]) == 24
        # As the columns fall, its id is a date and its budget a picture.
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", rest[5])
        assert rest[2].endswith(".jpg")
        assert rest[3].startswith("[{'name':")
        assert rest[12] == "False"


def test_identical_duplicates_are_the_same_line(sample: Sample) -> None:
    for place in sample.places("duplicate_identical", METADATA):
        assert place.line is not None
        assert place.detail is not None
        other = int(place.detail.removeprefix("the same as line "))
        assert sample.lines(METADATA)[place.line] == sample.lines(METADATA)[other]
        assert other != place.line


def test_of_other_duplicates_the_named_one_wins(sample: Sample) -> None:
    def rank(line: int) -> tuple[int, float, int]:
        record = sample.record_at(METADATA, line)
        return int(record["vote_count"]), float(record["popularity"]), line

    for place in sample.places("duplicate_other", METADATA):
        assert place.line is not None
        assert place.detail is not None
        kept = int(place.detail.removeprefix("kept is the record of line "))
        assert sample.record_at(METADATA, kept)["id"] == str(place.id)
        assert sample.record_at(METADATA, place.line)["id"] == str(place.id)
        assert sample.lines(METADATA)[kept] != sample.lines(METADATA)[place.line]
        assert rank(kept) > rank(place.line)


@pytest.mark.parametrize("name", ["credits", "keywords"])
def test_repeated_records_are_the_same_line(sample: Sample, name: str) -> None:
    lines = Counter(sample.lines(name))
    places = sample.places("repeated", name)
    assert all(place.line and lines[sample.lines(name)[place.line]] == 2 for place in places)
    assert sample.notes["files"][name]["duplicates"] == len(places)


VALUES: dict[str, Callable[[dict[str, str]], bool]] = {
    "undated": lambda record: record["release_date"] == "",
    "before_1900": lambda record: "" < record["release_date"] < "1900",
    "future": lambda record: record["release_date"] >= "2026-01-01",
    "on_2008_01_01": lambda record: record["release_date"] == "2008-01-01",
    "suspect_budget": lambda record: 0 < int(record["budget"]) < 1000,
    "suspect_revenue": lambda record: 0 < int(record["revenue"]) < 1000,
    "popularity_text": lambda record: not record["popularity"][0].isdigit(),
    "float_noise": lambda record: record["popularity"].endswith("999999998"),
    "carriage_return": lambda record: "\r" in record["overview"],
    "line_break": lambda record: "\n" in record["overview"],
}


@pytest.mark.parametrize("kind", VALUES)
def test_values_are_planted_where_the_notes_say_and_nowhere_else(sample: Sample, kind: str) -> None:
    records = sample.records(METADATA)
    found = {int(record["id"]) for record in records if VALUES[kind](record)}
    places = sample.places(kind, METADATA)
    assert found == {place.id for place in places}
    for place in places:
        assert place.line is not None
        assert VALUES[kind](sample.record_at(METADATA, place.line))
        assert place.column in sample.record_at(METADATA, place.line)


def test_the_notes_count_movies_once_each(sample: Sample) -> None:
    films = {record["id"]: record for record in sample.records(METADATA)}
    broken = len(sample.places("broken_record", METADATA))
    movies = sample.notes["movies"]
    assert movies["movies"] == len(films) + broken == sample.notes["files"][METADATA]["loaded"]
    for kind in ("undated", "before_1900", "future", "on_2008_01_01", "suspect_budget"):
        assert movies[kind] == sum(VALUES[kind](film) for film in films.values())
    for item, column, text in (
        ("zero_budget", "budget", "0"),
        ("zero_revenue", "revenue", "0"),
        ("without_genre", "genres", "[]"),
        ("without_company", "production_companies", "[]"),
        ("without_status", "status", ""),
    ):
        shown = sum(film[column] == text for film in films.values())
        assert shown <= movies[item] <= shown + broken


@pytest.mark.parametrize("kind", ["cut_off", "spoiled"])
@pytest.mark.parametrize("name", NESTED)
def test_damaged_values_cannot_be_read_and_all_others_can(
    sample: Sample, name: str, kind: str
) -> None:
    for place in sample.places(kind, name):
        assert place.line is not None
        assert place.column is not None
        value = sample.record_at(name, place.line)[place.column]
        assert value.startswith("[{")
        assert value.endswith(" GATORADE") == (kind == "spoiled")
        with pytest.raises(SyntaxError):
            ast.literal_eval(value)
        complete = value[: value.rindex("}") + 1] + "]"
        assert len(ast.literal_eval(complete)) >= 1


KEYS: dict[str, Callable[[dict[str, object], list[str]], bool]] = {
    "key_order": lambda item, usual: sorted(item) == sorted(usual) and list(item) != usual,
    "key_missing": lambda item, usual: set(item) < set(usual),
    "key_extra": lambda item, usual: set(item) > set(usual),
}


@pytest.mark.parametrize("kind", KEYS)
@pytest.mark.parametrize("name", NESTED)
def test_keys_are_unusual_where_the_notes_say_and_nowhere_else(
    sample: Sample, name: str, kind: str
) -> None:
    unusual = KEYS[kind]
    if name not in sample.notes["defects"][kind]["files"]:
        assert (name, kind) in {("credits", "key_order"), ("keywords", "key_missing")}
    planted = defaultdict(set)
    for place in sample.places(kind, name):
        for column in (place.column or "").split(", "):
            planted[column].add(place.id)
    for column in NESTED[name]:
        values = {
            int(record["id"]): items(record[column])
            for record in sample.records(name)
            if record[column] and (int(record["id"]), column) not in sample.damaged(name)
        }
        orders = Counter(tuple(item) for value in values.values() for item in value)
        usual = list(orders.most_common(1)[0][0])
        found = {film for film, value in values.items() if any(unusual(i, usual) for i in value)}
        assert found == planted[column]


def test_orphans_belong_to_no_movie_or_link(sample: Sample) -> None:
    films = {record["id"] for record in sample.records(METADATA)}
    films |= {str(place.id) for place in sample.places("broken_record", METADATA)}
    for name in ("credits", "keywords"):
        orphans = {record["id"] for record in sample.records(name)} - films
        assert orphans == {str(place.id) for place in sample.places("orphan", name)}
        missing = films - {record["id"] for record in sample.records(name)}
        assert missing == {str(place.id) for place in sample.places(f"without_{name}", name)}
    links = {record["movieId"] for record in sample.records("links")}
    for name in ("ratings", "ratings_small"):
        counts = Counter(record["movieId"] for record in sample.records(name))
        unlinked = {movie: counts[movie] for movie in counts.keys() - links}
        told = {str(p.id): int((p.detail or "").split()[0]) for p in sample.places("orphan", name)}
        assert unlinked == told
        assert sample.notes["files"][name]["orphans"] == sum(unlinked.values())


@pytest.mark.parametrize("name", ["links", "links_small"])
def test_links_lack_what_the_notes_say(sample: Sample, name: str) -> None:
    films = {record["id"] for record in sample.records(METADATA)}
    films |= {str(place.id) for place in sample.places("broken_record", METADATA)}
    links = {record["movieId"]: record["tmdbId"] for record in sample.records(name)}

    def told(kind: str) -> set[str]:
        return {str(place.id) for place in sample.places(kind, name)}

    assert {movie for movie, film in links.items() if not film} == told("link_without_tmdb_id")
    absent = {movie for movie, film in links.items() if film and film not in films}
    assert absent == told("link_without_movie")
    shared = Counter(film for film in links.values() if film)
    assert len(told("shared_tmdb_id")) == sum(count - 1 for count in shared.values())
    assert all(shared[links[movie]] == 2 for movie in told("shared_tmdb_id"))
    for place in sample.places("link_without_tmdb_id", name):
        assert place.line is not None
        assert sample.record_at(name, place.line)["movieId"] == str(place.id)


def test_people_differ_from_row_to_row_as_often_as_the_notes_say(sample: Sample) -> None:
    ways: dict[str, dict[int, set[object]]] = defaultdict(lambda: defaultdict(set))
    credits_counted = Counter[str]()
    by_film = {record["id"]: record for record in sample.records("credits")}
    damaged = 0
    for record in by_film.values():
        for column in ("cast", "crew"):
            if (int(record["id"]), column) in sample.damaged("credits"):
                complete = record[column][: record[column].rindex("}") + 1] + "]"
                damaged += 1
                parsed = items(complete)
            else:
                parsed = items(record[column])
            credits_counted[column] += len(parsed)
            for person in parsed:
                ways["several_names"][person["id"]].add(person["name"])
                ways["several_genders"][person["id"]].add(person["gender"])
                if "profile_path" in person:
                    ways["several_pictures"][person["id"]].add(person["profile_path"])
    people = sample.notes["people"]
    assert people["cast_credits"] == credits_counted["cast"]
    # The crew that is cut off in its last item lost one.
    assert people["crew_credits"] == credits_counted["crew"] + 1
    assert damaged == 2
    for way, known in ways.items():
        assert people[way] == sum(len(values) > 1 for values in known.values()) > 0


def test_the_notes_are_readable_json(sample: Sample) -> None:
    text = (sample.directory / "defects.json").read_text("utf-8")
    assert list(json.loads(text)) == [
        "label",
        "scale",
        "seed",
        "month",
        "files",
        "movies",
        "people",
        "defects",
    ]
    assert text.endswith("}\n")
