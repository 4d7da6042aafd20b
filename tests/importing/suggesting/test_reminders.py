"""A title that names one channel of reminders goes to that channel alone."""

import attrs
import pytest
from tests.book.people import ANNE

from clientbook import SAFE, ClientBook, MemoryStore, Table, suggest_mapping
from clientbook.domain.consents import Channel
from clientbook.domain.settings import Topic
from clientbook.domain.subscriptions import ContactReason
from clientbook.importing.mapping import ColumnMapping

REMINDERS = {
    "reminders_sms": "SMS reminders|Text reminders|Reminder by text message|SMS Reminder Consent"
    "|Appointment reminders by text|Rappel SMS|Rappel RDV par SMS|Terminerinnerung SMS"
    "|Erinnerung per SMS|Erinnerungs-SMS|Recordatorio SMS|Promemoria SMS|Lembrete SMS"
    "|SMS herinnering",
    "reminders_email": "E-mail reminders|Send Email Reminders|Reminder emails|Rappels par mail"
    "|E-Mail-Erinnerungen|Recordatorios por correo|Promemoria via email|Lembretes por e-mail"
    "|Herinnering per e-mail",
    "reminders_phone": "Phone reminders|Reminder calls|Rappel par téléphone",
    "reminders_post": "Postal reminders|Rappel par courrier",
    "reminders": "Reminders|Appointment reminders|Rappels|Rappel RDV|Terminerinnerung"
    "|Recordatorios|Promemoria appuntamento|Lembretes|Afspraakherinnering",
    "reminders_sms.optout": "No SMS reminders|Pas de rappel par SMS|Keine SMS-Erinnerung"
    "|Opt out of SMS reminders",
    "reminders_email.optout": "No e-mail reminders|Pas de rappel par mail",
    "reminders.optout": "No reminders|Pas de rappel",
}
TITLES = [(title, kind) for kind, titles in REMINDERS.items() for title in titles.split("|")]


def _column(title: str) -> ColumnMapping:
    rows = [["Ann", "ann@example.fr", "yes"], ["Bo", "bo@example.fr", ""]]
    return suggest_mapping(Table.from_rows(["First name", "E-mail", title], rows)).columns[2]


@pytest.mark.parametrize(("title", "kind"), TITLES)
def test_a_title_names_its_channel(title: str, kind: str) -> None:
    """X36: in each language; one that names none is of every channel."""
    assert str(_column(title).target) == f"consent.{kind}"


@pytest.mark.parametrize("title", ["SMS and e-mail reminders", "SMS/Email reminders"])
def test_two_channels_are_a_question(title: str) -> None:
    """X36: who wants texts and e-mail said nothing of calls and post."""
    assert _column(title).target is None


@pytest.mark.parametrize("said", ["yes", "no"])
@pytest.mark.parametrize(
    ("title", "channel"), [("SMS reminders", Channel.SMS), ("Rappels par mail", Channel.EMAIL)]
)
def test_nobody_said_anything_of_the_other_channels(
    title: str, channel: Channel, said: str
) -> None:
    """X36: neither an opt-in that nobody gave nor an opt-out."""
    topics = (Topic("GENERAL", False), Topic("MARKETING", False))
    book = ClientBook(
        MemoryStore(), settings=attrs.evolve(SAFE, default_region="FR", topics=topics)
    )
    row = ["Ann", "ann@example.fr", "06 12 34 56 78", said]
    book.imports.run(Table.from_rows(["First name", "E-mail", "Mobile", title], [row]), by=ANNE)
    (ann,) = book.search.find("ann")
    decided = (ContactReason.OPTED_IN, ContactReason.OPTED_OUT)
    reasons = {c: book.consent.may_contact(ann.id, c, "GENERAL").reason for c in Channel}
    assert [c for c, reason in reasons.items() if reason in decided] == [channel]
