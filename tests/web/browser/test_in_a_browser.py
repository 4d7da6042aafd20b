"""The pages in a real browser: width, keyboard, accessibility, scripts, as a person meets them.

``pytest -m browser``; a step of its own, for it needs a chromium.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response
from tests.web.browser.site import CHROMIUM, launched, served
from tests.web.sample import ANNA, marie_of
from tests.web.test_hostile_text import PAYLOADS

from clientbook import ClientBook, PersonName, Profile
from clientbook.domain.activities import Activity, Message
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.settings import Topic
from clientbook.messages.issues import Language

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium to look at pages with"),
]
WIDTHS = (390, 1280)


@attrs.frozen
class Desk:
    """The pages of a sample book, and somebody in it."""

    site: str
    marie: str

    def page(self, path: str) -> str:
        return self.site + path.format(marie=self.marie)


SCREENS = {
    "list": "/clients",
    "list, filtered": "/clients?has_email=yes&sort=name_desc",
    "search": "/clients?q=marie",
    "search, nobody": "/clients?q=Pierre+Nobody",
    "profile": "/clients/{marie}",
    "edit": "/clients/{marie}/edit",
    "new": "/new",
    "export": "/export",
    "deleted": "/deleted",
    "change many": "/bulk?tag=vip",
    "changes of many": "/acts",
    "timeline": "/clients/{marie}/timeline",
    "history": "/clients/{marie}/history",
    "consent": "/clients/{marie}/consent",
    "notes": "/clients/{marie}/notes",
    "erase": "/clients/{marie}/erase",
    "settings": "/settings",
    "attributes": "/settings/attributes",
    "attribute": "/settings/attributes/stylist",
    "not there": "/clients/nobody",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as found:
        yield found


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")

    def fill(book: ClientBook) -> None:
        gone = book.clients.create(Profile(name=PersonName(given="Gone")), by=ANNA)
        book.clients.delete(gone.id, by=ANNA)

    with served(folder, fill=fill) as site:
        yield Desk(site, marie_of(folder))


@attrs.define(slots=False)  # the driver notes on it which of its methods listen
class Visit:
    """A window whose every complaint fails the test.

    Args:
        context: The window's own cookies and look.
        page: What it shows.
        said: What the console said, and what failed to load.
    """

    context: BrowserContext
    page: Page
    said: list[str] = attrs.field(factory=list)

    def heard(self, message: ConsoleMessage) -> None:
        # An answer that is an error page is one on purpose; its policy and files are looked at.
        if message.type in ("error", "warning") and "the server responded" not in message.text:
            self.said.append(message.text)

    def came(self, response: Response) -> None:
        page = response.request.resource_type == "document"
        if response.status >= 400 and not page:
            self.said.append(f"{response.status} {response.url}")
        if not response.url.startswith("http://127.0.0.1:"):
            self.said.append(f"from elsewhere: {response.url}")


def open_window(browser: Browser, **look: object) -> Visit:
    context = browser.new_context(**look)  # type: ignore[arg-type]
    visit = Visit(context, context.new_page())
    visit.page.on("console", visit.heard)
    visit.page.on("response", visit.came)
    visit.page.on("pageerror", lambda error: visit.said.append(str(error)))
    visit.page.on("dialog", lambda dialog: visit.said.append(f"a dialog: {dialog.message}"))
    visit.page.set_default_timeout(20_000)
    return visit


@pytest.fixture
def window(browser: Browser) -> Iterator[Visit]:
    visit = open_window(browser, viewport={"width": 1280, "height": 800})
    yield visit
    visit.context.close()
    assert visit.said == []


TOO_WIDE = """
[document.documentElement.scrollWidth - innerWidth,
 ...[...document.querySelectorAll('.card')].map(c => c.scrollWidth - c.clientWidth)]
