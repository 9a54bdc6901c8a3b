"""Who is drawn: the few that matter most, taken in Arrow so that only they become rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reelhouse.output.chart.subject import YEAR

if TYPE_CHECKING:
    import pyarrow as pa

    from reelhouse.output.chart.subject import Subject


@dataclass(frozen=True)
class Selection:
    """Rows of the chosen: `name`, `year`, `amount` (a float or None) and what else was asked for.

    `names` has the chosen by weight, largest first, each name once; `total` counts all there
    are. Films without company or genre stand in no chart that has others to show;
    `without_none` says that there were some.
    """

    rows: list[dict[str, Any]]
    names: list[str]
    total: int
    without_none: bool


def leading(subject: Subject, most: int, extra: tuple[str, ...] = ()) -> Selection:
    """The `most` with the largest sum of the subject's weight; `extra` columns come along."""
    import pyarrow.compute as pc

    key = f"{subject.entity}_id"
    data = subject.answer.data
    named = data.filter(pc.field(key).is_valid())
    without_none = 0 < named.num_rows < data.num_rows
    if named.num_rows:
        data = named
    weighed = _weighed(data, subject)
    chosen = weighed.slice(0, most).to_pylist()
    label = _labels([(row[key], row[subject.entity]) for row in chosen])
    if named.num_rows:
        data = data.filter(pc.field(key).isin(list(label)))
    rows = _rows(data, subject, extra, label)
    return Selection(rows, list(label.values()), weighed.num_rows, without_none)


def all_rows(subject: Subject, extra: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """The rows of everybody, for an answer that has few."""
    data = subject.answer.data
    keys = (data[f"{subject.entity}_id"].to_pylist(), data[subject.entity].to_pylist())
    label = _labels(list(dict.fromkeys(zip(*keys, strict=True))))
    return _rows(data, subject, extra, label)


def with_gaps(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows, and one without an amount for each year that a name lacks: there a line breaks."""
    years: dict[str, set[int]] = {}
    for row in rows:
        years.setdefault(row["name"], set()).add(row["year"])
    missing = [
        {"name": name, "year": year, "amount": None}
        for name, known in years.items()
        for year in range(min(known), max(known))
        if year not in known
    ]
    return sorted([*rows, *missing], key=lambda row: (row["name"], row["year"]))


def _rows(
    data: pa.Table, subject: Subject, extra: tuple[str, ...], label: dict[int | None, str]
) -> list[dict[str, Any]]:
    key = f"{subject.entity}_id"
    columns = list(dict.fromkeys([key, YEAR, subject.number, *extra]))
    return [
        {
            "name": label[row[key]],
            "year": row[YEAR],
            "amount": None if row[subject.number] is None else float(row[subject.number]),
            **{name: row[name] for name in extra},
        }
        for row in data.select(columns).to_pylist()
    ]


def _weighed(data: pa.Table, subject: Subject) -> pa.Table:
    """Each of them with its weight, the heaviest first."""
    import pyarrow as pa
    import pyarrow.compute as pc

    key = f"{subject.entity}_id"
    weight = pc.cast(data.column(subject.weight), pa.float64())
    bare = pa.table({key: data[key], subject.entity: data[subject.entity], "weight": weight})
    sums = bare.group_by([key, subject.entity]).aggregate([("weight", "sum")])
    order = [("weight_sum", "descending"), (subject.entity, "ascending"), (key, "ascending")]
    return sums.sort_by(order)


def _labels(named: list[tuple[int | None, str]]) -> dict[int | None, str]:
    """The name of each id; those that share one carry their id as well."""
    times = Counter(name for _, name in named)
    return {key: name if times[name] == 1 else f"{name} ({key})" for key, name in named}
