"""A title that refuses a channel speaks of all that is sent there, in seven languages (X36)."""

import pytest

from clientbook import Table, suggest_mapping

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
        "es": "Dado de baja|No enviar publicidad|No enviar newsletter",
        "it": "Disiscritto|Non inviare newsletter|No e-mail marketing",
        "pt": "Descadastrado|Não enviar newsletter|Não enviar publicidade",
        "nl": "Uitgeschreven|Geen nieuwsbrief|Geen reclame",
    },
    "sms": {"en": "SMS opt out|No promotional SMS", "de": "Keine Werbung per SMS"},
    "reminders": {
        "en": "Do not send reminders|No reminders",
        "fr": "Ne pas envoyer de rappel",
        "de": "Keine Erinnerungen",
        "nl": "Geen herinneringen",
    },
    "all": {
        "en": "Do not contact",
        "fr": "Ne pas contacter",
        "de": "Nicht kontaktieren",
        "es": "No contactar",
        "it": "Non contattare",
        "pt": "Não contactar",
        "nl": "Niet contacteren",
    },
}
TITLES = [
    (language, title, f"consent.{kind}.optout")
    for group in (WHOLE, PARTS)
    for kind, languages in group.items()
    for language, titles in languages.items()
    for title in titles.split("|")
]


def _target(language: str, title: str) -> str:
    rows = [
        ["Luc", "Roy", "luc@example.fr", "06 12 34 56 78", "1"],
        ["Zoe", "Ray", "zoe@example.fr", "06 12 34 56 79", ""],
    ]
    return str(suggest_mapping(Table.from_rows([*HEADS[language], title], rows)).columns[4].target)


@pytest.mark.parametrize(("language", "title", "target"), TITLES)
def test_a_channel_or_a_topic_is_refused(language: str, title: str, target: str) -> None:
    """X36: who wants no e-mail wants no reminder there; who left a list left that list."""
    assert _target(language, title) == target


@pytest.mark.parametrize("title", ["Never", "Do not", "No", "All"])
def test_a_refusal_of_nothing_is_none(title: str) -> None:
    """X36: a word that refuses says nothing of contact where it names no way to contact."""
    assert not _target("en", title).startswith("consent")
