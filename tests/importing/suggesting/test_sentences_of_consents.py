"""Titles that are whole sentences about advertising, as forms of the web write them (SPEC X36)."""

import pytest

from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table

NAMES = {
    "en": ("First name", "Last name", "Email"),
    "fr": ("Prénom", "Nom", "E-mail"),
    "de": ("Vorname", "Nachname", "E-Mail"),
    "es": ("Nombre", "Apellidos", "Correo electrónico"),
    "it": ("Nome", "Cognome", "E-mail"),
    "pt": ("Nome", "Sobrenome", "E-mail"),
    "nl": ("Voornaam", "Achternaam", "E-mail"),
}


def suggested(language: str, title: str) -> str:
    """Return what a title is beside a name and an address, "?" for a question."""
    column = suggest_mapping(Table.from_rows([*NAMES[language], title])).columns[-1]
    return str(column.target or "?")


@pytest.mark.parametrize(
    ("language", "title", "target"),
    [
        ("en", "Text me special offers…", "consent.sms"),
        ("en", "Email me about promotions", "consent.email"),
        ("en", "Call me about new products", "consent.phone"),
        ("en", "Yes, email me", "consent.email"),
        ("en", "Tick here to receive our newsletter", "consent.email"),
        ("en", "cust_mktg_optin", "consent.advertising"),
        ("en", "mktg_sms", "consent.sms"),
        ("fr", "Je souhaite être informé par SMS des promotions", "consent.sms"),
        ("fr", "J'accepte de recevoir des offres commerciales", "consent.advertising"),
        ("de", "Ja, ich möchte per SMS informiert werden", "consent.sms"),
        ("de", "Ich stimme der Zusendung von Werbung zu", "consent.advertising"),
        ("de", "Ich willige in den Erhalt von Werbe-E-Mails ein", "consent.email"),
        ("de", "Schicken Sie mir Angebote per E-Mail", "consent.email"),
        ("de", "Informiert mich per SMS über Angebote", "consent.sms"),
        ("de", "Tragen Sie mich in den Newsletter ein", "consent.email"),
        ("es", "Quiero recibir novedades por SMS", "consent.sms"),
        ("es", "Acepto recibir publicidad", "consent.advertising"),
        ("it", "Acconsento all'invio di SMS promozionali", "consent.sms"),
        ("pt", "Sim, quero receber novidades por e-mail", "consent.email"),
        ("pt", "Quero ser avisado por SMS", "consent.sms"),
        ("nl", "Ik wil per e-mail op de hoogte blijven", "consent.email"),
        ("nl", "Houd mij per e-mail op de hoogte", "consent.email"),
        ("nl", "Meld mij aan voor de nieuwsbrief", "consent.email"),
    ],
)
def test_a_sentence_that_wants_news_is_a_consent(language: str, title: str, target: str) -> None:
    """Whoever wants to be told, or asks for it, agrees to the way that is named."""
    assert suggested(language, title) == target


@pytest.mark.parametrize(
    ("language", "title", "target"),
    [
        ("en", "Tick here if you do not want to receive our newsletter", "consent.email.optout"),
        ("en", "I object to receiving marketing", "consent.marketing.optout"),
        ("en", "Opt me out of marketing emails", "consent.email.optout"),
        ("en", "I'd rather not receive offers", "consent.marketing.optout"),
        ("en", "cust_mktg_optout", "consent.marketing.optout"),
        ("fr", "Je m'oppose à recevoir des offres commerciales", "consent.marketing.optout"),
        ("fr", "Je m'oppose à recevoir des offres par SMS", "consent.sms.optout"),
        ("fr", "Je ne souhaite pas recevoir d'offres commerciales", "consent.marketing.optout"),
        ("fr", "Ne plus recevoir d'offres commerciales", "consent.marketing.optout"),
        ("de", "Ich widerspreche der Werbung", "consent.marketing.optout"),
        ("de", "Melden Sie mich vom Newsletter ab", "consent.email.optout"),
        ("es", "No deseo recibir publicidad", "consent.marketing.optout"),
        ("es", "No acepto recibir publicidad", "consent.marketing.optout"),
        ("es", "Me opongo a recibir publicidad", "consent.marketing.optout"),
        ("it", "Mi oppongo a ricevere comunicazioni commerciali", "consent.marketing.optout"),
        ("it", "Non acconsento all'invio di e-mail", "consent.all_email.optout"),
        ("pt", "Oponho-me a receber publicidade", "consent.marketing.optout"),
        ("pt", "Não autorizo o envio de SMS", "consent.all_sms.optout"),
        ("nl", "Ik maak bezwaar tegen reclame", "consent.marketing.optout"),
        ("nl", "Ik geef geen toestemming voor reclame", "consent.marketing.optout"),
        ("nl", "Schrijf mij uit voor de nieuwsbrief", "consent.email.optout"),
    ],
)
def test_a_sentence_that_refuses_is_an_opt_out(language: str, title: str, target: str) -> None:
    """A yes below it is a no: it is never the consent that its last words would be."""
    assert suggested(language, title) == target


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "No objection to marketing emails"),
        ("en", "I do not object to receiving marketing"),
        ("de", "Kein Widerspruch gegen Werbung"),
        ("nl", "Geen bezwaar tegen reclame"),
        ("fr", "Je ne m'oppose pas à recevoir des offres"),
        ("en", "Remind me by SMS"),
        ("de", "KD_WERBUNG"),
        ("es", "cli_publicidad"),
        ("it", "cli_pubblicita"),
        ("nl", "klant_reclame"),
    ],
)
def test_a_sentence_of_two_negations_or_of_none_is_a_question(language: str, title: str) -> None:
    """A person says whether a yes below it is a yes."""
    assert suggested(language, title) == "?"


@pytest.mark.parametrize("title", ["Email me at", "Call me on", "New email", "Products", "Object"])
def test_words_of_a_sentence_alone_ask_for_nothing(title: str) -> None:
    """Where to reach somebody, and what a firm sells, is no consent."""
    assert "consent" not in suggested("en", title)
