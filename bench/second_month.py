"""Makes of a delivery the one of the next month: one in a hundred films and ratings changes.

    python -m bench.second_month FROM TO

Bytes of all other rows are as they were, defects included. TO/changes.json has the true counts.
The same delivery gives the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import random
import re
import shutil
import sys
from bisect import bisect_right
from collections import Counter
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ONE_IN = 100
NEW_FILMS = 20
MONTH_SECONDS = 30 * 86_400
METADATA_COLUMNS = 24
ID, IMDB_ID, POPULARITY, REVENUE, VOTE_AVERAGE, VOTE_COUNT = 5, 6, 10, 15, 22, 23
_BLOCK_BYTES = 4 << 20
_RATING = re.compile(rb"([1-9]\d*),([1-9]\d*),([0-5])\.([05]),(\d{9,10})(\r?\n)")
_CREDIT_ID = re.compile(r"('credit_id': ')(\w+)(')")


class Record(NamedTuple):
    """A record that stands whole on one line: where, its fields, and how the line ends."""

    line: int
    fields: list[str]
    end: bytes


class NewFilm(NamedTuple):
    """A film that this month brings, told as another one was."""

    id: str
    like: str


def main(source: Path, target: Path) -> None:
    """Write the second month of the delivery in `source` into `target`."""
    csv.field_size_limit(1 << 30)  # credits have longer fields than Python expects
    target.mkdir(parents=True, exist_ok=True)
    films, changes = _films(source, target)
    linked, added_links = _links(source, target, films)
    added = {
        "credits": _like_others(source, target, "credits", 2, films),
        "keywords": _like_others(source, target, "keywords", 0, films),
        "links": added_links,
    }
    for name in ("links_small", "ratings_small"):
        if (source / f"{name}.csv").exists():
            shutil.copyfile(source / f"{name}.csv", target / f"{name}.csv")
    counts: dict[str, dict[str, int]] = {"movies_metadata": changes}
    counts |= {name: {"added": count} for name, count in added.items()}
    counts["ratings"] = _ratings(source / "ratings.csv", target / "ratings.csv", linked)
    text = json.dumps({"files": counts}, indent=1)
    (target / "changes.json").write_text(text + "\n", encoding="utf-8")


# ------------------------------------------------------------------ films


def _films(source: Path, target: Path) -> tuple[list[NewFilm], dict[str, int]]:
    lines = (source / "movies_metadata.csv").read_bytes().splitlines(keepends=True)
    whole = [each for each in _records(lines) if len(each.fields) == METADATA_COLUMNS]
    ids = Counter(each.fields[ID] for each in whole)
    # A change of one of two rows of a film may change which of them is kept.
    single = [each for each in whole if ids[each.fields[ID]] == 1 and each.fields[ID].isdigit()]
    chance = random.Random(len(lines))
    chosen = [
        chance.choice(single[at : at + ONE_IN])
        for at in range(0, len(single) - ONE_IN // 2, ONE_IN)
    ]
    for record in chosen:
        lines[record.line] = _line(_changed(record.fields, chance), record.end)
    last = max(int(each.fields[ID]) for each in single)
    films = []
    with (target / "movies_metadata.csv").open("wb") as out:
        out.writelines(_ended(lines))
        for number, record in enumerate(chosen[:: max(1, len(chosen) // NEW_FILMS)], 1):
            films.append(NewFilm(str(last + number), record.fields[ID]))
            fields = list(record.fields)
            fields[ID], fields[IMDB_ID] = str(last + number), f"tt{99_000_000 + number}"
            out.write(_line(fields, record.end))
    return films, {"changed": len(chosen), "added": len(films)}


def _changed(fields: Sequence[str], chance: random.Random) -> list[str]:
    """The same film a month later; what is not known stays so, but for the votes."""
    after = list(fields)
    with suppress(ArithmeticError):
        after[POPULARITY] = f"{Decimal(fields[POPULARITY]) * chance.randint(50, 150) / 100:.6f}"
    votes = fields[VOTE_COUNT].partition(".")[0]
    after[VOTE_COUNT] = str(int(votes or 0) + chance.randint(1, 40))
    after[VOTE_AVERAGE] = f"{chance.randint(30, 90) / 10}"
    if fields[REVENUE].isdigit() and int(fields[REVENUE]) > 0:
        after[REVENUE] = str(int(fields[REVENUE]) + chance.randint(1, 5_000_000))
    return after


# ------------------------------------------------------------------ what hangs on them


def _like_others(source: Path, target: Path, name: str, key: int, films: list[NewFilm]) -> int:
    """Copy a file, and give each new film what the film that it is like has."""
    lines = (source / f"{name}.csv").read_bytes().splitlines(keepends=True)
    like = {film.like: film.id for film in films}
    added = {}
    for record in _records(lines, having=tuple(like)):
        if len(record.fields) > key and record.fields[key] in like:
            new = like[record.fields[key]]
            fields = [_CREDIT_ID.sub(_other_credit_id(new), field) for field in record.fields]
            fields[key] = new
            added[new] = _line(fields, record.end)
    with (target / f"{name}.csv").open("wb") as out:
        out.writelines(_ended(lines))
        out.writelines(added.values())
    return len(added)


def _other_credit_id(film: str) -> Callable[[re.Match[str]], str]:
    def other(match: re.Match[str]) -> str:
        digest = hashlib.sha256(f"{film} {match[2]}".encode()).hexdigest()
        return f"{match[1]}{digest[:24]}{match[3]}"

    return other


def _links(source: Path, target: Path, films: list[NewFilm]) -> tuple[list[int], int]:
    """Copy the links and append those of the new films; gives all MovieLens ids, ascending."""
    lines = (source / "links.csv").read_bytes().splitlines(keepends=True)
    records = [each for each in _records(lines) if each.fields and each.fields[0].isdigit()]
    linked = sorted({int(each.fields[0]) for each in records})
    with (target / "links.csv").open("wb") as out:
        out.writelines(_ended(lines))
        for number, film in enumerate(films, 1):
            fields = [str(linked[-1] + number), str(99_000_000 + number), film.id]
            out.write(_line(fields, records[0].end))
    return linked, len(films)


# ------------------------------------------------------------------ ratings


def _ratings(source: Path, target: Path, linked: Sequence[int]) -> dict[str, int]:
    """Of each hundred rows one is changed, left out, or followed by a new one of its user."""
    counts = {"changed": 0, "added": 0, "removed": 0}
    chance = random.Random(len(linked))
    kinds = ("changed",) * 6 + ("added",) * 3 + ("removed",)
    with source.open("rb") as rows, target.open("wb") as out:
        out.write(rows.readline())
        while block := rows.readlines(_BLOCK_BYTES):
            for at in range(0, len(block) - ONE_IN, ONE_IN):
                place = at + chance.randrange(ONE_IN - 1)
                kind = chance.choice(kinds)
                now = _RATING.fullmatch(block[place])
                follows = _RATING.fullmatch(block[place + 1])
                if now is None or follows is None:
                    continue
                changed = _month_later(kind, now, follows, linked)
                if changed is not None:
                    block[place] = changed
                    counts[kind] += 1
            out.writelines(block)
    return counts


def _month_later(
    kind: str, now: re.Match[bytes], follows: re.Match[bytes], linked: Sequence[int]
) -> bytes | None:
    """What stands in the place of a row; None where there is no room for a new one after it."""
    if kind == "removed":
        return b""
    user, movie, whole, half, seconds, end = now.groups()
    later = int(seconds) + MONTH_SECONDS
    if kind == "changed":
        stars = (int(whole) * 2 + (half == b"5")) % 10 + 1
        return b"%b,%b,%d.%d,%d%b" % (user, movie, stars // 2, stars % 2 * 5, later, end)
    at = bisect_right(linked, int(movie))
    is_last = follows[1] != user
    if at == len(linked) or not (is_last or linked[at] < int(follows[2])):
        return None
    return now[0] + b"%b,%d,3.5,%d%b" % (user, linked[at], later, end)


# ------------------------------------------------------------------ lines


def _records(lines: Sequence[bytes], having: tuple[str, ...] | None = None) -> Iterator[Record]:
    """Records of one line, behind the header; with `having` only lines in which one of it is."""
    wanted = None if having is None else re.compile("|".join(having).encode())
    is_open = False
    for number, line in enumerate(lines):
        was_open = is_open
        is_open ^= bool(line.count(b'"') % 2)
        if number == 0 or was_open or is_open or (wanted and not wanted.search(line)):
            continue
        text = line.rstrip(b"\r\n")
        try:
            [fields] = csv.reader(io.StringIO(text.decode(), newline=""))
        except (ValueError, csv.Error):
            continue
        yield Record(number, fields, line[len(text) :])


def _line(fields: Sequence[str], end: bytes) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(fields)
    return text.getvalue().encode() + (end or b"\n")


def _ended(lines: list[bytes]) -> list[bytes]:
    return lines if lines[-1].endswith(b"\n") else [*lines, b"\n"]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
