"""A title that writes the form of its dates decides their order."""

import attrs
import pytest
from tests.book.people import ANNE

from clientbook import SAFE, ClientBook, MemoryStore, Table
from clientbook.domain.dates import PartialDate
from clientbook.messages.issues import IssueCode
from clientbook.parsing.date_formats import title_format, without_format

FORMATS = """
DOB (MM/DD/YYYY)=MDY|Geburtsdatum (MM/TT/JJJJ)=MDY|Nacimiento (MM/DD/AAAA)=MDY|Birthday (MM/DD)=MD
Birthday (DD-MM)=DM|Naissance (AAAA-JJ-MM)=YDM|Date of birth - DD/MM/YYYY=DMY|DOB dd/mm/yyyy=DMY
Birth date (day/month/year)=DMY|Geboortedatum dd-mm-jjjj=DMY|Geb. dag/maand/jaar=DMY
Date de naissance JJ/MM/AA=DMY|Geburtsdatum TT.MM.JJ=DMY|Data di nascita gg/mm/aaaa=DMY
Data de nascimento dd/mm/aaaa=DMY|Naissance (jour/mois/année)=DMY|Birthday (d/m/y)=DMY
Nascita (giorno/mese/anno)=DMY|Geburtstag (Tag.Monat.)=DM|Date of birth [YYYY-MM-DD]=YMD
DOB YYYYMMDD=YMD|Cumpleaños (mes/día)=MD
"""
NONE = "Geschlecht (m/w/d)|Sexe (H/F)|M/V|Tel./Mobil|Day of birth|Mama|GMT|AM/PM|A.M. Dupont|Add. 1"


def _listed(text: str) -> list[str]:
    return [entry for line in text.strip().splitlines() for entry in line.split("|")]


@pytest.mark.parametrize("entry", _listed(FORMATS))
def test_a_title_says_the_order_of_its_dates(entry: str) -> None:
    """K12: in seven languages, in letters and words, in brackets and without."""
    title, _, order = entry.partition("=")
    assert title_format(title) == order
    assert title_format(without_format(title)) is None


@pytest.mark.parametrize("title", NONE.split("|"))
def test_other_letters_are_no_form_of_a_date(title: str) -> None:
    """K12: sexes, names and abbreviations say no order, and keep their words."""
    assert title_format(title) is None
    assert without_format(title) == title


def _imported(title: str, region: str, *cells: str) -> tuple[list[PartialDate | None], list[str]]:
    book = ClientBook(MemoryStore(), settings=attrs.evolve(SAFE, default_region=region))
    rows = [[name, cell] for name, cell in zip(("Ann", "Bob")[: len(cells)], cells, strict=True)]
    table = Table.from_rows(["Full name", title], rows)
    mapping = book.imports.suggest(table)
    assert str(mapping.columns[1].target) == "birth_date"
    warned = [str(w.code) for w in book.imports.plan(table, mapping).warnings]
    book.imports.run(table, mapping, by=ANNE)
    names = ("Ann", "Bob")[: len(cells)]
    found = [next(iter(book.search.find(name))).id for name in names]
    return [book.clients.get(client).profile.birthday for client in found], warned


@pytest.mark.parametrize(
    ("title", "region", "month", "day"),
    [
        ("DOB (MM/DD/YYYY)", "GB", 3, 4),
        ("Birthday mm/dd/yyyy", "GB", 3, 4),
        ("Geburtsdatum (MM/TT/JJJJ)", "DE", 3, 4),
        ("Fecha de nacimiento (MM/DD/AAAA)", "ES", 3, 4),
        ("Date of birth - DD/MM/YYYY", "US", 4, 3),
        ("Birth date (day/month/year)", "US", 4, 3),
        ("Date de naissance JJ/MM/AAAA", "US", 4, 3),
        ("Data di nascita gg/mm/aaaa", "US", 4, 3),
        ("Data de nascimento dd/mm/aaaa", "US", 4, 3),
        ("Geboortedatum dd-mm-jjjj", "US", 4, 3),
    ],
)
def test_the_title_decides_before_the_region(title: str, region: str, month: int, day: int) -> None:
    """K12: what the cells leave open the title says; nobody is asked."""
    dates, warned = _imported(title, region, "03/04/1980")
    assert dates == [PartialDate(year=1980, month=month, day=day)]
    assert warned == []


def test_a_birthday_without_a_year_heeds_its_title() -> None:
    """K12: two parts have an order too."""
    assert _imported("Birthday (MM/DD)", "GB", "03/04")[0] == [PartialDate(month=3, day=4)]
    assert _imported("Birthday (DD-MM)", "US", "03-04")[0] == [PartialDate(month=4, day=3)]


def test_cells_that_contradict_the_title_are_believed_and_it_is_said() -> None:
    """K12: 23 is no month, whatever the title says."""
    dates, warned = _imported("DOB (MM/DD/YYYY)", "US", "23/04/1980", "03/04/1980")
    assert dates == [PartialDate(year=1980, month=4, day=day) for day in (23, 3)]
    assert warned == [IssueCode.DATE_AMBIGUOUS.value]


def test_a_year_before_the_day_is_said() -> None:
    """K12: nobody reads such dates; that the title asks for them is no secret."""
    dates, warned = _imported("Naissance (AAAA-JJ-MM)", "FR", "1980-03-04")
    assert dates == [PartialDate(year=1980, month=3, day=4)]
    assert warned == [IssueCode.DATE_AMBIGUOUS.value]
