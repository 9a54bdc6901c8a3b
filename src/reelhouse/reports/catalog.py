"""Which reports there are: the `.sql` files of this folder, by what their first lines say.

A file begins with comment lines of the form `-- key: text`:

- `title`, `description`;
- `columns`: what the query gives, in this order;
- `order`: the columns by which the rows are ordered;
- `options`: the parameters that the query has (`:allocation`) or its rank allows (`top`);
- the name of a column: what it is in this report, where the shared words do not fit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from reelhouse.errors import NotFoundError
from reelhouse.reports.columns import FIGURES, SHARED, Column
from reelhouse.reports.filters import Filter, filters_of
from reelhouse.reports.suggestions import did_you_mean
from reelhouse.resources import headed, listed


@dataclass(frozen=True)
class ReportDefinition:
    """A report: what it answers, with which columns, and what it can be asked with.

    `order` names the columns by which its rows are ordered, `sql` is its query.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...]
    order: tuple[str, ...]
    sql: str

    @property
    def by(self) -> str:
        """What it has rows for, beside years: `company` or `genre`."""
        return self.name.partition("-")[0]

    @property
    def figure(self) -> Column:
        """The column that it is about."""
        columns = {column.name: column for column in self.columns}
        return next(columns[name] for name in FIGURES if name in columns)

    @property
    def view(self) -> str:
        """Name of the view in the schema `reports` that has the report's default answer."""
        return self.name.replace("-", "_")

    def as_dict(self) -> dict[str, object]:
        """What a program has to know to ask it: name, title, description, columns, filters."""
        columns = [
            {"name": each.name, "unit": each.unit or None, "description": each.description}
            for each in self.columns
        ]
        filters = [
            {
                "name": each.name,
                "type": each.type,
                "default": each.default,
                "choices": list(each.choices) or None,
                "least": each.least,
                "help": each.help,
            }
            for each in self.filters
        ]
        return {
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "columns": columns,
            "filters": filters,
        }


@cache
def definitions() -> tuple[ReportDefinition, ...]:
    """All reports, by name."""
    found = [entry for entry in files(__package__).iterdir() if entry.name.endswith(".sql")]
    return tuple(
        read_definition(entry.name.removesuffix(".sql").replace("_", "-"), entry.read_text("utf-8"))
        for entry in sorted(found, key=lambda entry: entry.name)
    )


def definition(name: str) -> ReportDefinition:
    """The report of that name; NotFoundError lists what there is."""
    reports = {report.name: report for report in definitions()}
    if name not in reports:
        raise NotFoundError(
            f"there is no report {name!r}.{did_you_mean(name, reports)}"
            f" The reports are {', '.join(reports)}."
        )
    return reports[name]


def read_definition(name: str, text: str) -> ReportDefinition:
    """The report that a file's text defines."""
    header, sql = headed(text, f"report {name}")
    columns = listed(header["columns"])
    return ReportDefinition(
        name=name,
        title=header["title"],
        description=header["description"],
        columns=tuple(
            replace(SHARED[column], description=header.get(column, SHARED[column].description))
            for column in columns
        ),
        filters=filters_of(columns, listed(header.get("options", ""))),
        order=listed(header["order"]),
        sql=sql,
    )
