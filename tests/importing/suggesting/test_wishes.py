"""What a title asks about news is a consent, or a question, in whatever words and language."""

import pytest

from clientbook import Table, suggest_mapping
from clientbook.importing.mapping import ColumnMapping

HEADS = {
    "en": ["First name", "Surname", "Email"],
    "fr": ["Prénom", "Nom", "Courriel"],
    "de": ["Vorname", "Nachname", "E-Mail"],
    "es": ["Nombre", "Apellidos", "Correo"],
    "it": ["Nome", "Cognome", "E-mail"],
    "pt": ["Nome", "Apelido", "E-mail"],
    "nl": ["Voornaam", "Achternaam", "E-mail"],
}
NO = {"en": "No", "fr": "Non", "de": "nein", "es": "No", "it": "No", "pt": "Não", "nl": "nee"}
YES = {"en": "Yes", "fr": "Oui", "de": "ja", "es": "Sí", "it": "Sì", "pt": "Sim", "nl": "ja"}
READ = {
    "en": "May we send you our monthly news?|I'd like to hear about offers|Send offers"
    "|Receives Auto Visit Reminders?|Unsubscribed from marketing emails|No recalls by SMS"
    "|Mailshot?|Nieuwsbrief|Infolettre|Can we send you news?|Receive exclusive offers",
    "fr": "Souhaitez-vous recevoir nos actualités ?|Accepte SMS promotionnels|Newsletter du club"
    "|Accepte les e-mails promotionnels|Ne pas relancer|Accord SMS|Reçoit nos offres",
    "de": "Dürfen wir Sie per E-Mail informieren?|Post Ja/Nein|Angebote zusenden"
    "|Dürfen wir Ihnen Angebote schicken?|Mailing erwünscht|Infos per Mail ok|Infobrief erwünscht",
    "es": "Envío publicidad|¿Mandarle promos?|¿Quieres recibir novedades?|¿Le enviamos ofertas?"
    "|Boletín mensual|Desea recibir ofertas",
    "it": "Vuoi ricevere le nostre offerte?|Invio promozioni|Vuole SMS|Ricevere offerte esclusive",
    "pt": "Quer receber novidades?|Envio de ofertas|Podemos enviar novidades?|Enviar promoções",
    "nl": "mag ik mailen?|Mailing toegestaan|Geen oproep sturen|Wil aanbiedingen|Mailing ja/nee",
}
ASKED = {
    "en": "Keep me updated|Exclude from mailouts|Email preference|Marketing status|Stay in touch"
    "|Would you like to hear from us?|Email me about events|Xmas card list|Comms preference"
    "|Gets our Easter mailing|Recall by email?|Marketing prefs"
    "|GDPR consent given?|OK to contact?|Exclusive offers by email",
    "fr": "Offres commerciales|Statut e-mail|Être tenu informé|Mailing Noël|Carte de voeux"
    "|Envoi SMS anniversaire|Restons en contact|Newsletter des anciens",
    "de": "darf ich anschreiben?|Datenschutz-Einwilligung|Weihnachtskarte|Mail-Info"
    "|Bitte auf dem Laufenden halten|Osteraktion per SMS",
    "es": "Comunicaciones comerciales|¿Podemos escribirle?|Felicitar cumpleaños|SMS de verano",
    "it": "Richiamo SMS|Auguri di compleanno|Avvisi via SMS|Promo del martedì",
    "pt": "Status para comunicação por e-mail|Consentimento RGPD|Aceita mensagens",
    "nl": "Houd mij op de hoogte|mag ik appen?|Kerstkaart|Sms-actie|Mag benaderd worden",
}
OTHERS = {
    "en": "How did you hear about us?|Email verified|Photo consent|Has a key|Sends own invoices"
    "|Discount allowed|Wants tea|Contact info|Calls answered",
    "fr": "Droit à l'image|Facture par mail|Parking|E-mail vérifié",
    "de": "Rechnung per E-Mail|Rabatt erlaubt|E-Mail bestätigt|Foto ok",
    "es": "Factura por correo|Descuento permitido|Correo verificado",
    "it": "Fattura via email|Sconto consentito|E-mail verificata",
    "pt": "Fatura por e-mail|Desconto permitido",
    "nl": "Factuur per mail|Korting toegestaan",
}


def _cases(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(lang, title) for lang, titles in table.items() for title in titles.split("|")]


def _column(language: str, title: str, *cells: str) -> ColumnMapping:
    names = ("Ana", "Max", "Lea", "Tom")
    rows = [
        [name, "Roy", f"{name}@example.org", cell] for name, cell in zip(names, cells, strict=False)
    ]
    return suggest_mapping(Table.from_rows([*HEADS[language], title], rows)).columns[3]


@pytest.mark.parametrize(("language", "title"), _cases(READ))
def test_a_wish_for_news_in_words_of_contact_alone_is_read(language: str, title: str) -> None:
    """X36: by its title alone, and over yes and no."""
    for cells in ((), (YES[language], NO[language], "")):
        column = _column(language, title, *cells)
        assert column.target is not None
        assert column.target.field == "consent"


@pytest.mark.parametrize(("language", "title"), _cases(ASKED))
def test_a_no_below_other_words_of_sending_is_a_question(language: str, title: str) -> None:
    """X36: whatever else the title says, nobody's no lies in an attribute."""
    column = _column(language, title, YES[language], NO[language], NO[language])
    read = column.target if column.target is not None else column.alternatives[0]
    assert read.field == "consent"


@pytest.mark.parametrize(("language", "title"), _cases(OTHERS))
def test_what_sends_no_news_is_an_attribute(language: str, title: str) -> None:
    """X36: an invoice, a discount and a photograph are nobody's word on news."""
    column = _column(language, title, YES[language], NO[language], "")
    assert column.target is not None
    assert column.target.field == "custom"


def test_a_refusal_is_read_as_one() -> None:
    """X36: of what its title names, and of the way itself where it names nothing sent there."""
    for title, kind in (
        ("Unsubscribed from marketing emails", "email"),
        ("Unsubscribed from marketing SMS", "sms"),
        ("No recalls by SMS", "reminders_sms"),
    ):
        assert str(_column("en", title, "yes", "").target) == f"consent.{kind}.optout"
    assert str(_column("nl", "Geen oproep sturen", "ja").target) == "consent.all_phone.optout"
    assert str(_column("fr", "Ne pas relancer", "oui").target) == "consent.all.optout"
