"""What the DBML marks is closed off, and nothing of it stands in a report."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.warehouse.snowflake.test_script import statements

from reelhouse.reports.catalog import definitions
from reelhouse.schema import load_schema
from reelhouse.warehouse.snowflake.roles import READERS, grants, put_policies
from reelhouse.warehouse.snowflake.script import empty_marts, script

MARKED = {
    ("movies.movie", "is_adult"): "Sensitive",
    ("movies.company_member", "name"): "Personal data",
    ("movies.company_member", "gender"): "Personal data",
    ("movies.company_member", "profile_path"): "Personal data",
    ("movies.movielens_user", "user_id"): "Pseudonymous",
}


def test_the_model_marks_what_not_everybody_may_see() -> None:
    found = {
        (table.full_name, column.name): column.sensitivity
        for table in load_schema().tables
        for column in table.columns
        if column.sensitivity
    }
    assert found == MARKED


def test_only_the_last_sentence_of_a_note_marks_a_column() -> None:
    column = load_schema().table("movies.movie").columns[0]
    assert replace(column, note="Sensitive").sensitivity == "Sensitive"
    assert replace(column, note="A name. Personal data").sensitivity == "Personal data"
    assert replace(column, note="Personal data. Or not").sensitivity is None
    assert replace(column, note="It is Sensitive").sensitivity is None


def test_every_mark_is_a_tag_and_every_marked_text_and_row_has_a_policy() -> None:
    told = list(put_policies(materialized=False))
    for (table, column), why in MARKED.items():
        altered = f"alter table {table} modify column {column}"
        assert f"{altered} set tag reelhouse_loading.sensitivity = '{why}'" in told
    masked = [re.findall(r"column (\w+)", each)[0] for each in told if "masking" in each]
    assert masked == ["name", "gender", "profile_path"]
    rows = [each for each in told if "row access policy" in each]
    assert rows[0].startswith("alter table movies.movie add row access policy")
    assert rows[0].endswith("on (is_adult)")


def test_every_view_of_companies_hides_those_that_made_what_is_marked() -> None:
    told = " ".join(put_policies(materialized=False))
    shown = {
        *(each.mart.name for each in empty_marts() if "company_id" in each.columns),
        *(each.view for each in definitions() if each.name.startswith("company-")),
    }
    assert set(re.findall(r"alter view reports\.(\w+) add row access policy", told)) == shown


def test_a_materialized_view_has_no_policy() -> None:
    told = " ".join(put_policies(materialized=True))
    assert "reports.company_year " in told
    assert "reports.company_budget " not in told


def test_analysts_are_granted_views_and_nothing_else() -> None:
    told = [each for each in grants("movie_house") if each.endswith("reelhouse_analyst")]
    assert {each.partition(" to role ")[0] for each in told} == {
        "grant usage on database movie_house",
        "grant usage on schema movie_house.reports",
        "grant select on all views in schema movie_house.reports",
        "grant select on all materialized views in schema movie_house.reports",
        "grant usage on all functions in schema movie_house.reports",
    }
    assert {each.rpartition(" ")[2] for each in grants("movie_house")} == set(READERS)


def test_no_marked_column_stands_in_a_mart() -> None:
    names = {column for _, column in MARKED} - {"name"}  # of a person, not of a company
    assert [each.mart.name for each in empty_marts() if names & each.columns.keys()] == []
    views = [each for each in statements(script()) if " view " in each]
    assert [each for each in views if "company_member" in each] == []
