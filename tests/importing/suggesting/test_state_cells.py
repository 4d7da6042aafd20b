"""A column of states is read as one, whichever sending program wrote it (SPEC X36)."""

import pytest
from tests.book.people import ANNE

from clientbook import ClientBook, MemoryStore, Table, suggest_mapping
from clientbook.domain.consents import Channel
from clientbook.importing.mapping import ColumnMapping

EMAIL = (Channel.EMAIL, "MARKETING")
OUT = {
    "Mailchimp": "unsubscribed|cleaned",
    "Brevo": "blocklisted|hardBounced|unsubscribedViaEmail|adminBlocked|Spam complaint",
    "Klaviyo": "UNSUBSCRIBED|SUPPRESSED|USER_SUPPRESSED|HARD_BOUNCE|SPAM_COMPLAINT",
    "HubSpot": "Unsubscribed from all|Unsubscribed from all email|Opted out|Hard bounced",
    "Constant Contact": "Unsubscribed|Opt-out|Bounced",
    "SendGrid": "Global Unsubscribe|group_unsubscribe|bounce|Spam report|Invalid email",
    "CleverReach": "abgemeldet|Bounce|ausgetragen",
    "ActiveCampaign": "Unsubscribed|Bounced",
    "people": "désabonné|Désinscrite|désabonné(e) le 3 mai|disiscritto|Descadastrado|uitgeschreven"
    "|afgemeld|Dado de baja|complained|opt-out|do not contact|STOP",
}
WORDS = [word for words in OUT.values() for word in words.split("|")]
DOUBTFUL = ("blocked", "removed", "cancelled", "rejected")
TITLES = ("Email status", "MEMBER_STATUS", "Marketing status", "Status", "Statut", "Contact state")


def _table(title: str, *cells: str) -> Table:
    rows = [[f"Ann{at}", f"ann{at}@example.org", cell] for at, cell in enumerate(cells)]
    return Table.from_rows(["First name", "E-mail", title], rows)


def _column(title: str, *cells: str) -> ColumnMapping:
    return suggest_mapping(_table(title, *cells)).columns[2]


@pytest.mark.parametrize("word", WORDS)
def test_who_is_out_is_out_under_any_title(word: str) -> None:
    """X36: "subscribed" and a word of leaving are states; who left gets nothing."""
    for title in TITLES:
        assert str(_column(title, "subscribed", word, "Pending").target) == "consent.email.status"
    book = ClientBook(MemoryStore())
    book.imports.run(_table("Status", "Subscribed", word), by=ANNE)
    (gone,) = book.search.find("Ann1")
    assert book.consent.may_contact(gone.id, *EMAIL).reason.value == "opted_out"


@pytest.mark.parametrize("word", DOUBTFUL)
def test_a_word_of_other_states_too_is_a_question(word: str) -> None:
    """X36: a membership is cancelled too; beside "subscribed" a person says what it means."""
    for title in ("Status", "MEMBER_STATUS", "Statut"):
        column = _column(title, "subscribed", word)
        assert column.target is None
        assert str(column.alternatives[0]) == "consent.email.optout"
    assert str(_column("Email status", "subscribed", word).target) == "consent.email.status"


def test_a_state_among_other_words_is_a_question() -> None:
    """X36: one "unsubscribed" among groups of clients is not lost in an attribute."""
    column = _column("Status", "VIP", "gold", "Unsubscribed", "new")
    assert column.target is None
    assert [str(t) for t in column.alternatives] == ["consent.email.status", "consent.email.optout"]


@pytest.mark.parametrize(
    "cells", [("active", "inactive"), ("active", "blocked"), ("valid", "invalid"), ("new", "lost")]
)
def test_states_of_an_account_are_none_of_contact(cells: tuple[str, str]) -> None:
    """X36: they stay the company's own."""
    for title in ("Status", "Member status"):
        assert str(_column(title, *cells).target) == "custom"


@pytest.mark.parametrize("word", ["Active", "Aktiv", "Actif", "archived", "Unconfirmed"])
def test_an_account_that_lives_agreed_to_nothing(word: str) -> None:
    """X36: no opt-in that nobody gave."""
    book = ClientBook(MemoryStore())
    book.imports.run(_table("Status", word, "Unsubscribed"), by=ANNE)
    (ann,) = book.search.find("Ann0")
    assert book.consent.events(ann.id) == ()


def test_a_contrary_word_is_no_refusal() -> None:
    """X36: "unsubscribed: no" is not read as its beginning says."""
    assert _column("Status", "unsubscribed: no").target is not None
