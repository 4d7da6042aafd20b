"""A title that refuses a channel speaks of all that is sent there, in seven languages (X36)."""

import attrs
import pytest
from tests.book.people import ANNE

from clientbook import SAFE, ClientBook, MemoryStore, Table, suggest_mapping
from clientbook.domain.consents import Channel
from clientbook.importing.mapping import ColumnMapping

HEADS = {
    "en": ["First name", "Last name", "E-mail", "Mobile phone"],
    "fr": ["Prénom", "Nom", "E-mail", "Portable"],
    "de": ["Vorname", "Nachname", "E-Mail", "Handy"],
    "es": ["Nombre", "Apellidos", "Correo electrónico", "Móvil"],
    "it": ["Nome", "Cognome", "E-mail", "Cellulare"],
    "pt": ["Nome", "Sobrenome", "E-mail", "Celular"],
    "nl": ["Voornaam", "Achternaam", "E-mail", "Mobiel"],
}
WHOLE = {
    "all_email": {
        "en": "Unsubscribed from all email|Do not e-mail|doNotEmail|No e-mail at all|Never email"
        "|Opted out of all emails|Do not contact by email|Don't email",
        "fr": "Ne pas envoyer d'e-mail|Désabonné de tous les e-mails|Pas de mail|Aucun e-mail"
        "|Refus e-mail|Ne plus envoyer d'e-mail|Ne pas contacter par e-mail",
        "de": "Keine E-Mails|Keine E-Mails senden|Von allen E-Mails abgemeldet"
        "|Nicht per E-Mail kontaktieren",
        "es": "No enviar correos electrónicos|Baja de todos los correos|Sin correo|Ningún e-mail",
        "it": "Non inviare e-mail|Nessuna e-mail|Disiscritto da tutte le e-mail",
        "pt": "Não enviar e-mails|Sem e-mail|Descadastrado de todos os e-mails",
        "nl": "Geen e-mail|Niet mailen|Uitgeschreven voor alle e-mails|Geen e-mail sturen",
    },
    "all_sms": {
        "en": "No SMS at all|Do not text|No texts|Opted out of all SMS|Do not send SMS",
        "fr": "Ne pas envoyer de SMS|Pas de SMS|STOP SMS|Désinscrit de tous les SMS",
        "de": "Keine SMS|Von allen SMS abgemeldet",
        "es": "No enviar SMS|Sin SMS|No desea SMS",
        "it": "Non inviare SMS|Nessun SMS",
        "pt": "Não enviar SMS|Nenhum SMS",
        "nl": "Geen SMS|Geen sms'jes",
    },
    "all_phone": {
        "en": "Do not call|No phone calls|Do not contact by phone",
        "fr": "Ne pas appeler|Pas d'appel|Ne jamais appeler",
        "de": "Keine Anrufe|Nicht anrufen",
        "es": "No llamar|Sin llamadas",
        "it": "Non chiamare|Non telefonare",
        "pt": "Não ligar|Sem chamadas",
        "nl": "Niet bellen|Geen oproepen",
    },
    "all_post": {
        "en": "Do not mail|No post",
        "fr": "Pas de courrier",
        "de": "Keine Post|Keine Briefe",
        "es": "No enviar correo postal",
        "it": "Non inviare posta",
        "pt": "Não enviar correio",
        "nl": "Geen post",
    },
}
PARTS = {
    "email": {
        "en": "Unsubscribed|Email opt out|HasOptedOutOfEmail|No marketing emails|No newsletter"
        "|Do not send marketing emails|No email marketing|Do not send newsletter",
        "fr": "Désinscrit|Ne pas envoyer la newsletter|Pas de newsletter|Pas d'e-mail marketing",
        "de": "Abgemeldet|Kein Newsletter|Keine Werbung per E-Mail|Keine Werbe-E-Mails",
        "es": "Dado de baja|No enviar newsletter",
        "it": "Disiscritto|Non inviare newsletter|No e-mail marketing",
        "pt": "Descadastrado|Não enviar newsletter",
        "nl": "Uitgeschreven|Geen nieuwsbrief",
    },
    "sms": {"en": "SMS opt out|No promotional SMS", "de": "Keine Werbung per SMS"},
    "marketing": {
        "en": "No marketing|Opt out|Opted out|Withdrew consent|Consent withdrawn on|Opt-out date"
        "|No solicitation|Declined marketing|GDPR opt out",
        "fr": "Pas de pub|Sans pub|Stop pub|Refuse la prospection|Ne pas solliciter|RGPD refus"
        "|Retrait du consentement|Consentement retiré|Anti-prospection|Liste d'opposition",
        "de": "Keine Werbung|Werbesperre|Robinsonliste|Einwilligung widerrufen|Werbewiderspruch"
        "|Widerspruch gegen Werbung|DSGVO-Widerspruch|Werbung unerwünscht",
        "es": "No enviar publicidad|Lista Robinson|Consentimiento retirado|Registro de Oposición"
        "|Baja comunicaciones|Sin publicidad",
        "it": "Niente pubblicità|Registro delle opposizioni|Consenso revocato|Rifiuta marketing",
        "pt": "Não enviar publicidade|Sem publicidade|Consentimento revogado|Oposição ao marketing",
        "nl": "Geen reclame|Geen marketing|Robinsonlijst|Toestemming ingetrokken",
    },
    "phone": {
        "en": "Opt out of calls|Telephone Preference Service",
        "fr": "Bloctel|Inscrit Bloctel|Opposition démarchage téléphonique",
        "pt": "Não perturbe",
    },
    "reminders": {
        "en": "Do not send reminders|No reminders",
        "fr": "Ne pas envoyer de rappel",
        "de": "Keine Erinnerungen",
        "nl": "Geen herinneringen",
    },
    "all": {
        "en": "Do not contact|Never contact|Do not disturb|Contact refused",
        "fr": "Ne pas contacter|Ne souhaite pas être contacté|Ne pas déranger|Contact refusé",
        "de": "Nicht kontaktieren|Kontaktsperre|Nicht stören|Kontakt unerwünscht",
        "es": "No contactar|No molestar|No desea ser contactado",
        "it": "Non contattare|Non disturbare|Non vuole essere contattato",
        "pt": "Não contactar|Não incomodar|Não deseja ser contatado",
        "nl": "Niet contacteren|Niet storen|Wil geen contact",
    },
}
TITLES = [
    (language, title, f"consent.{kind}.optout")
    for group in (WHOLE, PARTS)
    for kind, languages in group.items()
    for language, titles in languages.items()
    for title in titles.split("|")
]


