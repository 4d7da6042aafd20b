"""One validator behind every door: what no file could bring in, no program brings in."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import attrs
import pytest
from tests.book.conftest import EVERY_STORE
from tests.book.people import ANNE, person

from clientbook import SAFE, MemoryStore, Table
from clientbook.book import ClientBook
from clientbook.domain.activities import Activity, AttachmentRef, Message, Review
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.clients import Actor, Client
from clientbook.domain.contact_limits import ContactLimits
from clientbook.domain.emails import EmailAddress
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.settings import BookSettings, EntryPoint, ImportSettings, Topic
from clientbook.errors import InvalidProfileError, InvalidValueError, MappingError
from clientbook.messages.issues import IssueCode
from clientbook.storage.protocols import ClientWrite

BAD: list[tuple[dict[str, object], IssueCode]] = [
    ({"emails": (EmailAddress("a@x.fr; b@x.fr"),)}, IssueCode.MULTI_VALUE_CELL),
    ({"emails": (EmailAddress("Ann <a@x.fr>"),)}, IssueCode.INVALID_VALUE),
    ({"emails": (EmailAddress("a@x"),)}, IssueCode.INVALID_EMAIL),
    ({"phones": (PhoneNumber("+336"),)}, IssueCode.PHONE_TOO_SHORT),
    ({"addresses": (PostalAddress(locality="Lyon", country_code="QQ"),)}, IssueCode.INVALID_VALUE),
]


@EVERY_STORE
@pytest.mark.parametrize(("values", "code"), BAD)
def test_what_no_file_could_bring_in_is_refused_everywhere(
    book: ClientBook, values: dict[str, object], code: IssueCode
) -> None:
    """K1: creating, adding quickly, a booking and an edit refuse it with the code of a row."""
    profile = attrs.evolve(person("Ann Roy"), **values)
    ann = book.clients.create(person("Ann Roy"), by=ANNE)
    doors: list[Callable[[], object]] = [
        lambda: book.clients.create(profile, by=ANNE),
        lambda: book.clients.create(profile, by=ANNE, entry_point=EntryPoint.QUICK_ADD),
        lambda: book.clients.find_or_create(profile, by=ANNE),
        lambda: book.clients.update(ann.id, ProfilePatch(set=values), expected=None, by=ANNE),
    ]
    for door in doors:
        with pytest.raises(InvalidProfileError) as refused:
            door()
        assert [issue.code for issue in refused.value.issues] == [code]
    assert book.clients.count() == 1


@EVERY_STORE
def test_spaces_around_an_address_are_no_part_of_it(book: ClientBook) -> None:
    """K1: entered by hand or in a row, the same person has the same address."""
    made = book.clients.create(person("Marie Roy", emails=(EmailAddress(" Marie@X.fr "),)), by=ANNE)
    table = Table.from_rows(["Name", "E-mail"], [["Marie Roy", " Marie@X.fr "]])
    assert book.imports.run(table, by=ANNE).counts.unchanged == 1
    assert made.profile.emails[0].address == "Marie@X.fr"


@EVERY_STORE
def test_who_is_in_the_book_with_such_a_value_stays_and_can_be_edited(book: ClientBook) -> None:
    """K1: what an older version let in loads; only what an edit brings is judged."""
    ann = book.clients.create(person("Ann Roy"), by=ANNE)
    odd = attrs.evolve(ann.profile, emails=(EmailAddress("a@x.fr; b@x.fr"),))
    kept: Client = attrs.evolve(ann, profile=odd, revision=ann.revision + 1)
    with book.context.store.transaction(book.context.book):
        book.context.store.put_clients(book.context.book, [ClientWrite(kept, ann.revision, None)])
    edited = book.clients.update(ann.id, ProfilePatch(set={"info": "new"}), expected=None, by=ANNE)
    assert edited.profile.emails == odd.emails


@pytest.mark.parametrize("blank", ["", "  ", "\u200b", "\n"])
def test_an_actor_is_somebody(blank: str) -> None:
    """X50: nobody acts under a name that cannot be read; older journals with one are read."""
    with pytest.raises(InvalidValueError, match="actor"):
        Actor(blank)
    assert Actor(f"{blank}anna ").id == "anna"
    assert Actor.kept(blank).id == "unknown"


@pytest.mark.parametrize(
    "change",
    [
        {"default_region": ""},
        {"default_region": "France"},
        {"restore_days": -1},
        {"partial_max": -1},
        {"topics": ()},
        {"topics": (Topic(" "),)},
    ],
)
def test_settings_that_no_book_can_have_are_refused(change: dict[str, object]) -> None:
    """X48, X51: a number below nought, no region and no topic are no settings."""
    with pytest.raises(InvalidValueError, match="settings"):
        attrs.evolve(SAFE, **change)


@pytest.mark.parametrize("name", ["max_rows", "header_row", "history_days", "undo_visible_days"])
def test_limits_are_no_debts(name: str) -> None:
    """V10, V16, V37: nothing is counted below nought."""
    with pytest.raises(InvalidValueError, match=name):
        ImportSettings(**{name: -1})
    with pytest.raises(InvalidValueError, match="phones"):
        ContactLimits(phones=-1)


def test_a_region_is_one_whose_numbers_can_be_read() -> None:
    """V26, X48: small letters are capitals; a region nobody knows would refuse every number."""
    assert BookSettings(default_region="fr").default_region == "FR"
    for region, said in (
        ("XX", "there is no region XX; expected a country such as CA or FR"),
        ("uk", "there is no region UK; that country is GB"),
        ("FRA", "two letters such as CA"),
    ):
        with pytest.raises(InvalidValueError, match=f"settings.default_region: .*{said}"):
            attrs.evolve(SAFE, default_region=region)


@EVERY_STORE
def test_an_activity_holds_what_can_be_shown(book: ClientBook) -> None:
    """K36, K48: a rating is on its scale, a file has a name and a type."""
    ann = book.clients.create(person("Ann Roy"), by=ANNE)
    at = book.context.clock() - timedelta(days=1)
    for payload in (
        Review("web", Decimal(11), Decimal(10)),
        Review("web", Decimal(-1)),
        Message("hello", attachments=(AttachmentRef(" ", "application/pdf", 1, "r"),)),
        Message("hello", attachments=(AttachmentRef("a.pdf", "", 1, "r"),)),
    ):
        with pytest.raises(InvalidValueError):
            book.activities.put(Activity.of("a", payload, client_id=ann.id, at=at), by=ANNE)
    assert book.activities.timeline(ann.id).items == ()


def test_a_list_of_no_columns_is_none() -> None:
    """R17: whoever asks for no column is told, instead of given a file without titles."""
    with pytest.raises(MappingError, match="no column is named"):
        ClientBook(MemoryStore()).lists.to_records(columns=[])
