"""Columns about contact in the exports of other programs (SPEC X36)."""

import pytest
from tests.book.people import ANNE

from clientbook.book import ClientBook
from clientbook.domain.consents import Channel
from clientbook.importing.tables import Table

EMAIL, SMS, PHONE, POST = Channel.EMAIL, Channel.SMS, Channel.PHONE, Channel.POST
IN, OUT, NOTHING = True, False, None

CASES: list[tuple[str, str, str, Channel, bool | None]] = [
    # program and column, target, cell, channel asked, what was said
    ("HubSpot: Unsubscribed from all email", "consent.email.optout", "true", EMAIL, OUT),
    ("HubSpot: Unsubscribed from all email", "consent.email.optout", "false", EMAIL, NOTHING),
    ("HubSpot: Unsubscribed from all email", "consent.email.optout", "", EMAIL, NOTHING),
    ("HubSpot FR: Désabonné de tous les e-mails", "consent.email.optout", "Vrai", EMAIL, OUT),
    ("HubSpot DE: Von allen E-Mails abgemeldet", "consent.email.optout", "Nein", EMAIL, NOTHING),
    ("HubSpot ES: Baja de todos los correos", "consent.email.optout", "Sí", EMAIL, OUT),
    ("Salesforce: HasOptedOutOfEmail", "consent.email.optout", "0", EMAIL, NOTHING),
    ("Salesforce: HasOptedOutOfEmail", "consent.email.optout", "1", EMAIL, OUT),
    ("Salesforce: DoNotCall", "consent.phone.optout", "TRUE", PHONE, OUT),
    ("Salesforce: DoNotCall", "consent.phone.optout", "FALSE", PHONE, NOTHING),
    ("Mailchimp: UNSUB_TIME", "consent.email.optout", "2024-05-02 10:00:00", EMAIL, OUT),
    ("Mailchimp: UNSUB_TIME", "consent.email.optout", "", EMAIL, NOTHING),
    ("Mailchimp: CLEAN_TIME", "consent.email.optout", "2024-05-02 10:00:00", EMAIL, OUT),
    ("Mailchimp: status", "consent.email.status", "cleaned", EMAIL, OUT),
    ("Mailchimp: status", "consent.email.status", "pending", EMAIL, NOTHING),
    ("Mailchimp: status", "consent.email.status", "subscribed", EMAIL, IN),
    ("Mailchimp: status", "consent.email.status", "non-subscribed", EMAIL, NOTHING),
    ("Square: Email Subscription Status", "consent.email.status", "unsubscribed", EMAIL, OUT),
    ("Square: Email Subscription Status", "consent.email.status", "unknown", EMAIL, NOTHING),
    ("Square: Email Subscription Status", "consent.email.status", "bounced", EMAIL, OUT),
    ("Brevo: Blocklisted", "consent.email.optout", "yes", EMAIL, OUT),
    ("Brevo: Blocklisted", "consent.email.optout", "no", EMAIL, NOTHING),
    ("Brevo FR: Statut e-mail", "consent.email.status", "Désinscrit", EMAIL, OUT),
    ("Brevo FR: Statut e-mail", "consent.email.status", "En attente", EMAIL, NOTHING),
    ("Brevo: SMS_BLACKLISTED", "consent.sms.optout", "1", SMS, OUT),
    ("Brevo DE: SMS-Status", "consent.sms.status", "Abgemeldet", SMS, OUT),
    ("Mautic: Do Not Contact", "consent.all.optout", "Yes", EMAIL, OUT),
    ("Mautic: Do Not Contact", "consent.all.optout", "Yes", POST, OUT),
    ("Mautic: Do Not Contact", "consent.all.optout", "No", EMAIL, NOTHING),
    ("Mautic: dnc reason", "consent.all.optout", "bounced", EMAIL, OUT),
    ("Mautic FR: Ne pas contacter", "consent.all.optout", "oui", SMS, OUT),
    ("Text service: keyword", "consent.sms.status", "STOP", SMS, OUT),
    ("A form: Accepts marketing", "consent.email", "no", EMAIL, OUT),
    ("A form: Accepts marketing", "consent.email", "yes", EMAIL, IN),
    ("A form: Accepts marketing", "consent.email", "", EMAIL, NOTHING),
    ("A form ES: Acepta publicidad", "consent.email", "No", EMAIL, OUT),
]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c[0]}={c[2]}-{c[3].value}")
def test_no_opt_in_nobody_gave_and_no_opt_out_lost(
    book: ClientBook, case: tuple[str, str, str, Channel, bool | None]
) -> None:
    """X36, F2, F3: what the column of another program says, and nothing more."""
    column, target, cell, channel, said = case
    title = column.partition(": ")[2]
    header = ["First name", "E-mail", "Mobile phone", title]
    table = Table.from_rows(header, [["Luc", "luc@example.fr", "06 12 34 56 78", cell]])
    mapping = book.imports.suggest(table).assign(title, target)
    run = book.imports.run(table, mapping, by=ANNE)
    assert run.counts.created == 1
    (luc,) = book.search.find("luc").items
    events = [e for e in book.consent.events(luc.id) if e.channel in (None, channel)]
    assert [e.is_opt_in for e in events] == ([] if said is None else [said])
    allowed = book.consent.may_contact(luc.id, channel, "MARKETING").allowed
    assert allowed is (said is IN)


def test_beside_an_opt_out_no_opt_in_of_a_row_counts(book: ClientBook) -> None:
    """X36: Mailchimp writes when somebody joined and when they left: they left."""
    header = ["First name", "E-mail", "Joined", "UNSUB_TIME"]
    table = Table.from_rows(header, [["Luc", "luc@example.fr", "yes", "2024-05-02 10:00:00"]])
    for pair in (
        ("consent.email", "consent.email.optout"),
        ("consent.email", "consent.all.optout"),
    ):
        mapping = book.imports.suggest(table)
        for title, target in zip(header[2:], pair, strict=True):
            mapping = mapping.assign(title, target)
        book.imports.run(table, mapping, by=ANNE)
        (luc,) = book.search.find("luc").items
        assert {e.is_opt_in for e in book.consent.events(luc.id)} == {False}


def test_an_opt_out_does_not_take_the_time_of_the_opt_in(book: ClientBook) -> None:
    """X36: the date of a consent is not the date at which it was withdrawn."""
    table = Table.from_rows(
        ["First name", "E-mail", "Do not email", "Consent date"],
        [["Luc", "luc@example.fr", "yes", "2019-01-01"]],
    )
    mapping = book.imports.suggest(table).assign("Do not email", "consent.email.optout")
    run = book.imports.run(table, mapping.assign("Consent date", "consent.date"), by=ANNE)
    (luc,) = book.search.find("luc").items
    (event,) = book.consent.events(luc.id)
    assert event.at == run.created_at