def _column(language: str, title: str, said: str) -> ColumnMapping:
    rows = [
        ["Luc", "Roy", "luc@example.fr", "06 12 34 56 78", said],
        ["Zoe", "Ray", "zoe@example.fr", "06 12 34 56 79", ""],
    ]
    return suggest_mapping(Table.from_rows([*HEADS[language], title], rows)).columns[4]


def _target(language: str, title: str) -> str:
    return str(_column(language, title, "1").target)


@pytest.mark.parametrize(("language", "title", "target"), TITLES)
def test_a_channel_or_a_topic_is_refused(language: str, title: str, target: str) -> None:
    """X36: who wants no e-mail wants no reminder there; who left a list left that list."""
    assert _target(language, title) == target


@pytest.mark.parametrize("title", ["Never", "Do not", "No", "All"])
def test_a_refusal_of_nothing_is_none(title: str) -> None:
    """X36: a word that refuses says nothing of contact where it names no way to contact."""
    assert not _target("en", title).startswith("consent")


@pytest.mark.parametrize("heads", HEADS)
def test_a_refusal_is_heard_beside_titles_of_any_language(heads: str) -> None:
    """X36: "No llamar" forbids beside "Prénom" what it forbids beside "Nombre"; none is lost."""
    for language, title, target in TITLES:
        found = _column(heads, title, "1")
        channel = target.removeprefix("consent.").removeprefix("all_").removesuffix(".optout")
        if found.target is None:
            assert found.alternatives[0].is_opt_out, (language, title)
        else:
            assert channel in str(found.target), (language, title)
            assert found.target.part == "optout", (language, title)


def test_a_refusal_that_names_no_channel_is_of_every_one() -> None:
    """X36: who wants no advertising gets none by text or post either, and keeps the reminders."""
    book = ClientBook(MemoryStore(), settings=attrs.evolve(SAFE, default_region="FR"))
    rows = [["Luc", "Roy", "luc@example.fr", "06 12 34 56 78", "oui"]]
    table = Table.from_rows([*HEADS["fr"], "Refuse la prospection"], rows)
    book.imports.run(table, by=ANNE)
    (luc,) = book.search.find("Luc")
    for channel in Channel:
        assert book.consent.subscriptions(luc.id)[channel, "MARKETING"].decided_by is not None
    assert book.consent.may_contact(luc.id, Channel.SMS, "GENERAL").allowed


def test_a_date_beside_an_opt_out_is_a_date_of_it() -> None:
    """X36: both columns speak of the channel: neither is an attribute, and the time is kept."""
    book = ClientBook(MemoryStore())
    rows = [
        ["Ann Li", "ann@example.org", "yes", "2024-05-03"],
        ["Bo Li", "bo@example.org", "", "2024-05-04"],
        ["Cy Li", "cy@example.org", "", ""],
    ]
    table = Table.from_rows(["Name", "E-mail", "Opt-out", "Opt-out date"], rows)
    book.imports.run(table, by=ANNE)
    days = []
    for name in ("Ann", "Bo", "Cy"):
        (client,) = book.search.find(name)
        days.append([event.at.day for event in book.consent.events(client.id)])
    assert days == [[3], [4], []]
