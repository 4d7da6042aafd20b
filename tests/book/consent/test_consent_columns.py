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


# Titles as the programs write them, in each language, and what their cells say.
EXPORTS: list[tuple[str, str, bool | None]] = [
    ("HubSpot: Unsubscribed from all email", "Yes", OUT),
    ("HubSpot: Unsubscribed from all email", "false", NOTHING),
    ("HubSpot: Opted out of email: Marketing Information", "Yes", OUT),
    ("HubSpot: Opted out of email: Newsletter One", "true", OUT),
    ("HubSpot FR: Désabonné de tous les e-mails", "Oui", OUT),
    ("HubSpot DE: Von allen E-Mails abgemeldet", "Ja", OUT),
    ("HubSpot ES: Suscripción cancelada para todos los correos electrónicos", "Sí", OUT),
    ("Salesforce: Email Opt Out", "1", OUT),
    ("Salesforce: Email Opt Out", "0", NOTHING),
    ("Salesforce: HasOptedOutOfEmail", "true", OUT),
    ("Salesforce FR: Refus e-mail", "1", OUT),
    ("Salesforce FR: Désinscription de l'e-mail", "1", OUT),
    ("Salesforce DE: E-Mail-Abmeldung", "1", OUT),
    ("Salesforce DE: Keine E-Mails", "1", OUT),
    ("Salesforce ES: No participación correo electrónico", "1", OUT),
    ("Mailchimp: UNSUB_TIME", "2024-01-02 10:00:00", OUT),
    ("Mailchimp: Status", "Unsubscribed", OUT),
    ("Mailchimp: Status", "cleaned", OUT),
    ("Mailchimp: Email Marketing Status", "Cleaned", OUT),
    ("Mailchimp FR: Statut de l'e-mail marketing", "Nettoyé", OUT),
    ("Mailchimp DE: E-Mail-Marketing-Status", "Bereinigt", OUT),
    ("Mailchimp ES: Estado de marketing por correo electrónico", "Dado de baja", OUT),
    ("Square: Email Subscription Status", "bounced", OUT),
    ("Square FR: Statut d'abonnement aux e-mails", "désabonné", OUT),
    ("Square DE: E-Mail-Abonnementstatus", "abgemeldet", OUT),
    ("Square ES: Estado de suscripción de correo electrónico", "dado de baja", OUT),
    ("Brevo: EMAIL_BLACKLISTED", "true", OUT),
    ("Brevo: emailBlacklisted", "1", OUT),
    ("Brevo: Blocklisted", "yes", OUT),
    ("Brevo: Subscribed", "Unsubscribed", OUT),
    ("Brevo DE: Auf der Blacklist", "ja", OUT),
    ("Mautic: donotcontact", "1", OUT),
    ("Mautic: Do Not Contact", "No", NOTHING),
    ("Mautic: doNotEmail", "1", OUT),
    ("Mautic FR: Ne pas contacter", "oui", OUT),
    ("Mautic DE: Nicht kontaktieren", "ja", OUT),
    ("Mautic ES: No contactar", "sí", OUT),
    ("A sheet: Unsubscribed on", "2025-07-01", OUT),
    ("A sheet FR: Désinscrit le", "01/07/2025", OUT),
    ("A sheet FR: Date de désinscription", "01/07/2025", OUT),
    ("A sheet FR: Pas d'e-mail", "oui", OUT),
    ("A sheet FR: Opposition démarchage", "oui", OUT),
    ("A sheet DE: Abgemeldet am", "01.07.2025", OUT),
    ("A sheet DE: Werbesperre", "ja", OUT),
    ("A sheet ES: Fecha de baja", "01/07/2025", OUT),
    ("A sheet: Newsletter", "STOP", OUT),
    ("A sheet: What they told us", "unsubscribed", OUT),
]
HEADS = {
    "": ["First name", "Last name", "E-mail"],
    " FR": ["Prénom", "Nom", "E-mail"],
    " DE": ["Vorname", "Nachname", "E-Mail"],
    " ES": ["Nombre", "Apellidos", "Correo electrónico"],
}


@pytest.mark.parametrize("case", EXPORTS, ids=lambda c: f"{c[0]}={c[1]}")
def test_a_suggested_mapping_loses_no_opt_out(
    book: ClientBook, case: tuple[str, str, bool | None]
) -> None:
    """X36: by the suggestion alone, who unsubscribed is opted out, or somebody is asked."""
    column, cell, said = case
    program, _, title = column.partition(": ")
    header = [*HEADS[program[-3:] if program[-3:] in HEADS else ""], title]
    rows = [["Luc", "Roy", "luc@example.fr", cell], ["Zoe", "Ray", "zoe@example.fr", ""]]
    table = Table.from_rows(header, rows)
    mapping = book.imports.suggest(table)
    if mapping.undecided:
        (asked,) = mapping.undecided
        (offered,) = (c.alternatives for c in mapping.columns if c.target is None)
        assert offered, asked
        assert offered[0].field == "consent"
        mapping = mapping.assign(title, str(offered[0]))
    book.imports.run(table, mapping, by=ANNE)
    decided = {}
    for name in ("luc", "zoe"):
        (client,) = book.search.find(name).items
        decided[name] = book.consent.may_contact(client.id, EMAIL, "MARKETING").reason.value
    assert decided == {
        "luc": "opted_out" if said is OUT else "topic_default",
        "zoe": "topic_default",
    }


@pytest.mark.parametrize(
    ("title", "cells"),
    [
        ("Appointment status", ["cancelled", "pending", "new"]),
        ("Order status", ["cancelled", "refused", "removed"]),
        ("Plan", ["subscribed", "new", "pending"]),
        ("Traffic light", ["end", "blocked", "new"]),
    ],
)
def test_states_of_other_matters_are_no_opt_outs(
    book: ClientBook, title: str, cells: list[str]
) -> None:
    """X36: a state that can be said of an order or a visit says nothing about contact."""
    rows = [[f"Ann{n}", f"ann{n}@example.fr", cell] for n, cell in enumerate(cells)]
    table = Table.from_rows(["First name", "E-mail", title], rows)
    (column,) = (c for c in book.imports.suggest(table).columns if c.header == title)
    assert column.target is None or column.target.field in ("custom", "skip")
