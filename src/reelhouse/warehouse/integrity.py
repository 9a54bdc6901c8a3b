"""Whether everything that must hold over a warehouse holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reelhouse.errors import IntegrityError
from reelhouse.resources import sql
from reelhouse.schema import integrity_checks, load_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reelhouse.schema import Check

_CHECKS = "warehouse/checks"


@dataclass(frozen=True)
class CheckResult:
    """One check, which holds where there are no `violations`; `detail` says what they would be."""

    name: str
    table: str
    violations: int
    detail: str


def run_checks(
    count: Callable[[str], int], *, ratings_changed_only: bool = False
) -> Iterator[CheckResult]:
    """Run every check; `count` answers a query with its one number.

    With `ratings_changed_only` the key of ratings is looked at where `change.rating` has a user.
    """
    for check in integrity_checks(load_schema()):
        if check.table == "movies.rating" and check.kind == "primary key":
            violations = _ratings_twice(count, check, changed_only=ratings_changed_only)
        else:
            violations = count(check.sql)
        yield CheckResult(check.name, check.table, violations, check.kind)


def require_accounts(count: Callable[[str], int]) -> None:
    """Raise IntegrityError where a row of some file is not accounted for."""
    require_none(
        CheckResult(check.name, check.table, count(check.sql), check.kind)
        for check in integrity_checks(load_schema())
        if check.table == "reelhouse.file_account" and check.kind == "check constraint"
    )


def require_none(results: Iterable[CheckResult]) -> None:
    """Raise IntegrityError, naming every check that does not hold."""
    broken = [each for each in results if each.violations]
    if broken:
        lines = "\n".join(f"  {each.name}: {each.violations:,} violations" for each in broken)
        raise IntegrityError(f"nothing was published, since this does not hold:\n{lines}")


def _ratings_twice(count: Callable[[str], int], check: Check, *, changed_only: bool) -> int:
    if changed_only:
        return count(sql(_CHECKS, "changed_ratings_twice"))
    # Where runs do not overlap no key comes twice; where they do, one may.
    return count(check.sql) if count(sql(_CHECKS, "ratings_overlapping")) else 0
