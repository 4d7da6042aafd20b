"""One client on pages: profile, creating with the question, editing together, blocking."""

import attrs
import pytest
from tests.web.sample import ANNA, MARIE, sample_book
from tests.web.visitor import Page, Visitor, landed, make_book, marie, read

from clientbook import (
    AttributeDefinition,
    AttributeType,
    BookSettings,
    ClientBook,
    MemoryStore,
    OnDuplicate,
    PersonName,
    PhoneKind,
    Profile,
    ProfilePatch,
    parse_phone,
)
from clientbook.domain.clients import Client
from clientbook.domain.settings import EntryPoint


@pytest.fixture
def book() -> ClientBook:
    return make_book()


def only(book: ClientBook) -> Client:
    """Return the one client of the book."""
    (row,) = book.lists.page()
    return book.clients.get(row.client_id)


def form_of(page: Page) -> dict[str, str]:
    """Return what the form of a page would send: texts, choices, hidden fields."""
    values = page.values()
    select: str | None = None
    for tag, attributes in page.tags:
        if tag == "select":
            select = attributes["name"]
        elif tag == "option" and select is not None and "selected" in attributes:
            values[select] = attributes["value"]
    for textarea in page.all("textarea"):
        values.setdefault(textarea["name"], _text_in(page, textarea["name"]))
    return {
        name: value for name, value in values.items() if name not in ("csrf_token", "more", "save")
    }


def _text_in(page: Page, name: str) -> str:
    start = page.html.index(f'name="{name}"')
    inner = page.html[page.html.index(">", start) + 1 :]
    return inner[: inner.index("</textarea>")].strip()


def test_the_profile_shows_everything_there_is() -> None:
    """K23, K29, K40: Contact, data, consent, notes and what happened, on one page."""
    book = sample_book(MemoryStore())
    client = book.search.find("marie dupont").items[0]
    page = read(Visitor(book).get(f"/clients/{client.id}"))
    for shown in ("Marie Dupont", "Atelier Dupont", "06 12 34 56 78", "01 42 34 56 78",
                  "marie.dupont@example-salon.fr", "12 rue des Lilas", "75011 Paris", "27 Jun 1988",
                  "Decorator", "Stylist", "Zoé", "Allergic to ammonia", "3 Mar 2026, 14:05",
                  "1 Apr 2026, 15:05", "Asked for the same stylist", "yes 12 Mar 2026",
                  "Colour · booked · Zoé", "84.00 EUR", "CONSULTATION · Colour test"):  # fmt: skip
        assert shown in page.text, shown


def test_times_are_those_of_the_book_and_words_those_of_the_reader() -> None:
    """X49, X53: Paris time (summer and winter), and French where French is read."""
    book = sample_book(MemoryStore())
    client = book.search.find("marie dupont").items[0]
    page = read(Visitor(book, language="fr").get(f"/clients/{client.id}"))
    assert "3 mars 2026 à 14:05" in page.text
    assert "1 avr. 2026 à 15:05" in page.text
    assert "Dernier rendez-vous" in page.text
    assert page.all("html") == [{"lang": "fr"}]


def test_a_merged_id_leads_to_the_survivor(book: ClientBook) -> None:
    """K23, P19: The old address goes on to the client that answers for it."""
    kept = marie(book)
    gone = book.clients.create(Profile(name=PersonName(given="Mary")), by=ANNA)
    book.merges.merge(book.merges.plan(kept.id, [gone.id]), by=ANNA)
    where = landed(Visitor(book).get(f"/clients/{gone.id}"))
    assert where == f"/clients/{kept.id}?done=survivor"


# -- creating --------------------------------------------------------------------------------------

