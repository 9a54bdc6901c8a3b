"""Every page, as people see it: in either light, on a phone, without a script, with a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser import Visit

PAGES = {
    "start": "/",
    "year": "/years/2015",
    "company-budget": "/reports/company-budget?year=2015",
    "company-revenue": "/reports/company-revenue",
    "company-profit": "/reports/company-profit?from_year=2000",
    "company-releases": "/reports/company-releases?year=2015",
    "company-popularity": "/reports/company-popularity?measure=ratings&statistic=total",
    "genre-budget": "/reports/genre-budget?genre=drama",
    "genre-revenue": "/reports/genre-revenue?allocation=split",
    "genre-profit": "/reports/genre-profit?year=2015",
    "genre-popularity": "/reports/genre-popularity?top=3",
    "films": "/movies?from_year=2000&sort=revenue&order=desc",
    "companies": "/companies?q=s",
    "genres": "/genres",
    "people": "/people",
    "search": "/search?q=the",
    "search-for-nothing": "/search",
    "deliveries": "/deliveries",
    "delivery": "/deliveries/2026-02?table=movie",
    "letter": "/deliveries/2026-02/letter",
    "numbers": "/numbers",
}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}

each_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)


def first_of(visit: Visit, kind: str) -> str:
    """The address of the page of the first of a list."""
    visit.open(f"/{kind}?sort={'vote_count' if kind == 'movies' else 'movies'}&order=desc")
    href = visit.page.locator("tbody th a").first.get_attribute("href")
    assert href is not None
    return href


@each_page
def test_a_page_keeps_nobody_out(visit: Visit, axe: Callable[[Visit], None], path: str) -> None:
    visit.open(path)
    expect(visit.page.locator("h1")).to_have_count(1)
    drawn(visit)
    axe(visit)


@pytest.mark.parametrize("kind", ["movies", "companies", "genres", "people"])
def test_the_page_of_each_one_keeps_nobody_out(
    visit: Visit, axe: Callable[[Visit], None], kind: str
) -> None:
    visit.open(first_of(visit, kind))
    drawn(visit)
    axe(visit)


@pytest.mark.parametrize("name", ["start", "genre-popularity", "delivery"])
def test_nor_does_it_in_the_dark(
    visits: Callable[..., Visit], axe: Callable[[Visit], None], name: str
) -> None:
    visit = visits(color_scheme="dark")
    visit.open(PAGES[name])
    drawn(visit)
    axe(visit)


@each_page
def test_a_page_is_as_wide_as_a_phone(visits: Callable[..., Visit], path: str) -> None:
    visit = visits(**PHONE)
    visit.open(path)
    wide = visit.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["viewport"]["width"]  # type: ignore[index]


def test_all_is_there_without_a_script(visits: Callable[..., Visit]) -> None:
    visit = visits(java_script_enabled=False)
    visit.open("/")
    visit.page.get_by_role("link", name="Reports", exact=True).click()
    visit.page.get_by_label("Genre", exact=True).select_option("Drama")
    visit.page.get_by_label("From year").fill("2010")
    visit.page.get_by_role("button", name="Show").click()
    expect(visit.page).to_have_url(f"{visit.site}/reports/genre-revenue?from_year=2010&genre=Drama")
    genres = visit.page.locator("tbody tr td:nth-child(2)")
    assert set(genres.all_inner_texts()) == {"Drama"}
    picture = visit.page.locator(".chart img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", value=True)


def test_a_page_is_used_by_the_keyboard_alone(visit: Visit) -> None:
    visit.open("/reports/genre-revenue")
    visit.page.keyboard.press("Tab")
    expect(visit.page.get_by_text("Skip to the content")).to_be_focused()
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Tab")
    focused = visit.page.evaluate("document.activeElement.closest('main') !== null")
    assert focused, "the first thing behind the skip link is in the content"


def drawn(visit: Visit) -> None:
    """Wait until each chart of the page answers to the pointer."""
    charts = visit.page.locator("[data-chart]").count()
    if charts:
        expect(visit.page.locator(".chart .drawn svg")).to_have_count(charts, timeout=30_000)
