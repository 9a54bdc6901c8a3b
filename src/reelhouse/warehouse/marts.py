"""The schema `reports` of a warehouse: the marts, the steps to them, and a view for each report.

A file in `marts/` begins with comment lines of the form `-- key: text`:

- `kind`: `step`, what marts are made from, or `mart`, what reports read;
- `form`: `view`, for a step of which only what is asked for is to be computed;
- `key`: the columns that tell the rows of a mart apart;
- `indexes`: the columns that rows of a mart are looked up by.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reelhouse.reports.catalog import definitions
from reelhouse.reports.statement import default_rows
from reelhouse.resources import headed, listed, sql

_STEP, _MART = "step", "mart"
_MACRO = re.compile(r"create macro reports\.(\w+)")


@dataclass(frozen=True)
class Mart:
    """A mart or, where `is_step` holds, a step to some; `query` is what it holds.

    `key` names the columns that tell its rows apart, of which `company_id` and `genre_id` may be
    NULL; it is empty where there is one row, and for steps. `indexes` names the columns that rows
    are looked up by.
    """

    name: str
    is_step: bool
    is_view: bool
    key: tuple[str, ...]
    indexes: tuple[str, ...]
    query: str

    @property
    def statement(self) -> str:
        """What makes it in a DuckDB whose model is filled.

        A mart is a view there, so that a load does not compute what nobody may ask for.
        """
        form = "view" if self.is_view else "table"
        return f"create {form} reports.{self.name} as {self.query}"


@cache
def marts() -> tuple[Mart, ...]:
    """All steps and marts in the order in which they are made, which their files are numbered by.

    ValueError where the header of a file cannot be read.
    """
    found = files("reelhouse").joinpath("warehouse/marts").iterdir()
    names = sorted(each.name.removesuffix(".sql") for each in found if each.name.endswith(".sql"))
    return tuple(read_mart(name.partition("_")[2], sql("warehouse/marts", name)) for name in names)


def read_mart(name: str, text: str) -> Mart:
    """The step or mart that a file's text defines."""
    header, query = headed(text, f"mart {name}")
    kind = header.get("kind", "")
    if kind not in {_STEP, _MART}:
        raise ValueError(f"mart {name}: expected the kind {_STEP} or {_MART}, found {kind!r}")
    return Mart(
        name,
        is_step=kind == _STEP,
        is_view=kind == _MART or header.get("form") == "view",
        key=listed(header.get("key", "")),
        indexes=listed(header.get("indexes", "")),
        query=query,
    )


def create_reports() -> str:
    """The statements that make the schema `reports` in a DuckDB whose model is filled."""
    return ";\n".join(
        [
            "create schema reports",
            sql("warehouse/sql", "macros").strip().removesuffix(";"),
            *(mart.statement for mart in marts()),
            *(f"create view reports.{each.view} as {default_rows(each)}" for each in definitions()),
        ]
    )


@cache
def reports_expected() -> frozenset[str]:
    """Names of everything that the schema `reports` of this version has, its macros among them."""
    return frozenset(
        [
            *_MACRO.findall(sql("warehouse/sql", "macros")),
            *(mart.name for mart in marts()),
            *(report.view for report in definitions()),
        ]
    )