NEW = [
    ("given", "Ada"),
    ("family", "Byron"),
    ("company", "Engines"),
    ("phones.0.number", "06 98 76 54 32"),
    ("phones.0.kind", ""),
    ("phones.1.number", "01 42 34 56 78"),
    ("phones.1.kind", "work"),
    ("phones.preferred", "1"),
    ("emails.0.address", "ada@engines.fr"),
    ("addresses.0.kind", "work"),
    ("addresses.0.street", "1 rue Haute"),
    ("addresses.0.postcode", "69002"),
    ("addresses.0.locality", "Lyon"),
    ("addresses.0.country", "France"),
    ("tags", "vip, maths ,VIP"),
    ("info", "Line one\r\nLine two"),
    ("birthday", "10/12/1985"),
    ("gender", "female"),
    ("account", "ada1"),
    ("websites", "engines.fr\nada.fr"),
    ("custom:stylist", "zoé"),
    ("custom:visits", "12"),
]


def test_a_form_becomes_the_client_it_says(book: ClientBook) -> None:
    """K3, R1, R3, X53: Every field of the form, read as the book reads it."""
    book.attributes.define(
        AttributeDefinition("Stylist", AttributeType.CHOICE, choices=("Ann", "Zoé")), by=ANNA
    )
    book.attributes.define(AttributeDefinition("Visits", AttributeType.INTEGER), by=ANNA)
    landed(Visitor(book).post("/new", NEW))
    profile = only(book).profile
    assert profile.name == PersonName(given="Ada", family="Byron")
    assert [(p.e164, p.kind, p.preferred) for p in profile.phones] == [
        ("+33698765432", PhoneKind.MOBILE, False),
        ("+33142345678", PhoneKind.WORK, True),
    ]
    assert profile.emails[0].address == "ada@engines.fr"
    address = profile.addresses[0]
    assert (address.street, address.locality, address.country_code) == ("1 rue Haute", "Lyon", "FR")
    assert profile.tags == ("vip", "maths")
    assert profile.info == "Line one\nLine two"
    assert profile.birthday is not None
    assert profile.birthday.isoformat() == "1985-12-10"
    assert profile.websites == ("engines.fr", "ada.fr")
    assert [(e.system, e.value) for e in profile.external_ids] == [("account", "ada1")]
    assert profile.attribute("stylist") == "Zoé"
    assert profile.attribute("visits") == 12


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phones.0.number", "12"),
        ("emails.0.address", "not an address"),
        ("birthday", "32/13/2000"),
        ("phones.0.kind", "carrier pigeon"),
        ("gender", "x"),
        ("company", "x" * 301),
        ("given", "x" * 201),
        ("family", "x" * 201),
        ("maiden", "x" * 201),
        ("addresses.0.locality", "x" * 501),
        ("addresses.0.full", "x" * 2001),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(book: ClientBook, field: str, value: str) -> None:
    """X53: 422, the message at the field and at the top, everything typed still there."""
    form = [("given", "Ada"), ("phones.0.number", "06 98 76 54 32")]
    form = [pair for pair in form if pair[0] != field] + [(field, value)]
    answer = Visitor(book).post("/new", form)
    assert answer.status == 422
    page = read(answer)
    fields = page.all("input") + page.all("select") + page.all("textarea")
    assert any(f.get("aria-invalid") for f in fields
               if f.get("name") == field)  # fmt: skip
    assert {"href": f"#f-{field}"} in page.all("a")
    assert form_of(page)["given"] == dict(form)["given"]
    assert book.clients.count() == 0


def test_what_the_book_requires_is_asked_for(book: ClientBook) -> None:
    """K7, R2, V14: Without a name a salon creates nobody; the message is in French for a reader."""
    answer = Visitor(book, language="fr").post("/new", [("phones.0.number", "06 98 76 54 32")])
    assert answer.status == 422
    assert "Le nom manque" in read(answer).text


def test_another_row_keeps_what_was_typed(book: ClientBook) -> None:
    """X53: Without script one more number is one more row; nothing is written or lost."""
    page = read(Visitor(book).post("/new", [*NEW, ("more", "phones")]))
    values = form_of(page)
    assert values["phones.1.number"] == "01 42 34 56 78"
    assert values["phones.2.number"] == ""
    assert values["info"].split() == ["Line", "one", "Line", "two"]
    assert book.clients.count() == 0


