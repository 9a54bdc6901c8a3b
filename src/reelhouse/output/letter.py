"""A letter to the data provider: what was wrong with a delivery, by kind, with examples."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reelhouse.clean.reasons import Action, Reason
from reelhouse.output.text import count, printable, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

EXAMPLES = 3
LINES = 20
RAW_CHARACTERS = 160
TAIL_CHARACTERS = 60

_KIND = ["reason", "file", "column", "action"]
_MARKUP = re.compile(r"[\\`*<|\[]")
_DONE = {
    Action.REPAIRED: "repaired",
    Action.NULLED: "left empty",
    Action.REJECTED: "left out with its row",
    Action.DUPLICATE: "left out, another row was kept",
    Action.KEPT: "kept as it is",
}


@dataclass(frozen=True)
class Kind:
    """Defects of one sort in one column; `rows` has the first of them, by line."""

    reason: str
    file: str
    column: str | None
    action: str
    times: int
    lines: list[int]
    rows: list[dict[str, Any]]


def letter(rejects: pa.Table, delivery: str | None = None) -> str:
    """The letter in Markdown.

    `rejects` has the columns file, line, column, reason, action, raw and detail; `delivery` is
    the label that the letter names. Each kind of defect comes with its number, its first
    examples and its first lines.
    """
    kinds = list(_kinds(rejects))
    title = f"# Defects in the delivery {delivery}" if delivery else "# Defects in the delivery"
    paragraphs = [title, *_opening(kinds)]
    if kinds:
        paragraphs += [
            "\n".join(_overview(kinds)),
            *(text for kind in kinds for text in _part(kind)),
        ]
    return "\n\n".join(paragraphs) + "\n"


def _opening(kinds: list[Kind]) -> Iterator[str]:
    if not kinds:
        yield "Everything in it could be read as it is: no defect was found."
        return
    times = sum(kind.times for kind in kinds)
    files = len({kind.file for kind in kinds})
    yield (
        f"While we loaded it, we found {count(times, 'defect')} of "
        f"{count(len(kinds), 'kind')} in {count(files, 'file')}. They are listed below by kind, "
        "each with what we did about it, so that they can be put right at the source. "
        "Line numbers count the lines of the file from 1, the header among them."
    )


def _overview(kinds: Iterable[Kind]) -> Iterator[str]:
    yield "| defect | file | column | number | what we did |"
    yield "|---|---|---|---:|---|"
    for kind in kinds:
        cells = [_explained(kind.reason), kind.file, kind.column or "", f"{kind.times:,}"]
        yield f"| {' | '.join(map(_plain, [*cells, _done(kind.action)]))} |"


def _part(kind: Kind) -> Iterator[str]:
    where = f"{kind.file}, column {kind.column}" if kind.column else kind.file
    yield f"## {_explained(kind.reason)}: {where}"
    yield f"{count(kind.times, 'time')}; {_done(kind.action)} (`{kind.reason}`)."
    yield "\n".join(_examples(kind.rows))
    if kind.times > len(kind.rows):
        yield f"Lines: {_line_numbers(kind)}."


def _examples(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        place = f"line {row['line']}" if row["line"] is not None else "in the file"
        raw = f": {_code(row['raw'])}" if row["raw"] is not None else ""
        detail = f" — {_plain(row['detail'])}" if row["detail"] else ""
        yield f"- {place}{raw}{detail}"


def _line_numbers(kind: Kind) -> str:
    listed = ", ".join(map(str, kind.lines))
    more = kind.times - len(kind.lines)
    return f"{listed} and {more:,} more" if more else listed


def _kinds(rejects: pa.Table) -> Iterator[Kind]:
    """The kinds, the most frequent first."""
    import pyarrow.compute as pc

    order = [("count_all", "descending"), *((name, "ascending") for name in _KIND)]
    for kind in rejects.group_by(_KIND).aggregate([([], "count_all")]).sort_by(order).to_pylist():
        same = [
            pc.field(name).is_null() if kind[name] is None else pc.field(name) == kind[name]
            for name in _KIND
        ]
        found = rejects.filter(same[0] & same[1] & same[2] & same[3]).sort_by("line")
        lines = found["line"].slice(0, LINES).to_pylist()
        yield Kind(
            **{name: kind[name] for name in _KIND},
            times=kind["count_all"],
            lines=[line for line in lines if line is not None],
            rows=found.slice(0, EXAMPLES).to_pylist(),
        )


def _explained(reason: str) -> str:
    known = Reason.__members__.values()
    text = next((each.explanation for each in known if each == reason), reason)
    return text[0].upper() + text[1:]


def _done(action: str) -> str:
    return next((words for known, words in _DONE.items() if known == action), action)


def _plain(text: str) -> str:
    """Text in which Markdown sees no markup."""
    return _MARKUP.sub(r"\\\g<0>", printable(text))


def _code(raw: str) -> str:
    """Raw text between more backticks than it has itself; what is spoiled is often its end."""
    text = printable(raw)
    if len(text) > RAW_CHARACTERS:
        text = shortened(text, RAW_CHARACTERS - TAIL_CHARACTERS) + text[-TAIL_CHARACTERS:]
    fence = "`"
    while fence in text:
        fence += "`"
    pad = " " if text.startswith("`") or text.endswith("`") or not text else ""
    return f"{fence}{pad}{text}{pad}{fence}"
