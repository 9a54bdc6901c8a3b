"""What readers do on the pages: narrow, switch, sort, turn, search, look at charts, take files."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import openpyxl
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator
    from tests.browser import Visit


def column(visit: Visit, head: str) -> list[str]:
    """The cells of the first table under this head."""
    heads = visit.page.locator("table").first.locator("thead th").all_inner_texts()
    place = [re.sub(r"\s*[▲▼]$", "", each) for each in heads].index(head) + 1
    cells = visit.page.locator("table").first.locator(f"tbody tr > :nth-child({place})")
    return [each.strip() for each in cells.all_inner_texts()]


def dollars(text: str) -> float:
    amount = float(re.sub(r"[^0-9.]", "", text))
    return -amount if text.startswith("−") else amount


def answer(visit: Visit, question: str) -> list[dict[str, str]]:
    """The same question to the API, as rows."""
    return rows(visit.page.request.get(f"{visit.site}/api/v1/reports/{question}").text())


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_filters_stand_in_the_address_and_can_be_cleared(visit: Visit) -> None:
    visit.open("/reports/company-budget")
    visit.page.get_by_label("Year", exact=True).fill("2015")
    visit.page.get_by_role("button", name="Show").click()
    expect(visit.page).to_have_url(f"{visit.site}/reports/company-budget?year=2015")
    assert set(column(visit, "Year")) == {"2015"}
    visit.page.get_by_role("link", name="Clear").click()
    expect(visit.page).to_have_url(f"{visit.site}/reports/company-budget")


def test_a_chosen_genre_applies_at_once(visit: Visit) -> None:
    visit.open("/reports/genre-budget")
    visit.page.get_by_label("Genre", exact=True).select_option("Comedy")
    expect(visit.page).to_have_url(f"{visit.site}/reports/genre-budget?genre=Comedy")
    assert set(column(visit, "Genre")) == {"Comedy"}


def test_what_cannot_be_answered_says_why_and_leads_on(visit: Visit) -> None:
    visit.expect("/reports/company-budget?company=Nobody+at+all", 404)
    visit.open("/reports/company-budget")
    visit.page.get_by_label("Company", exact=True).fill("Nobody at all")
    visit.page.get_by_role("button", name="Show").click()
    expect(visit.page.locator("main")).to_contain_text("no company is called 'Nobody at all'")
    visit.page.get_by_role("link", name="Ask again without filters").click()
    expect(visit.page.locator("h1")).to_have_text("Budget by company and year")


def test_credit_and_measures_are_switched(visit: Visit) -> None:
    visit.open("/reports/genre-revenue?year=2015")
    whole = {g: dollars(r) for g, r in revenue(visit).items()}
    visit.page.get_by_role("link", name="Split").click()
    expect(visit.page).to_have_url(re.compile(r"year=2015.*allocation=split"))
    split = {g: dollars(r) for g, r in revenue(visit).items()}
    assert split.keys() == whole.keys()
    assert all(split[genre] <= whole[genre] for genre in split)
    assert sum(split.values()) < sum(whole.values())
    visit.page.get_by_role("link", name="Popularity").last.click()
    visit.page.get_by_role("link", name="Weighted rating").click()
    expect(visit.page).to_have_url(re.compile("year=2015.*measure=weighted_rating"))
    expect(visit.page.locator(".scope")).to_contain_text("weighted_rating")


def revenue(visit: Visit) -> dict[str, str]:
    found = dict(zip(column(visit, "Genre"), column(visit, "Revenue"), strict=True))
    return {genre: amount for genre, amount in found.items() if amount != "–"}


def test_a_head_sorts_and_turns_round(visit: Visit) -> None:
    visit.open("/reports/company-budget?from_year=2010")
    amounts = [dollars(each) for each in column(visit, "Budget") if each != "–"]
    assert amounts == sorted(amounts, reverse=True)
    visit.page.get_by_role("columnheader", name="Budget").get_by_role("link").click()
    expect(visit.page.get_by_role("columnheader", name="Budget")).to_have_attribute(
        "aria-sort", "ascending"
    )
    amounts = [dollars(each) for each in column(visit, "Budget") if each != "–"]
    assert amounts == sorted(amounts)


def test_page_two_begins_where_page_one_ended(visit: Visit) -> None:
    question = "company-releases.csv?from_year=2012&sort=movies&order=desc"
    expected = [(row["company"], row["release_year"]) for row in answer(visit, question)]
    visit.open("/reports/company-releases?from_year=2012")
    seen: list[tuple[str, str]] = []
    while True:
        seen += zip(column(visit, "Company"), column(visit, "Year"), strict=True)
        following = visit.page.get_by_role("link", name="Next")
        if not following.count():
            break
        following.click()
        expect(visit.page.locator(".turning p")).to_contain_text(f"{len(seen) + 1:,} to")
    assert seen == expected
    visit.page.get_by_role("link", name="Previous").click()
    last_but_one = (len(expected) - 1) // 50 * 50 - 50
    assert column(visit, "Company")[0] == expected[last_but_one][0]


def test_files_have_the_rows_of_the_page(visit: Visit, tmp_path: Path) -> None:
    visit.open("/reports/genre-profit?from_year=2010&allocation=split")
    expected = answer(visit, "genre-profit.csv?from_year=2010&allocation=split")
    taken = downloaded(visit, visit.page.get_by_role("link", name="CSV"), tmp_path)
    assert rows(taken.read_bytes().decode()) == expected
    taken = downloaded(visit, visit.page.get_by_role("link", name="Excel"), tmp_path)
    sheet = openpyxl.load_workbook(taken).worksheets[0]
    assert sheet.max_row == len(expected) + 1
    for name, begin in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        picture = downloaded(visit, visit.page.get_by_role("link", name=name), tmp_path)
        assert picture.read_bytes().startswith(begin)


def downloaded(visit: Visit, link: Locator, folder: Path) -> Path:
    with visit.page.expect_download() as begun:
        link.click()
    path = folder / begun.value.suggested_filename
    begun.value.save_as(path)
    return path


def test_a_chart_tells_its_numbers_where_it_is_pointed_at(
    visit: Visit, shoot: Callable[[Visit, str], None]
) -> None:
    visit.open("/reports/genre-revenue?year=2015")
    leader, amount = next(iter(revenue(visit).items()))
    bar = visit.page.locator(".chart .drawn .mark-rect path").first
    bar.hover(timeout=30_000)
    told = visit.page.locator("#vg-tooltip-element")
    expect(told).to_contain_text(leader)
    expect(told).to_contain_text(amount)
    shoot(visit, "report")


def test_the_search_box_finds_all_kinds_and_completes_names(visit: Visit) -> None:
    visit.open("/companies")
    name = column(visit, "Name")[0]
    box = visit.page.get_by_role("combobox", name="Search films")
    box.press_sequentially(name[:4])
    expect(visit.page.locator(f'#suggestions option[value="{name}"]')).to_have_count(1)
    box.fill(name)
    box.press("Enter")
    visit.page.get_by_role("link", name=name, exact=True).first.click()
    expect(visit.page.locator("h1")).to_have_text(name)


def test_from_the_start_to_a_film_and_its_people(
    visit: Visit, shoot: Callable[[Visit, str], None]
) -> None:
    visit.open("/")
    shoot(visit, "start")
    visit.page.locator("section[aria-labelledby=companies] tbody a").first.click()
    expect(visit.page.locator(".kind")).to_have_text("Production company")
    expect(visit.page.locator(".chart .drawn svg").first).to_be_visible(timeout=30_000)
    shoot(visit, "company")
    visit.page.locator("section[aria-labelledby=films] tbody a").first.click()
    expect(visit.page.locator(".kind")).to_have_text("Film")
    shoot(visit, "film")
    visit.page.locator("section[aria-labelledby=cast] tbody a").first.click()
    expect(visit.page.locator(".kind")).to_have_text("Person")


def test_a_delivery_tells_what_it_changed_and_what_was_wrong_with_it(
    visit: Visit, shoot: Callable[[Visit, str], None]
) -> None:
    visit.open("/deliveries")
    assert column(visit, "Delivery") == ["2026-02", "2026-01"]
    visit.page.get_by_role("link", name="2026-02", exact=True).click()
    visit.page.get_by_role("link", name="movie", exact=True).click()
    changed = visit.page.locator("section[aria-labelledby=rows] tbody tr")
    expect(changed.first).to_be_visible()
    visit.page.get_by_role("link", name="What was wrong with it").click()
    expect(visit.page.locator("h1")).to_have_text("Defects in the delivery 2026-02")
    expect(visit.page.locator(".letter table tbody tr").first).to_be_visible()
    shoot(visit, "letter")


def test_the_number_of_a_film_that_changed_is_in_its_history(visit: Visit) -> None:
    visit.open("/deliveries/2026-02?table=movie")
    rows = visit.page.locator("section[aria-labelledby=rows] tbody tr")
    popularity = rows.filter(has_text="updated").filter(has_text="popularity").first
    number, _, _, before, after = popularity.locator("td").all_inner_texts()
    popularity.get_by_role("link", name=number).click()
    history = visit.page.locator("section[aria-labelledby=history] tbody tr")
    expect(history.nth(0)).to_contain_text(before.rstrip("0").rstrip("."))
    expect(history.nth(1)).to_contain_text(after.rstrip("0").rstrip("."))
