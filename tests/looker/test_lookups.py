from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reelhouse.looker.lookups import scope_names
from reelhouse.looker.shape import lookups
from reelhouse.reports.catalog import ReportDefinition, definitions

if TYPE_CHECKING:
    from tests.looker.parsed import Model
    from tests.states import Place

each_report = pytest.mark.parametrize("report", definitions(), ids=lambda report: report.name)


def test_the_scope_has_its_columns_with_their_types(reports: Model, place: Place) -> None:
    fields = reports.views["scope"].fields
    assert tuple(fields) == scope_names()
    [row] = place.query(f"select {', '.join(scope_names())} from reports.scope")
    types = {"str": "string", "int": "number"}
    assert [field.type for field in fields.values()] == [types[type(each).__name__] for each in row]


@each_report
def test_names_are_suggested_from_the_marts_that_list_them(
    reports: Model, report: ReportDefinition
) -> None:
    view = reports.views[report.view]
    names = [mart.name for mart in lookups(report)]
    assert names == [name for name in ("company", "genre") if name in view.fields]
    for name in names:
        told = view.fields[name].told
        assert (told["suggest_explore"], told["suggest_dimension"]) == (name, f"{name}.{name}")
        assert reports.explores[name].told["hidden"] == "yes"
        assert reports.field(name, f"{name}.{name}").columns == [name]
