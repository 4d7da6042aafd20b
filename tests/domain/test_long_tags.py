"""How long a tag and a proof of consent may be: one rule for every door."""

import pytest

from clientbook import SAFE, Actor, ClientBook, MemoryStore, PersonName, Profile, Table
from clientbook.convert.cards import parse_cards
from clientbook.convert.jscontact_reading import from_jscontact
from clientbook.convert.vcard_reading import from_card
from clientbook.domain.bulk import BulkEdit
from clientbook.domain.consents import EVIDENCE_LIMIT, Channel, ConsentBasis
from clientbook.domain.profiles import TAG_LIMIT
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import IssueCode

ANNE = Actor("anne")
LONG = "x" * (TAG_LIMIT + 1)


def test_a_tag_is_no_longer_than_its_limit() -> None:
    """X53: By hand and by a bulk edit a longer tag is refused with the limit, one of it is not."""
    assert Profile(tags=(LONG[1:],)).tags == (LONG[1:],)
    for make in (lambda: Profile(tags=("vip", LONG)), lambda: BulkEdit.tag(LONG)):
        with pytest.raises(InvalidValueError) as refused:
            make()
        assert refused.value.issue.code is IssueCode.VALUE_TOO_LONG


def test_a_long_tag_of_a_file_is_refused_by_its_column() -> None:
    """V8, X39: The row names the column; kept as unread, the text is that of the cell."""
    book = ClientBook(MemoryStore(), settings=SAFE)
    table = Table.from_rows(["First name", "Tags"], [["Ann", f"vip;{LONG}"]])
    mapping = book.imports.suggest(table).with_column(1, split=";")
    run = book.imports.run(table, mapping, by=ANNE)
    (outcome,) = book.imports.outcomes(run.id)
    told = [(i.code, i.column) for i in outcome.issues if i.code is not IssueCode.CELLS_SPLIT]
    assert told == [(IssueCode.VALUE_TOO_LONG, "Tags")]


def test_a_long_tag_of_a_card_leaves_the_rest() -> None:
    """X53: A card is read without the tag that is too long, which is said."""
    text = f"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann\r\nCATEGORIES:{LONG}\r\nEND:VCARD\r\n"
    (card,) = parse_cards(text)
    read = from_card(card, region="FR")
    keywords = {"name": {"full": "Ann"}, "keywords": {LONG: True, "a": True}}
    json = from_jscontact(keywords, region="FR")
    assert (read.profile.tags, json.profile.tags) == ((), ("a",))
    for issues in (read.issues, json.issues):
        assert IssueCode.VALUE_TOO_LONG in [issue.code for issue in issues]


def test_a_proof_is_no_longer_than_its_limit() -> None:
    """X53: What is kept as evidence of one client, or of many, has a limit."""
    book = ClientBook(MemoryStore(), settings=SAFE)
    client = book.clients.create(Profile(name=PersonName(given="Ann")), by=ANNE)
    proof = "x" * (EVIDENCE_LIMIT + 1)
    with pytest.raises(InvalidValueError):
        book.consent.set_subscriptions(
            client.id, {(Channel.SMS, "MARKETING"): True}, by=ANNE, evidence=proof
        )
    with pytest.raises(InvalidValueError):
        BulkEdit.subscribe(None, "*", basis=ConsentBasis.EXPRESS, evidence=proof)