def test_somebody_who_resembles_a_client_is_asked_about(book: ClientBook) -> None:
    """K2, P17, X53: Whom, why, open or create anyway; nothing is created before the answer."""
    known = marie(book)
    form = [("given", "Marie"), ("family", "Dupond"), ("phones.0.number", "06 12 34 56 78")]
    asked = Visitor(book).post("/new", form)
    assert asked.status == 409
    page = read(asked)
    assert "May be the same person" in page.text
    assert "same phone number" in page.text
    assert any(a.get("href") == f"/clients/{known.id}" for a in page.all("a"))
    assert book.clients.count() == 1
    again = [pair for pair in page.values().items() if pair[0] != "csrf_token"]
    assert ("anyway", "yes") in again
    landed(Visitor(book).post("/new", again))
    assert book.clients.count() == 2


@pytest.mark.parametrize("doing", OnDuplicate)
def test_the_book_says_whether_the_question_is_asked(doing: OnDuplicate) -> None:
    """X53: ALLOW creates, WARN asks, REFUSE lets nobody be created twice, whatever is sent."""
    points = tuple((p, doing if p is EntryPoint.MANUAL else d)
                   for p, d in BookSettings().on_duplicate)  # fmt: skip
    book = make_book(on_duplicate=points)
    book.clients.create(MARIE_PLAIN, by=ANNA, on_duplicate=OnDuplicate.ALLOW)
    form = [("given", "Marie"), ("family", "Dupont"), ("phones.0.number", "06 12 34 56 78")]
    visitor = Visitor(book)
    assert visitor.post("/new", form).status == (303 if doing is OnDuplicate.ALLOW else 409)
    anyway = visitor.post("/new", [*form, ("anyway", "yes")])
    assert anyway.status == (409 if doing is OnDuplicate.REFUSE else 303)


MARIE_PLAIN = attrs.evolve(MARIE, attributes=())


# -- editing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("full", "shown"), [("Lucie Vernier", "Lucie Vermeer"), ("Dr. L. Vernier", "Dr. L. Vernier")]
)
def test_a_whole_name_that_was_just_the_parts_follows_them(
    book: ClientBook, full: str, shown: str
) -> None:
    """X53: Who corrects a family name sees it; a whole name that says more stays as it is."""
    name = PersonName(given="Lucie", family="Vernier", full=full)
    client = book.clients.create(Profile(name=name), by=ANNA)
    form = edit_form(book, client) | {"family": "Vermeer"}
    landed(Visitor(book).post(f"/clients/{client.id}/edit", form.items()))
    assert book.clients.get(client.id).profile.display_name == shown


def edit_form(book: ClientBook, client: Client) -> dict[str, str]:
    return form_of(read(Visitor(book).get(f"/clients/{client.id}/edit")))


def test_saving_the_form_as_it_was_shown_changes_nothing() -> None:
    """K31: Opened and saved: no revision, no entry in the history."""
    book = sample_book(MemoryStore())
    for row in list(book.lists.page(limit=30)):
        client = book.clients.get(row.client_id)
        form = edit_form(book, client)
        landed(Visitor(book).post(f"/clients/{client.id}/edit", form.items()))
        assert book.clients.get(client.id) == client


def test_each_field_alone_is_what_changes() -> None:
    """K29: One field typed over: one field in the history, the others untouched."""
    cases = {
        "given": ("name", "Maria"),
        "company": ("company", "New"),
        "phones.1.number": ("phones", "01 42 99 99 99"),
        "phones.1.kind": ("phones", "work"),
        "phones.preferred": ("phones", "1"),
        "emails.0.address": ("emails", "new@example-salon.fr"),
        "addresses.0.street": ("addresses", "2 rue Basse"),
        "tags": ("tags", "vip"),
        "info": ("info", ""),
        "birthday": ("birthday", "1988-06-28"),
        "gender": ("gender", "female"),
        "custom:hair type": ("attributes", "fine"),
        "custom:stylist": ("attributes", ""),
        "account": ("external_ids", "m1"),
        "job_title": ("job_title", ""),
    }
    for field, (changed, value) in cases.items():
        book = sample_book(MemoryStore())
        client = book.search.find("marie dupont").items[0]
        form = edit_form(book, client) | {field: value}
        landed(Visitor(book).post(f"/clients/{client.id}/edit", form.items()))
        event = book.history.history(client.id)[0].event
        assert event.fields == (changed,), field
        assert event.actor == Visitor(book).actor


