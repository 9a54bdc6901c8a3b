"""What lies between two states is what a comparison row by row finds."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reelhouse.lake import changes
from reelhouse.lake.changes import TableChanges, find_changes
from reelhouse.schema import create_statements, load_schema
from reelhouse.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

Key = tuple[int, ...]
Values = tuple[Any, ...]
State = dict[Key, Values]

COMPARING = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
RATINGS = st.dictionaries(
    st.tuples(st.integers(1, 4), st.integers(1, 4)),
    st.tuples(
        st.sampled_from([Decimal("0.5"), Decimal("4.0")]),
        st.none() | st.sampled_from([0, 900_000_000]),
    ),
    max_size=12,
)
KEYWORDS = st.dictionaries(
    st.tuples(st.integers(1, 6)), st.tuples(st.sampled_from(["toy", "boy", "Toy"])), max_size=6
)


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workbench]:
    """A workbench with the model's tables before and after, in which few rows make a part."""
    monkeypatch.setattr(changes, "_PART_ROWS", 3)
    with Workbench(tmp_path / "spill") as workbench:
        for name in ("was", "now"):
            workbench.run(f"attach ':memory:' as {name}; use {name}")
            for statement in create_statements(load_schema(), "duckdb", enforce_keys=False):
                if statement.startswith(("create schema", "create table movies.")):
                    workbench.run(statement)
        workbench.run("use memory")
        yield workbench


def compared(
    bench: Workbench, table: str, before: State, after: State
) -> tuple[TableChanges, Counter[tuple[Any, ...]]]:
    """The changes that are found, and their rows with times as seconds."""
    columns = [each.name for each in load_schema().table(f"movies.{table}").columns]
    for name, state in (("was", before), ("now", after)):
        bench.run(f"delete from {name}.movies.{table}")
        for key, values in state.items():
            given_ = {f"v{at}": value for at, value in enumerate((*key, *values))}
            shown = [
                f"to_timestamp($v{at})" if column == "rated_at" else f"$v{at}"
                for at, column in enumerate(columns)
            ]
            bench.run(f"insert into {name}.movies.{table} values ({', '.join(shown)})", given_)
    found = find_changes(bench, load_schema().table(f"movies.{table}"), "was.movies", "now.movies")
    told = ", ".join(
        f"cast(epoch({each}) as bigint)" if each == "rated_at" else each for each in columns
    )
    return found, Counter(bench.rows(f"select _change_type, {told} from change.{table}"))


def expected(before: Mapping[Key, Values], after: Mapping[Key, Values]) -> Counter[Any]:
    rows: list[tuple[Any, ...]] = []
    for key in {*before, *after}:
        if key not in before:
            rows.append(("insert", *key, *after[key]))
        elif key not in after:
            rows.append(("delete", *key, *before[key]))
        elif before[key] != after[key]:
            rows.append(("update_preimage", *key, *before[key]))
            rows.append(("update_postimage", *key, *after[key]))
    return Counter(rows)


def require_all(bench: Workbench, table: str, before: State, after: State) -> None:
    found, rows = compared(bench, table, before, after)
    assert rows == expected(before, after)
    kinds = Counter(row[0] for row in rows)
    assert kinds["update_preimage"] == kinds["update_postimage"]
    assert found == TableChanges(table, kinds["insert"], kinds["update_postimage"], kinds["delete"])
    assert found.rows == kinds["insert"] + kinds["update_postimage"] + kinds["delete"]


def test_changes_of_ratings_are_those_of_a_comparison_row_by_row(bench: Workbench) -> None:
    @COMPARING
    @given(before=RATINGS, after=RATINGS)
    def check(before: State, after: State) -> None:
        require_all(bench, "rating", before, after)

    check()


def test_changes_of_another_table_are_those_of_a_comparison_row_by_row(bench: Workbench) -> None:
    @COMPARING
    @given(before=KEYWORDS, after=KEYWORDS)
    def check(before: State, after: State) -> None:
        require_all(bench, "keyword", before, after)

    check()


def test_ratings_that_are_the_same_are_looked_at_no_further(bench: Workbench) -> None:
    ratings: State = {(user, 1): (Decimal("4.0"), None) for user in range(1, 9)}
    found, rows = compared(bench, "rating", ratings, dict(ratings))
    assert (found.rows, rows) == (0, Counter())
    assert bench.rows("from change.user_compared") == []


def test_a_user_with_more_ratings_than_a_part_holds_is_compared_whole(bench: Workbench) -> None:
    before: State = {(2, film): (Decimal("0.5"), 0) for film in range(1, 9)}
    before |= {(1, 1): (Decimal("0.5"), 0), (3, 1): (Decimal("0.5"), 0)}
    after: State = {key: (Decimal("4.0"), None) for key in before}
    require_all(bench, "rating", before, after)
