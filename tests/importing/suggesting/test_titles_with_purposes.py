"""Titles that say what a value is for, when it may be left out, or that they are a yes or no."""

import pytest

from clientbook import Table, suggest_mapping


def _targets(titles: str) -> list[str]:
    return [str(c.target) for c in suggest_mapping(Table.from_rows(titles.split("|")))]


@pytest.mark.parametrize(
    "title",
    [
        "Cell phone (for text reminders)",
        "Cell Ph. (texts ok?)",
        "Mobile for reminders",
        "Mobile (WhatsApp ok?)",
        "Portable (pour rappels SMS)",
        "Handy (für Terminerinnerungen)",
        "Móvil (para recordatorios)",
        "Cellulare (per promemoria SMS)",
        "Celular (para lembretes)",
        "Gsm (voor sms-herinneringen)",
    ],
)
def test_what_a_number_is_for_makes_no_consent_of_it(title: str) -> None:
    """X36: nobody agreed to anything by writing a number down."""
    assert _targets(f"Name|{title}")[1] == "phone.mobile"


@pytest.mark.parametrize(
    "title",
    [
        "Home phone, if different",
        "Tél. fixe si différent",
        "Festnetz, falls abweichend",
        "Teléfono fijo, si es diferente",
        "Telefono casa, se diverso",
        "Telefone fixo, se houver",
        "Telefoon thuis, indien anders",
    ],
)
def test_what_may_be_left_out_is_what_it_is(title: str) -> None:
    """V22: the words for when a value stands there say nothing of what it is."""
    assert _targets(f"Name|{title}")[1] == "phone.home"


@pytest.mark.parametrize(
    "title",
    [
        "Newsletter by post",
        "Newsletter par courrier",
        "Newsletter per Post",
        "Boletín por correo postal",
        "Newsletter per posta",
        "Newsletter por correio",
        "Nieuwsbrief per post",
    ],
)
def test_news_by_post_are_no_news_by_email(title: str) -> None:
    """X36: the way that a title names is the way."""
    assert _targets(f"Name|{title}")[1] == "consent.post"
    assert _targets("Name|Newsletter per SMS")[1] == "consent.sms"


@pytest.mark.parametrize(
    "title",
    [
        "Send Email?",
        "Envoyer e-mail ?",
        "E-Mail senden?",
        "Enviar correo",
        "Invia email",
        "Enviar e-mail",
        "E-mail sturen?",
        "Nieuwsbrief aan/uit",
        "Newsletter on/off",
        "Newsletter ein/aus",
        "Newsletter activé/désactivé",
    ],
)
def test_whether_to_send_is_a_consent(title: str) -> None:
    """X36: no mailbox, and no attribute."""
    assert _targets(f"Name|{title}")[1] == "consent.email"


@pytest.mark.parametrize(
    "titles",
    [
        "Customer Is Company|Company Name",
        "Client est une société|Société",
        "Kunde ist Firma|Firma",
        "El cliente es empresa|Empresa",
        "È azienda|Azienda",
        "É empresa|Empresa",
        "Klant is bedrijf|Bedrijf",
    ],
)
def test_whether_a_client_is_a_company_is_no_company(titles: str) -> None:
    """V22: a yes or no, beside which the company's name is one."""
    assert _targets(f"E-mail|{titles}")[1:] == ["custom", "company"]


@pytest.mark.parametrize(
    "titles",
    [
        "Tel (H)|Tel (W)|Tel (M)",
        "Tél. D|Tél. B|Tél. P",
        "Phone H|Phone B|Phone C",
        "Tel. P|Tel. G|Tel. M",
        "Tel C|Tel U|Tel M",
        "Tel T|Tel W|Tel M",
    ],
)
def test_a_third_letter_is_that_of_the_mobile(titles: str) -> None:
    """V22: beside the letters of the home and of the work."""
    words = {"Tél. D": "Nom|Ville", "Tel. P": "Vorname|Straße", "Tel C": "Cognome|Indirizzo"}
    words |= {"Tel T": "Achternaam|Woonplaats"}
    row = words.get(titles.split("|", maxsplit=1)[0], "Last name|Town")
    assert _targets(f"{row}|{titles}")[2:] == ["phone.home", "phone.work", "phone.mobile"]
