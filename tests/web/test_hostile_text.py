"""25 script payloads through every field a form has: shown everywhere as text, run nowhere."""

from html import unescape
from html.parser import HTMLParser

import pytest
from tests.web.sample import ANNA
from tests.web.visitor import Visitor, make_book

from clientbook import Actor, ClientBook, PersonName, Profile
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import Attribute, AttributeDefinition, AttributeType
from clientbook.domain.consents import Channel, ConsentEvent, ConsentState
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.profiles import ExternalId, UnreadValue
from clientbook.text import clean_text
from clientbook.web import Permission
from clientbook.web.routes import ROUTES

from .test_handling import path_to

PAYLOADS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "'><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)//",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    "` onmouseover=alert(1) `",
    "javascript:alert(1)",
    "<a href='javascript:alert(1)'>x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<body onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</option></select><script>alert(1)</script>",
    "<!--<script>alert(1)//-->",
    "{{ 7 * 7 }}",
    "{% print(7 * 7) %}",
    "${7*7}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<math><mtext></p><style><img src=x onerror=alert(1)>",
    "<form action=//evil.example><button>x",
    "\u202e<script>alert(1)</script>\u2028",
)
EVENTS = ("onerror", "onload", "onmouseover", "onfocus", "style", "srcdoc")
TAGS = {
    "script",
    "img",
    "svg",
    "iframe",
    "math",
    "style",
    "object",
    "embed",
    "base",
    "meta",
    "title",
}


class _Scripts(HTMLParser):
    """Collects what of a page could run, or leave it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.count: dict[str, int] = {}

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.count[tag] = self.count.get(tag, 0) + 1
        for name, value in attributes:
            text = (value or "").strip().lower()
            if name in EVENTS or name.startswith("on"):
                self.found.append(f"{tag} {name}")
            if name in ("href", "src", "action", "formaction") and not text.startswith(
                ("/", "#", "tel:", "mailto:")
            ):
                self.found.append(f"{tag} {name}={text[:40]}")


def hostile_book(text: str) -> ClientBook:
    """Return a book with one client who has a text in every field that takes any."""
    book = make_book()
    book.attributes.define(AttributeDefinition(text), by=ANNA)
    book.attributes.define(
        AttributeDefinition("Choice", AttributeType.CHOICE, choices=(text, "other")), by=ANNA
    )
    profile = Profile(
        name=PersonName(given=text, family=text, nickname=text),
        company=text,
        department=text,
        job_title=text,
        language=text,
        websites=(text,),
        info=text,
        tags=(text,),
        addresses=(PostalAddress(street=text, locality=text, country=text, label=text),),
        external_ids=(ExternalId(text, text),),
        unread=(UnreadValue(text, text),),
        attributes=(Attribute(text, text), Attribute("Choice", text)),
    )
    eve = Actor(text, text)
    client = book.clients.create(profile, by=eve)
    book.clients.add_note(client.id, text, by=eve)
    book.clients.block_booking(client.id, by=eve, reason=text)
    patch = ProfilePatch(set={"info": f"{text} again"})
    book.clients.update(client.id, patch, expected=None, by=eve)
    said = ConsentEvent(
        "e1", client.id, Channel.EMAIL, "MARKETING", ConsentState.OPTED_IN,
        book.context.clock(), source=text, wording=text, evidence=text, actor=eve,
    )  # fmt: skip
    book.consent.record([said])
    gone = book.clients.create(Profile(name=PersonName(given=text)), by=eve)
    book.clients.delete(gone.id, by=eve)
    return book


@pytest.mark.parametrize("payload", PAYLOADS, ids=[f"{n:02d}" for n in range(len(PAYLOADS))])
def test_a_script_is_shown_as_text_on_every_page(payload: str) -> None:
    """X53: In names, tags, notes, attributes, actors and search: no tag or handler comes of it."""
    book = hostile_book(payload)
    (row,) = book.lists.page()
    note = book.clients.notes(row.client_id)[0]
    visitor = Visitor(book, actor=Actor(payload))
    (key,) = (one.key for one in book.attributes.list() if one.name != "Choice")
    pages = [
        visitor.get(path_to(route, client_id=row.client_id, note_id=note.id, name=key))
        for route in ROUTES
        if route.method == "GET" and route.permission is not Permission.IMPORT
    ]
    form = [("given", payload), ("family", payload), ("company", payload), ("text", payload),
            ("body", payload), ("name", payload), ("choices", payload), ("time_zone", payload),
            ("type", payload), ("phones.0.number", payload), ("id", row.client_id)]  # fmt: skip
    pages += [
        visitor.post(path, form) for path in ("/new", "/draft", "/delete", "/settings/attributes")
    ]
    pages += [visitor.get("/clients", [(name, payload)]) for name in
              ("q", "tag", "attribute", "after", "done", "not_since", "import_run")]  # fmt: skip
    pages.append(visitor.get("/rows", [("q", payload)]))
    shown = 0
    for page in pages:
        if page.status == 303:
            continue
        scripts = _Scripts()
        scripts.feed(page.text)
        assert scripts.found == []
        own = {"script": 1, "meta": 2, "title": 1}
        for tag in TAGS:
            assert scripts.count.get(tag, 0) <= own.get(tag, 0), tag
        shown += clean_text(payload) in unescape(page.text)
    assert shown > 10


def test_the_payloads_would_be_found_where_they_were_not_escaped() -> None:
    """X53: The check itself sees what it looks for."""
    for payload in (
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>",
        "<svg onload=x>",
    ):
        scripts = _Scripts()
        scripts.feed(f"<p>{payload}</p>")
        assert scripts.found


def test_an_export_runs_no_formula() -> None:
    """X53: What begins like a formula is a text in a spreadsheet."""
    book = make_book()
    book.clients.create(Profile(name=PersonName(given="=cmd|'/c calc'!A1")), by=ANNA)
    text = Visitor(book).post("/export", [("every", "yes"), ("column", "given_name")]).text
    assert "\n=" not in text
    assert "cmd" in text
