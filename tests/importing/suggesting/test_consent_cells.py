"""Cells that answer nothing take the consent from a title, and no row is refused for them."""

import pytest
from tests.book.people import ANNE

from clientbook import ClientBook, MemoryStore, Table, suggest_mapping
from clientbook.importing.mapping import ColumnMapping

REMARKS = {
    "Reminders": "call before noon|ring twice",
    "Rappels": "appeler avant midi|sonner deux fois",
    "Erinnerungen": "vor Mittag anrufen|zweimal klingeln",
    "Recordatorios": "llamar antes de las doce|llamar dos veces",
    "Promemoria": "chiamare prima di cena|suonare due volte",
    "Lembretes": "ligar antes do meio-dia|tocar duas vezes",
    "Herinneringen": "bel voor de middag|twee keer bellen",
    "Follow-ups": "next week|after Easter",
}
OTHERWISE = {
    "Newsletter": "weekly|monthly",
    "Mailings": "Xmas 2022|Spring 2023",
    "Reminders": "blue|green",
    "Marketing consent": "radio|a friend",
}
ASKED = {
    "Reminders": "call before noon|no|ring twice",
    "Newsletter": "weekly|no|monthly",
    "Subscribed": "2023-05-03|2022-01-04",
    "Do not call": "only after nine|in the evening",
}


def _table(title: str, cells: str) -> Table:
    rows = [["Ann Li", f"a{at}@example.org", cell] for at, cell in enumerate(cells.split("|"))]
    return Table.from_rows(["Name", "Email", title], rows)


def _column(title: str, cells: str) -> ColumnMapping:
    return suggest_mapping(_table(title, cells)).columns[2]


@pytest.mark.parametrize("title", REMARKS)
def test_remarks_below_a_title_of_reminders_are_a_note(title: str) -> None:
    """K1: in seven languages; what somebody wrote there is about the client."""
    assert str(_column(title, REMARKS[title]).target) == "note"


@pytest.mark.parametrize("title", OTHERWISE)
def test_other_words_below_a_consent_are_an_attribute(title: str) -> None:
    """K1: how often, when and where from are no answer; the rows come in."""
    assert str(_column(title, OTHERWISE[title]).target) == "custom"
    book = ClientBook(MemoryStore())
    assert book.imports.run(_table(title, OTHERWISE[title]), by=ANNE).counts.rejected == 0


@pytest.mark.parametrize("title", ASKED)
def test_what_may_be_a_refusal_or_a_day_of_joining_is_a_question(title: str) -> None:
    """X36: a person says; the first proposal is what the title is of."""
    column = _column(title, ASKED[title])
    assert column.target is None
    assert column.alternatives[0].field == "consent"


def test_one_cell_decides_nothing() -> None:
    """K1: among answers a slip is a row to put right, and the column stays a consent."""
    assert str(_column("Newsletter", "yes|no|weekly").target) == "consent.email"


def test_a_second_note_is_an_attribute() -> None:
    """K1: remarks below "Reminders" give way to the column of notes."""
    table = Table.from_rows(
        ["Name", "Notes", "Reminders"], [["Ann Li", "kind", "call before noon"]]
    )
    assert [str(c.target) for c in suggest_mapping(table)][1:] == ["note", "custom"]


ASKING = (
    *("Newsletter", "Acepta publicidad", "Accepte les e-mails promo", "Opt-in", "Werbung erlaubt"),
    *("SMS ok", "Accepts marketing", "Recibir boletín", "Accetta marketing", "Aceita marketing"),
    *("Reclame toegestaan", "Nieuwsbrief", "Infolettre", "Einwilligung", "Toestemming", "Abonné"),
    *("Consentimiento", "Consentimento", "Consenso", "Souhaite recevoir nos offres", "Ok to call"),
)
BEGINNING = {
    "en": "ask first|maybe|no I told you",
    "fr": "à voir|peut-être|non plus rien",
    "de": "erst fragen|vielleicht|nein bloß nicht",
    "es": "a ver|quizás|no que se enfada",
    "it": "vediamo|forse|no mi ha scritto",
    "pt": "logo se vê|talvez|não pediu nada",
    "nl": "eerst vragen|misschien|nee echt niet",
    "remarks": "to see|maybe|no - told us",
}


@pytest.mark.parametrize("title", ASKING)
@pytest.mark.parametrize("cells", BEGINNING)
def test_no_begins_a_cell_of_an_attribute_below_a_title_of_a_consent(
    title: str, cells: str
) -> None:
    """X36: in seven languages it is a consent or a question, however little else is read."""
    column = _column(title, BEGINNING[cells])
    assert column.target is None or column.target.field == "consent"


@pytest.mark.parametrize("title", ["Newsletter", "Werbung erlaubt", "SMS ok", "Opt-in"])
def test_answers_with_conditions_are_a_question(title: str) -> None:
    """X36: most begin with a yes, so the column is no attribute."""
    column = _column(title, "yes but seldom|yes if cheap|weekly")
    assert column.target is None
    assert column.alternatives[0].field == "consent"


@pytest.mark.parametrize("title", ["Newsletter", "Reminders"])
def test_months_and_ends_are_no_refusal(title: str) -> None:
    """X36: "mai" is never in Italian and May elsewhere."""
    assert _column(title, "mai 2023|end of May").target is not None


def test_remarks_on_advertising_are_no_question() -> None:
    """X36: a title that says more than that it asks needs answers below it."""
    column = _column("Marketing remarks", "likes radio|no budget|met at fair")
    assert str(column.target) in ("custom", "note")


def test_refusals_with_remarks_come_in() -> None:
    """X36: no row is refused for a remark, and the opt-out holds."""
    cells = "ja|nein - am Telefon widerrufen|ja (mündlich, 3.5.2021)"
    assert str(_column("Newsletter", cells).target) == "consent.email"
    book = ClientBook(MemoryStore())
    assert book.imports.run(_table("Newsletter", cells), by=ANNE).counts.rejected == 0
