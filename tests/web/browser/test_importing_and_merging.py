"""Importing and merging in a real browser: the whole way, at both widths, by keys, without script.

``pytest -m browser``; a step of its own, for it needs a chromium.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from tests.web.browser.site import served
from tests.web.filing import people
from tests.web.sample import ANNA

from clientbook import ClientBook, OnDuplicate, PersonName, Profile, parse_email, parse_phone
from clientbook.web import driving

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium to look at pages with"),
]
ROWS = 420


def fill(book: ClientBook) -> None:
    """Enter clients twice: one pair to look at, two that are certain."""
    for given, family, number in (
        ("Marie", "Dupond", "06 12 34 56 78"),
        ("Paul", "Roy", "06 98 34 56 71"),
        ("Paul", "Roy", "06 98 34 56 71"),
        ("Zoe", "Lambert", "06 12 77 20 08"),
        ("Zoe", "Lambert", "06 12 77 20 08"),
    ):
        profile = Profile(
            name=PersonName(given=given, family=family),
            phones=(parse_phone(number, region="FR"),),
            emails=(parse_email(f"{given.lower()}@{family.lower()}.fr"),),
        )
        book.clients.create(profile, by=ANNA, on_duplicate=OnDuplicate.ALLOW)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(driving, "SECONDS", 0.0)  # several requests for one import
    with served(tmp_path, fill=fill) as address:
        yield address


@attrs.define(slots=False)
class Looker:
    """A window in which each screen is looked at.

    Args:
        page: The window.
        faults: What was wrong with the screens.
    """

    page: Page
    faults: list[str] = attrs.field(factory=list)

    def look(self, name: str) -> None:
        """Find what scrolls sideways, what axe objects to, and what the console says."""
        self.page.wait_for_load_state()  # a page that has only begun has no content yet
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 1:
            self.faults.append(f"{name}: {wide} px too wide")
        self.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        found = Axe().run(self.page, options={"resultTypes": ["violations"]}).response["violations"]
        self.faults += [
            f"{name}: {v['id']}: {v['nodes'][0]['html'][:160]}"
            for v in found
            if v["impact"] in ("serious", "critical")
        ]
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 1:
            self.faults.append(f"{name}: {wide} px too wide with everything open")


def window(browser: Browser, **look: Any) -> Looker:
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **look})
    looker = Looker(context.new_page())
    looker.page.set_default_timeout(30_000)
    looker.page.on("pageerror", lambda error: looker.faults.append(str(error)))
    looker.page.on("dialog", lambda dialog: looker.faults.append(dialog.message))
    looker.page.on(
        "console",
        lambda said: (
            looker.faults.append(said.text)
            if said.type == "error" and "responded with a status" not in said.text
            else None
        ),
    )
    return looker


def upload(page: Page, site: str, folder: Path) -> None:
    path = folder / "people.csv"
    path.write_bytes(people(ROWS, "M;;06 12 34 56 78;Lyon", "Bad;Row;0612;Paris"))
    page.goto(f"{site}/imports")
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="Upload").click()
    page.wait_for_url("**/imports/files/*")


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_an_import_from_the_file_to_its_undo(
    browser: Browser, site: str, tmp_path: Path, width: int, scheme: str
) -> None:
    """X53: Every screen of an import fits, is usable by everybody, and leads to the next."""
    looker = window(
        browser, viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = looker.page
    upload(page, site, tmp_path)
    looker.look("columns")
    page.get_by_role("button", name="See what would change").last.click()
    page.get_by_role("heading", name="What would change").wait_for()
    looker.look("differences")
    page.get_by_role("link", name="refused").click()
    looker.look("refused before")
    page.get_by_role("button", name=f"Import {ROWS} rows").click()
    page.get_by_role("heading", name="What became of the rows").wait_for()
    looker.look("report")
    run = page.url
    page.goto(f"{run}/waiting")
    looker.look("waiting")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Decide").first.click()
    page.get_by_text("The row was decided").wait_for()
    page.goto(f"{run}/undo")
    looker.look("undo")
    page.get_by_role("button", name="Undo the import").click()
    page.get_by_text("clients deleted by anna").first.wait_for()
    page.goto(f"{site}/imports")
    looker.look("history")
    page.context.close()
    assert looker.faults == []


def test_an_import_goes_on_without_script(browser: Browser, site: str, tmp_path: Path) -> None:
    """X53: Without script the button of the page takes the import on, step by step."""
    looker = window(browser, java_script_enabled=False)
    page = looker.page
    upload(page, site, tmp_path)
    page.get_by_role("button", name="See what would change").last.click()
    with page.expect_navigation():  # a page that is not there yet has no button
        page.get_by_role("button", name=f"Import {ROWS} rows").click()
    clicks = 0
    while page.get_by_role("button", name="Continue").count():
        with page.expect_navigation():
            page.get_by_role("button", name="Continue").click()
        clicks += 1
    assert clicks >= 1
    assert page.get_by_text("What became of the rows").count() == 1
    page.context.close()


def press(page: Page, css: str) -> None:
    """Go to something with the tabulator alone, as somebody without a mouse does."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("css => document.activeElement.matches(css)", css):
            return
    raise AssertionError(f"no key leads to {css}")


def test_an_import_by_keys_alone(browser: Browser, site: str, tmp_path: Path) -> None:
    """X53: Once the file is chosen, keys are enough."""
    looker = window(browser)
    page = looker.page
    upload(page, site, tmp_path)
    press(page, "#f-target-3")
    page.keyboard.type("Skip")
    press(page, ".go button")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="What would change").wait_for()
    press(page, "form.commit button")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="What became of the rows").wait_for()
    page.context.close()
    assert looker.faults == []


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_a_merge_from_the_pair_to_its_undo(
    browser: Browser, site: str, width: int, scheme: str
) -> None:
    """X53: Every screen of a merge fits, is usable by everybody, and leads to the next."""
    looker = window(
        browser, viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = looker.page
    page.goto(f"{site}/duplicates/safe")
    looker.look("certain pairs")
    page.get_by_role("button", name="Merge the ticked pairs").click()
    page.get_by_text("2 pairs were merged").wait_for()
    looker.look("certain pairs, merged")
    page.get_by_role("link", name="Back to the pairs").click()
    looker.look("pair")
    page.get_by_role("button", name="Show the result").last.click()
    page.locator(".result.looked").wait_for()
    looker.look("result")
    page.get_by_role("button", name="Merge", exact=True).click()
    page.get_by_role("link", name="Undo this merge").click()
    looker.look("merge")
    page.get_by_role("button", name="Undo the merge").click()
    page.get_by_text("The merge was undone").wait_for()
    page.goto(f"{site}/merges")
    looker.look("merges")
    page.goto(f"{site}/duplicates")
    page.get_by_role("button", name="Not the same person").click()
    page.get_by_text("Marked as two persons").wait_for()
    looker.look("none")
    page.goto(f"{site}/duplicates/ignored")
    looker.look("ignored")
    page.context.close()
    assert looker.faults == []


def test_a_merge_by_keys_alone(browser: Browser, site: str) -> None:
    """X53: From the pair to the merged client without a mouse."""
    looker = window(browser)
    page = looker.page
    page.goto(f"{site}/duplicates")
    press(page, "input[name=survivor]")
    page.keyboard.press("ArrowDown")
    press(page, "button[value=merge]")
    page.keyboard.press("Enter")
    page.get_by_text("The two are one client now").wait_for()
    page.context.close()
    assert looker.faults == []
