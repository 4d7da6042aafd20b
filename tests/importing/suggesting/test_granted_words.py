"""A consent is answered in words of granting and refusing too: both are read, by one table."""

from pkgutil import get_data

import pytest
from tests.book.people import ANNE

from clientbook import ClientBook, MemoryStore, Table, suggest_mapping
from clientbook.errors import InvalidValueError
from clientbook.parsing.consents import ConsentColumn, parse_consent

NEGATIONS = {
    "not": "given granted agreed allowed permitted approved obtained",
    "non": "donné accordé accepté autorisé consenti recueilli concesso prestato rilasciato dato",
    "nicht": "erteilt gegeben gewährt zugestimmt eingewilligt vorhanden eingeholt",
    "no": "otorgado concedido dado autorizado prestado aceptado",
    "não": "concedido dado outorgado aceite autorizado",
    "niet": "gegeven verleend toegestaan akkoord verkregen",
}
TITLES = {
    "Einwilligung|DSGVO-Einwilligung|Zustimmung|Datenschutz": ("erteilt", "nicht erteilt"),
    "Consentement|Consentement RGPD|RGPD": ("donné", "retiré"),
    "Consent|GDPR consent|Permission to contact": ("given", "withdrawn"),
    "Consentimiento|Consentimiento RGPD": ("otorgado", "denegado"),
    "Consenso|Consenso privacy": ("concesso", "negato"),
    "Consentimento|LGPD": ("concedido", "recusado"),
    "Toestemming|AVG akkoord": ("gegeven", "geweigerd"),
}
PAIRS = [(title, *cells) for titles, cells in TITLES.items() for title in titles.split("|")]
STILL_OPEN = [
    *("to be given", "à donner", "zu erteilen", "noch nicht erteilt", "not yet given"),
    *("granted by Ann", "given name", "allowed to call", "wordt gegeven", "da concedere"),
]


def _said(cell: str, column: ConsentColumn = ConsentColumn.SUBSCRIPTION) -> bool | None:
    return parse_consent(cell, column, title="Consent").opted_in


@pytest.mark.parametrize("negation", NEGATIONS)
def test_what_was_given_is_a_yes_and_behind_a_negation_a_no(negation: str) -> None:
    """X36: in seven languages, alone, with a helping verb or with the consent named."""
    for word in NEGATIONS[negation].split():
        assert _said(word) is True, word
        assert _said(f"{negation} {word}") is False, word


def test_every_word_of_the_table_is_read_both_ways() -> None:
    """X36: no word of granting is known to one reader alone."""
    lists = (get_data("clientbook.parsing", "contact_words.txt") or b"").decode("utf-8")
    granted = lists.split("\ngranted:\n")[1].split("\n\n")[0].split()
    assert len(granted) > 100
    for word in granted:
        assert _said(word) is True, word
        assert _said(f"not {word}") is False, word


@pytest.mark.parametrize(
    "cell",
    [
        *("Einwilligung erteilt", "wurde erteilt", "hat zugestimmt", "ja, erteilt", "liegt vor"),
        *("consent given", "has been given", "a été donné", "ha sido otorgado", "è stato dato"),
    ],
)
def test_what_was_given_may_be_said_in_more_words(cell: str) -> None:
    """X36: the consent and a helping verb change nothing of it."""
    assert _said(cell) is True


@pytest.mark.parametrize("cell", STILL_OPEN)
def test_what_is_still_to_be_given_is_neither(cell: str) -> None:
    """X36: no opt-in that nobody gave: any other word beside it leaves it open."""
    with pytest.raises(InvalidValueError):
        _said(cell)


@pytest.mark.parametrize(("title", "granted", "refused"), PAIRS)
def test_a_consent_in_such_words_is_asked_about_and_its_no_kept(
    title: str, granted: str, refused: str
) -> None:
    """X36: no column that asks for a consent is an attribute because of how it is answered."""
    rows = [["Eva", "eva@d.example", granted], ["Uwe", "uwe@d.example", refused]]
    table = Table.from_rows(["First name", "E-mail", title], rows)
    mapping = suggest_mapping(table)
    assert mapping.columns[2].target is None
    assert mapping.columns[2].alternatives[0].field == "consent"
    book = ClientBook(MemoryStore())
    run = book.imports.run(table, mapping.skip_undecided(), by=ANNE)
    assert run.counts.created == 2
    (uwe,) = book.search.find("Uwe")
    assert [event.state.value for event in book.consent.events(uwe.id)] == ["opted_out"]


@pytest.mark.parametrize(("title", "refused"), [(title, no) for title, _, no in PAIRS])
def test_a_no_among_remarks_is_a_no(title: str, refused: str) -> None:
    """X36: one refusal is enough to ask, whatever the other cells say; without one nobody is."""
    said = ["signed on paper", "see the folder", "by phone, 3 May", refused]
    rows = [[f"Ann{at}", f"ann{at}@d.example", cell] for at, cell in enumerate(said)]
    heads = ["First name", "E-mail", title]
    assert suggest_mapping(Table.from_rows(heads, rows)).columns[2].target is None
    assert str(suggest_mapping(Table.from_rows(heads, rows[:-1])).columns[2].target) == "custom"


def test_a_known_consent_reads_its_yes() -> None:
    """X36: "erteilt" is an opt-in where the title names the channel, and no row is refused."""
    rows = [["Eva", "eva@d.example", "erteilt"], ["Uwe", "uwe@d.example", "verweigert"]]
    table = Table.from_rows(["Vorname", "E-Mail", "Newsletter-Einwilligung"], rows)
    book = ClientBook(MemoryStore())
    run = book.imports.run(table, by=ANNE)
    assert (run.counts.created, run.counts.rejected) == (2, 0)
    for name, state in (("Eva", "opted_in"), ("Uwe", "opted_out")):
        (found,) = book.search.find(name)
        assert [event.state.value for event in book.consent.events(found.id)] == [state]


def test_an_opt_out_that_was_granted_is_one() -> None:
    """X36: below a title that refuses, what was given is the refusal."""
    assert _said("erteilt", ConsentColumn.OPTOUT) is False
    assert _said("not given", ConsentColumn.OPTOUT) is None
