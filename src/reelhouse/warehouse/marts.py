"""The marts: few aggregated tables and views that all reports share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reelhouse.resources import sql


@dataclass(frozen=True)
class Mart:
    """One table or view of the schema `reports`; `query` is what it holds."""

    name: str
    is_view: bool
    query: str

    @property
    def statement(self) -> str:
        """What makes it in a warehouse whose model is filled."""
        kind = "view" if self.is_view else "table"
        return f"create {kind} reports.{self.name} as {self.query}"


@cache
def marts() -> tuple[Mart, ...]:
    """All marts in the order in which they are made, which their files are numbered by."""
    found = files("reelhouse").joinpath("warehouse/marts").iterdir()
    names = sorted(each.name.removesuffix(".sql") for each in found if each.name.endswith(".sql"))
    return tuple(_mart(name) for name in names)


def _mart(file: str) -> Mart:
    query = sql("warehouse/marts", file)
    return Mart(file.partition("_")[2], query.startswith("-- kind: view\n"), query)
