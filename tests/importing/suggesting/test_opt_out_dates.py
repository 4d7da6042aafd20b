"""A date that names no channel is of the opt-outs of its file, and widens none (SPEC X36)."""

import pytest

from clientbook.importing.suggesting.suggester import suggest_mapping
from clientbook.importing.tables import Table

HEADS = {
    "en": ["First name", "Last name", "Email", "Mobile"],
    "fr": ["Prénom", "Nom", "E-mail", "Portable"],
    "de": ["Vorname", "Nachname", "E-Mail", "Handy"],
    "es": ["Nombre", "Apellidos", "Correo electrónico", "Móvil"],
    "it": ["Nome", "Cognome", "E-mail", "Cellulare"],
    "pt": ["Nome", "Sobrenome", "E-mail", "Celular"],
    "nl": ["Voornaam", "Achternaam", "E-mail", "Mobiel"],
}
OF_MAIL = {
    "en": "Do not e-mail|Unsubscribed|Email opt-out",
    "fr": "Pas d'e-mail|Désinscrit|Refus newsletter",
    "de": "Keine E-Mails|Abgemeldet",
    "es": "No enviar email|Dado de baja",
    "it": "Non inviare email|Disiscritto",
    "pt": "Não enviar email|Descadastrado",
    "nl": "Niet mailen|Uitgeschreven",
}
OF_SMS = {
    "en": "Do not text|SMS opt out",
    "fr": "Refus SMS|Opt-out SMS",
    "de": "Keine SMS",
    "es": "No enviar SMS|Baja SMS",
    "it": "Non inviare SMS",
    "pt": "Não enviar SMS",
    "nl": "Geen SMS",
}
DATES = {
    "en": "Opt-out date|Opted out on|Date opted out|Date of opt-out|Opt-out timestamp|opt_out_at",
    "fr": "Date d'opt-out|Date opt-out|Date d'opposition|Date de refus",
    "de": "Opt-out-Datum|Datum Opt-out|Opt-out am|Widerspruchsdatum|Datum Widerspruch",
    "es": "Fecha opt-out|Fecha de oposición|Fecha de retirada del consentimiento",
    "it": "Data opt-out|Data di opposizione|Data revoca consenso",
    "pt": "Data opt-out|Data de oposição|Data de revogação do consentimento",
    "nl": "Datum opt-out|Opt-out datum|Datum intrekking toestemming",
}
OPT_IN_DATES = {
    "en": "Opt-in date|Consent date|Email opt-in date|Newsletter opt-in date",
    "fr": "Date opt-in|Date de consentement|Date d'inscription newsletter"
    "|Date d'inscription à la newsletter",
    "de": "Opt-in-Datum|Einwilligungsdatum|Newsletter-Anmeldedatum",
    "es": "Fecha opt-in|Fecha consentimiento|Fecha alta newsletter",
    "it": "Data opt-in|Data consenso|Data iscrizione newsletter",
    "pt": "Data opt-in|Data consentimento|Data inscrição newsletter",
    "nl": "Opt-in datum|Datum toestemming|Datum inschrijving nieuwsbrief",
}
DAY = "2024-05-03"


def _targets(language: str, *columns: tuple[str, str]) -> list[str]:
    """Return what becomes of columns, each a title and a cell, behind those of a client."""
    titles, cells = zip(*columns, strict=True)
    rows = [
        ["Luc", "Roy", "luc@example.fr", "06 12 34 56 78", *cells],
        ["Zoe", "Ray", "zoe@example.fr", "06 12 34 56 79", *("" for _ in cells)],
    ]
    table = Table.from_rows([*HEADS[language], *titles], rows)
    return [str(column.target) for column in suggest_mapping(table).columns[4:]]


def _pairs(*tables: dict[str, str]) -> list[tuple[str, ...]]:
    """Return each language with every combination of its titles."""
    found: list[tuple[str, ...]] = [(language,) for language in HEADS]
    for table in tables:
        found = [(*row, title) for row in found for title in table[row[0]].split("|")]
    return found


@pytest.mark.parametrize(("language", "title", "date"), _pairs(OF_MAIL, DATES))
def test_a_bare_date_is_of_the_only_opt_out(language: str, title: str, date: str) -> None:
    """X36: beside "Do not e-mail", "Opt-out date" says when that was said, in either order."""
    alone = _targets(language, (title, "1"))
    assert _targets(language, (title, "1"), (date, DAY)) == [*alone, _second(*alone)]
    assert _targets(language, (date, DAY), (title, "1")) == [_second(*alone), *alone]


def _second(target: str) -> str:
    head, _, part = target.rpartition(".")
    return f"{head}.2.{part}"


@pytest.mark.parametrize(("language", "mail", "sms"), _pairs(OF_MAIL, OF_SMS))
def test_a_bare_date_is_of_each_of_several_opt_outs(language: str, mail: str, sms: str) -> None:
    """X36: it dates each that says no in a row, and is none of a channel that says nothing."""
    for date in DATES[language].split("|"):
        found = _targets(language, (mail, "1"), (sms, "1"), (date, DAY))
        assert found[2] == "consent.date.optout", date


@pytest.mark.parametrize(("language", "date"), _pairs(DATES))
def test_a_bare_date_alone_is_an_opt_out_of_its_own(language: str, date: str) -> None:
    """X36: where nothing else speaks of contact, whoever has a date there opted out."""
    assert _targets(language, (date, DAY)) == ["consent.marketing.optout"]


@pytest.mark.parametrize(
    ("beside", "cell", "date", "target"),
    [
        ("Newsletter", "no", "Opt-out date", "consent.date.optout"),
        ("Email status", "unsubscribed", "Opt-out date", "consent.date.optout"),
        ("GDPR", "yes", "Opt-out date", "consent.date.optout"),
        ("Do not e-mail", "yes", "SMS opt-out date", "consent.sms.optout"),
        ("Do not e-mail", "yes", "Unsubscribed at", "consent.email.optout"),
        ("Do not text", "yes", "Unsubscribed at", "consent.email.optout"),
    ],
)
def test_a_date_is_of_what_it_may_speak_of(beside: str, cell: str, date: str, target: str) -> None:
    """X36: of a consent it dates the "no"; one that names its channel or its list keeps that."""
    assert _targets("en", (beside, cell), (date, DAY))[1] == target


@pytest.mark.parametrize(("language", "date"), _pairs(OPT_IN_DATES))
def test_a_date_of_an_opt_in_opts_nobody_in(language: str, date: str) -> None:
    """X36: it dates the yes beside it, of whatever channel, and is no yes by itself."""
    assert _targets(language, (date, DAY)) == ["consent.date"]
    assert _targets(language, ("SMS opt-in", "1"), (date, DAY)) == ["consent.sms", "consent.date"]
