"""Whether everything that must hold over a warehouse holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reelhouse.errors import IntegrityError
from reelhouse.resources import sql
from reelhouse.schema import integrity_checks, load_schema, together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reelhouse.schema import Check

    Ask = Callable[[str], Sequence[tuple[int, ...]]]
    """Answers a query of whole numbers with its rows."""

_CHECKS = "warehouse/checks"
_OF_ONE_ROW = ("not null", "check constraint")
"""The kinds of checks that look at each row by itself: in one query they need no memory."""


@dataclass(frozen=True)
class CheckResult:
    """One check, which holds where there are no `violations`; `detail` says what they would be."""

    name: str
    table: str
    violations: int
    detail: str


def run_checks(ask: Ask, *, ratings_changed_only: bool = False) -> Iterator[CheckResult]:
    """Run every check.

    With `ratings_changed_only` the key of ratings is looked at where `change.rating` has a user.
    """
    # First the one that takes longest and is alone in needing one core only: another lane has the
    # rest of them in the meantime.
    checks = sorted(integrity_checks(load_schema()), key=_is_of_ratings_key, reverse=True)
    for check in checks:
        if check.kind in _OF_ONE_ROW:
            continue
        if _is_of_ratings_key(check):
            violations = _ratings_twice(ask, check, changed_only=ratings_changed_only)
        else:
            violations = _count(ask, check.sql)
        yield CheckResult(check.name, check.table, violations, check.kind)
    yield from _results(ask, [check for check in checks if check.kind in _OF_ONE_ROW])


def require_accounts(ask: Ask) -> None:
    """Raise IntegrityError where a row of some file is not accounted for."""
    checks = integrity_checks(load_schema())
    accounts = [check for check in checks if check.table == "reelhouse.file_account"]
    require_none(_results(ask, [check for check in accounts if check.kind in _OF_ONE_ROW]))


def require_none(results: Iterable[CheckResult]) -> None:
    """Raise IntegrityError, naming every check that does not hold."""
    broken = [each for each in results if each.violations]
    if broken:
        lines = "\n".join(f"  {each.name}: {each.violations:,} violations" for each in broken)
        raise IntegrityError(f"nothing was published, since this does not hold:\n{lines}")


def _results(ask: Ask, checks: Sequence[Check]) -> Iterator[CheckResult]:
    violations = {row[0]: row[1] for row in ask(together(checks))}
    for place, check in enumerate(checks):
        yield CheckResult(check.name, check.table, violations[place], check.kind)


def _count(ask: Ask, query: str) -> int:
    [(number,)] = ask(query)
    return int(number)  # PostgreSQL's sums are decimals


def _is_of_ratings_key(check: Check) -> bool:
    return check.table == "movies.rating" and check.kind == "primary key"


def _ratings_twice(ask: Ask, check: Check, *, changed_only: bool) -> int:
    if changed_only:
        return _count(ask, sql(_CHECKS, "changed_ratings_twice"))
    # Where runs do not overlap no key comes twice; where they do, one may.
    return _count(ask, check.sql) if _count(ask, sql(_CHECKS, "ratings_overlapping")) else 0