def test_what_others_changed_in_other_fields_stays(book: ClientBook) -> None:
    """K31, X53: Two people, two fields, one form each: both changes are there."""
    client = marie(book)
    form = edit_form(book, client)
    book.clients.update(client.id, ProfilePatch(add={"tags": ["new"]}), expected=None, by=ANNA)
    form |= {"company": "Atelier", "tags": "vip, mine"}
    landed(Visitor(book).post(f"/clients/{client.id}/edit", form.items()))
    profile = only(book).profile
    assert profile.company == "Atelier"
    assert set(profile.tags) == {"vip", "new", "mine"}


def test_what_both_changed_is_shown_with_both_values(book: ClientBook) -> None:
    """K31, X53: 409 with what stands now beside what was typed; saved again, it is mine."""
    client = marie(book)
    form = edit_form(book, client) | {"company": "Mine", "job_title": "Typed"}
    theirs = ProfilePatch(set={"company": "Theirs"})
    book.clients.update(client.id, theirs, expected=None, by=ANNA)
    answer = Visitor(book).post(f"/clients/{client.id}/edit", form.items())
    assert answer.status == 409
    page = read(answer)
    assert "Stands in the book now: Theirs" in page.text
    assert only(book).profile.company == "Theirs"
    again = form_of(page)
    assert (again["company"], again["job_title"]) == ("Mine", "Typed")
    landed(Visitor(book).post(f"/clients/{client.id}/edit", again.items()))
    assert only(book).profile.company == "Mine"


@pytest.mark.parametrize("spoilt", [{"revision": "99"}, {"revision": ""}, {"read_at": "never"}])
def test_a_form_nobody_can_place_is_refused(book: ClientBook, spoilt: dict[str, str]) -> None:
    """K31: A form whose revision is not known any more changes nothing."""
    client = marie(book)
    form = edit_form(book, client) | {"company": "Mine"} | spoilt
    book.clients.update(client.id, ProfilePatch(set={"info": "x"}), expected=None, by=ANNA)
    assert Visitor(book).post(f"/clients/{client.id}/edit", form.items()).status == 409
    assert only(book).profile.company is None


def test_taking_away_what_is_required_is_said_at_its_field(book: ClientBook) -> None:
    """V40, X53: The name of a salon's client cannot be emptied; the form says so."""
    client = marie(book)
    form = edit_form(book, client) | {"given": "", "family": ""}
    answer = Visitor(book).post(f"/clients/{client.id}/edit", form.items())
    assert answer.status == 422
    assert "missing" in read(answer).text


def test_a_number_keeps_its_label_and_a_new_one_its_kind(book: ClientBook) -> None:
    """K29: What a form does not show is not lost by using it."""
    phone = parse_phone("01 42 34 56 78", region="FR", label="reception")
    client = book.clients.create(
        Profile(name=PersonName(given="Ann"), phones=(phone,)), by=ANNA
    ).plain
    form = edit_form(book, client) | {"phones.0.number": "01 42 34 56 79"}
    landed(Visitor(book).post(f"/clients/{client.id}/edit", form.items()))
    (changed,) = only(book).profile.phones
    assert (changed.e164, changed.label) == ("+33142345679", "reception")


