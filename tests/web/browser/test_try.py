"""The page to try the API, as somebody sees it who tries a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser import Visit


def test_it_shows_all_that_can_be_asked(visit: Visit, shoot: Callable[[Visit, str], None]) -> None:
    with visit.page.expect_response(f"{visit.site}/api/openapi.json") as described:
        visit.open("/api/")
    paths = described.value.json()["paths"]
    expect(visit.page.locator(".opblock")).to_have_count(sum(map(len, paths.values())))
    shoot(visit, "api")


def test_a_report_that_is_tried_gives_rows(visit: Visit) -> None:
    visit.open("/api/")
    path = visit.page.get_by_text("/api/v1/reports/genre-budget", exact=True)
    report = visit.page.locator(".opblock").filter(has=path)
    report.click()
    report.get_by_placeholder("genre", exact=True).fill("drama")
    with visit.page.expect_response("**/api/v1/reports/genre-budget*") as answer:
        report.get_by_role("button", name="Execute").click()
    told = answer.value.json()
    assert {row["genre"] for row in told["rows"]} == {"Drama"}
    shown = report.locator(".live-responses-table")
    expect(shown).to_contain_text(f'"total_rows": {told["total_rows"]}')
    for row in told["rows"]:
        expect(shown).to_contain_text(f'"release_year": {row["release_year"]}')
