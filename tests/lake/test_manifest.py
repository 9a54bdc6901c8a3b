"""What the lake knows of a delivery."""

from __future__ import annotations

from reelhouse.clean.account import CleanedFile
from reelhouse.lake.manifest import Manifest, content_hash

FILES = tuple(
    CleanedFile(name, "0" * 64, 10, 6, 1, 2, 1, 3, 0.25, notes)
    for name, notes in [
        ("movies_metadata", ()),
        ("ratings_small", ("ratings_small: ä remark", "and another")),
    ]
)
MANIFEST = Manifest(
    "2026-11", "dälivery.zip", "f" * 64, "snapshot", 1, "2026-11-01T12:00:00+00:00", 2.5, FILES
)


def test_it_comes_back_from_what_is_kept() -> None:
    assert Manifest.from_json(MANIFEST.to_json()) == MANIFEST


def test_a_small_file_tells_of_the_same_as_the_full_one() -> None:
    assert MANIFEST.kinds == {"movies_metadata", "ratings"}


def test_it_has_the_notes_of_all_files() -> None:
    assert MANIFEST.notes == ("ratings_small: ä remark", "and another")


def test_the_content_is_the_same_in_any_order_and_another_with_any_change() -> None:
    content = [("credits", "a"), ("links", "b")]
    assert content_hash(content) == content_hash(reversed(content))
    others = ([("credits", "b"), ("links", "a")], [("credits", "a")], [*content, ("keywords", "c")])
    assert len({content_hash(each) for each in (content, *others)}) == 4