.filter(too_much => too_much > 1)
"""


@pytest.mark.parametrize("width", WIDTHS)
def test_no_screen_scrolls_sideways(browser: Browser, desk: Desk, width: int) -> None:
    """X53, X57: At 390 and 1280 px no screen scrolls sideways and no part of one is cut."""
    visit = open_window(browser, viewport={"width": width, "height": 800})
    faults: dict[str, object] = {}
    for name, path in SCREENS.items():
        visit.page.goto(desk.page(path))
        found = visit.page.evaluate(TOO_WIDE)
        if found:
            faults[name] = found
    visit.context.close()
    assert faults == {}
    assert visit.said == []


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [390, 800, 1280])
def test_the_words_of_a_button_of_a_row_stand_in_one_line(
    browser: Browser, tmp_path: Path, language: Language, width: int
) -> None:
    """R8, X53: However many columns the list has, Edit is read as a word."""
    with served(tmp_path, language=language) as site:
        visit = open_window(browser, viewport={"width": width, "height": 800})
        visit.page.goto(f"{site}/clients")
        buttons = visit.page.locator("td.act .button")
        heights = buttons.evaluate_all("all => all.map(b => b.offsetHeight)")
        too_much = visit.page.evaluate(TOO_WIDE)
        visit.context.close()
    assert len(heights) == 21
    assert max(heights) <= 48
    assert too_much == []


LONG_TOPICS = ("Appointment follow-up surveys", "Rendezvousbestätigungsnachrichten", "Club")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [320, 390, 800, 1280])
def test_every_kind_of_messages_finds_room(
    browser: Browser, tmp_path: Path, language: Language, width: int
) -> None:
    """X53: However many kinds of messages a book has, each tick is named and nothing scrolls."""

    def fill(book: ClientBook) -> None:
        topics = [*book.settings.topics, *map(Topic, LONG_TOPICS)]
        book.change_settings(attrs.evolve(book.settings, topics=tuple(topics)), by=ANNA)

    with served(tmp_path, fill=fill, language=language) as site:
        visit = open_window(browser, viewport={"width": width, "height": 800})
        visit.page.goto(f"{site}/clients/{marie_of(tmp_path)}")
        too_much = visit.page.evaluate(TOO_WIDE)
        ticks = visit.page.locator(".consent tbody tr").nth(1).locator("label")
        names = ticks.all_inner_texts()
        visit.context.close()
    assert too_much == []
    assert [name for name in names if name.endswith(LONG_TOPICS)] == names[-3:]
    assert visit.said == []


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_everybody_can_use_every_screen(
    browser: Browser, desk: Desk, width: int, scheme: str
) -> None:
    """X53: axe-core finds nothing serious or critical on any screen, light or dark."""
    visit = open_window(
        browser, viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    )
    faults: dict[str, list[str]] = {}
    for name, path in SCREENS.items():
        visit.page.goto(desk.page(path))
        visit.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        found = Axe().run(visit.page, options=AXE).response["violations"]
        serious = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found
                   if v["impact"] in ("serious", "critical")]  # fmt: skip
        if serious:
            faults[name] = serious
    visit.context.close()
    assert faults == {}
    assert visit.said == []


AXE = {"resultTypes": ["violations"]}


def test_everything_that_is_touched_is_large_enough(browser: Browser, desk: Desk) -> None:
    """X53: On a telephone buttons, fields and ticks of the list are at least 44 px high."""
    visit = open_window(browser, viewport={"width": 390, "height": 800}, has_touch=True)
    small: list[str] = []
    for name in ("list", "profile", "edit", "new", "settings"):
        visit.page.goto(desk.page(SCREENS[name]))
        small += visit.page.evaluate(
            "[...document.querySelectorAll('button, .button, select, input:not([type=hidden])')]"
            ".map(e => ['checkbox', 'radio'].includes(e.type) ? e.closest('label') : e)"
            ".filter(e => e.offsetParent && e.className != 'first-submit')"
            ".filter(e => e.getBoundingClientRect().height < 43.5)"
            ".map(e => e.outerHTML.slice(0, 120))"
        )
    visit.context.close()
    assert small == []


def test_a_client_is_created_by_keyboard_alone(window: Visit, desk: Desk) -> None:
    """X53: From the search box to the saved profile without a mouse; focus is always seen."""
    page = window.page
    page.goto(desk.page("/clients"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    reach(page, "#f-q")
    page.keyboard.type("Ada Lovelace")
    add = page.get_by_role("button", name="Add “Ada Lovelace” as a new client")
    add.wait_for()
    reach(page, "form.add button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#f-given")
    assert page.input_value("#f-family") == "Lovelace"
    reach(page, "[id='f-phones.0.number']")
    page.keyboard.type("06 55 44 33 22")
    page.keyboard.press("Enter")  # saves: the first button of the form is not "add a number"
    page.wait_for_url(re.compile("done=created"))
    assert page.inner_text("h1") == "Ada Lovelace"
    assert page.inner_text(".notice") == "The client was created."


def reach(page: Page, selector: str) -> None:
    """Press Tab until an element has the focus, and see that the focus is drawn."""
    for _ in range(80):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"not reached by Tab: {selector}")


def test_search_answers_while_one_types(window: Visit, desk: Desk) -> None:
    """K25, X53: Rows change without a new page, the address follows, and Back is a whole page."""
    page = window.page
    page.goto(desk.page("/clients"))
    page.locator("#f-q").press_sequentially("duran")
    page.get_by_text("1 client found").wait_for()
    assert page.locator("td.name a").all_inner_texts() == ["Louis Durand"]
    assert page.url.endswith("/clients?q=duran")
    assert page.evaluate("document.activeElement.id") == "f-q"
    page.locator("td.name a").click()
    page.wait_for_selector("h1:has-text('Louis Durand')")
    page.go_back()
    page.wait_for_selector("nav")
    assert page.locator("td.name a").all_inner_texts() == ["Louis Durand"]
    page.locator("#f-q").fill("")
    page.locator(".count", has_text=" clients").wait_for()


def test_the_ticked_are_deleted_after_the_question(window: Visit, desk: Desk) -> None:
    """R18, R19: The button shows once something is ticked; confirmed, gone, and brought back."""
    page = window.page
    page.goto(desk.page("/clients?q=Jules+David"))
    button = page.get_by_role("button", name="Delete…")
    assert not button.is_visible()
    page.get_by_role("checkbox", name="Tick Jules David").check()
    button.click()
    page.get_by_role("heading", name="Delete 1 client?").wait_for()
    page.get_by_role("button", name="Delete 1 client").click()
    page.get_by_text("1 client was deleted.").wait_for()
    page.get_by_role("link", name="Deleted clients").click()
    page.get_by_role("button", name="Bring back Jules David").click()
    page.get_by_text("The client is back.").wait_for()


def test_everything_works_without_script(browser: Browser, desk: Desk) -> None:
    """X53: Search, edit and save where no script runs at all."""
    visit = open_window(browser, java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = visit.page
    page.goto(desk.page("/clients"))
    page.fill("#f-q", "mila")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Mila André", exact=True).click()
    page.get_by_role("link", name="Edit").click()
    page.fill("[id='f-company']", "Atelier Mila")
    page.get_by_role("button", name="Add a number").click()
    assert page.input_value("[id='f-company']") == "Atelier Mila"
    page.fill("[id='f-phones.1.number']", "01 42 00 00 00")
    page.get_by_role("button", name="Save", exact=True).click()
    assert page.inner_text(".notice") == "Saved."
    assert "01 42 00 00 00" in page.inner_text("main")
    visit.context.close()
    assert visit.said == []


def test_what_two_changed_at_once_is_shown_to_the_second(
    window: Visit, desk: Desk, browser: Browser
) -> None:
    """K31: Two windows, one field: the second sees both values and decides."""
    page = window.page
    page.goto(desk.page("/clients?q=Hugo"))
    page.get_by_role("link", name="Hugo Bernard", exact=True).click()
    page.get_by_role("link", name="Edit").click()
    other = open_window(browser)
    other.page.goto(page.url)
    for visited, company in ((other.page, "Theirs"), (page, "Mine")):
        visited.fill("[id='f-company']", company)
        visited.get_by_role("button", name="Save", exact=True).click()
        visited.locator(".notice, .theirs").first.wait_for()
    other.context.close()
    page.get_by_text("Stands in the book now: Theirs").wait_for()
    assert page.input_value("[id='f-company']") == "Mine"
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved.", exact=True).wait_for()


def test_no_payload_runs_in_a_browser(browser: Browser, tmp_path: Path) -> None:
    """X53: 25 script payloads in every field: shown on the screens, no dialog, no complaint."""

    def fill(book: ClientBook) -> None:
        for payload in PAYLOADS:
            profile = Profile(
                name=PersonName(given=payload, family=payload),
                company=payload,
                info=payload,
                tags=(payload,),
                addresses=(PostalAddress(street=payload, locality=payload),),
            )
            client = book.clients.create(profile, by=ANNA)
            book.clients.add_note(client.id, payload, by=ANNA)
            book.clients.block_booking(client.id, by=ANNA, reason=payload)
            what = Message(payload)
            book.activities.put(
                Activity.of(f"x{client.id}", what, client_id=client.id, at=client.created_at),
                by=ANNA,
            )
            patch = ProfilePatch(set={"job_title": payload})
            book.clients.update(client.id, patch, expected=None, by=ANNA)

    visit = open_window(browser, viewport={"width": 1280, "height": 800})
    page = visit.page
    page.add_init_script("window.alert = text => console.error('ran: ' + text)")
    with served(tmp_path, fill=fill) as site:
        page.goto(f"{site}/clients")
        links = page.locator("td.name a").evaluate_all("all => all.map(a => a.pathname)")
        assert len(links) == 46
        ours = links[:25]  # "<" and quotes come before letters: these are the payloads
        for number, link in enumerate(ours):
            page.goto(f"{site}{link}{('', '/edit', '/history')[number % 3]}")
            assert page.url.startswith(site)
        page.goto(f"{site}/clients")
        for payload in PAYLOADS:
            with page.expect_response(re.compile("/rows")):
                page.fill("#f-q", payload)
    visit.context.close()
    assert visit.said == []


def test_the_policy_stops_a_script_that_slipped_through(window: Visit, desk: Desk) -> None:
    """X53: The policy is in force: an inline handler put into the page does not run."""
    page = window.page
    page.goto(desk.page("/clients"))
    refused = page.evaluate(
        """new Promise(done => {
            document.addEventListener('securitypolicyviolation', e => done(e.violatedDirective));
            document.body.insertAdjacentHTML('beforeend', '<p onclick="window.ran = 1">x</p>');
        })"""
    )
    assert refused == "script-src-attr"
    page.locator("p", has_text=re.compile("^x$")).click()
    assert page.evaluate("window.ran === undefined")
    assert any("Content Security Policy" in said for said in window.said)
    window.said.clear()