@pytest.mark.parametrize(
    ("kind", "number", "after"),
    [
        (None, "06 12 34 56 78", PhoneKind.MOBILE),
        (None, "01 42 34 56 78", PhoneKind.OTHER),
        (PhoneKind.WORK, "01 42 34 56 78", PhoneKind.WORK),
        (PhoneKind.OTHER, "06 12 34 56 78", PhoneKind.OTHER),
    ],
)
def test_another_number_keeps_the_kind_that_was_declared_and_no_other(
    book: ClientBook, kind: PhoneKind | None, number: str, after: PhoneKind
) -> None:
    """X53, V25: A mobile that becomes a landline is none; what somebody said of it stays."""
    old = parse_phone("06 98 76 54 32", region="FR", kind=kind)
    profile = Profile(name=PersonName(given="Ada"), phones=(old,))
    client = book.clients.create(profile, by=ANNA)
    form = edit_form(book, client)
    landed(
        Visitor(book).post(
            f"/clients/{client.id}/edit", (form | {"phones.0.number": number}).items()
        )
    )
    assert book.clients.get(client.id).profile.phones[0].kind is after


def test_a_kind_can_be_left_to_the_number_again(book: ClientBook) -> None:
    """X53: Whoever chooses "as the number says" takes back what was declared."""
    old = parse_phone("06 98 76 54 32", region="FR", kind=PhoneKind.WORK)
    client = book.clients.create(Profile(name=PersonName(given="Ada"), phones=(old,)), by=ANNA)
    form = edit_form(book, client) | {"phones.0.kind": ""}
    landed(Visitor(book).post(f"/clients/{client.id}/edit", form.items()))
    assert book.clients.get(client.id).profile.phones[0].kind is PhoneKind.MOBILE


def test_blocking_and_letting_book_again(book: ClientBook) -> None:
    """P12: Blocked with a reason for the team, shown, and lifted."""
    client = marie(book)
    visitor = Visitor(book)
    landed(visitor.post(f"/clients/{client.id}/block", [("blocked", "yes"), ("reason", "Late")]))
    page = read(visitor.get(f"/clients/{client.id}"))
    assert "Late" in page.text
    assert only(book).block is not None
    landed(visitor.post(f"/clients/{client.id}/block", [("blocked", "no")]))
    assert only(book).block is None


@pytest.mark.parametrize("erased", [True, False])
def test_a_client_who_cannot_be_changed_has_no_form(book: ClientBook, erased: bool) -> None:
    """X53: The page of the form says why, before anybody types into it."""
    client = marie(book)
    if erased:
        book.privacy.erase(client.id, by=ANNA)
    else:
        book.clients.delete(client.id, by=ANNA)
    answer = Visitor(book).get(f"/clients/{client.id}/edit")
    assert answer.status == 409
    assert "This client cannot be changed like that" in read(answer).text
    assert "given" not in read(answer).values()


def test_a_second_reason_is_not_lost_without_a_word(book: ClientBook) -> None:
    """P12, X53: The block of somebody else stands; what was typed comes back, to be kept."""
    client = marie(book)
    path = f"/clients/{client.id}/block"
    landed(Visitor(book).post(path, [("blocked", "yes"), ("reason", "Late")]))
    landed(Visitor(book).post(path, [("blocked", "yes"), ("reason", "Late")]))
    answer = Visitor(book).post(path, [("blocked", "yes"), ("reason", "Rude on the phone")])
    assert answer.status == 409
    assert "This client was blocked already" in read(answer).text
    assert "Rude on the phone" in answer.text
    block = only(book).block
    assert block is not None
    assert block.reason == "Late"


def test_a_deleted_client_is_shown_as_such_and_offers_the_way_back(book: ClientBook) -> None:
    """X53: Its page says when it was deleted; editing it is 409."""
    client = marie(book)
    book.clients.delete(client.id, by=ANNA)
    page = read(Visitor(book).get(f"/clients/{client.id}"))
    assert "Bring back" in page.text
    form = [("revision", str(client.revision)), ("company", "x")]
    assert Visitor(book).post(f"/clients/{client.id}/edit", form).status == 409
