"""The letters of a column of genders are read together, in the language of the titles."""

import attrs
import pytest
from tests.book.people import ANNE

from clientbook import SAFE, ClientBook, Mapping, MemoryStore, Table
from clientbook.messages.issues import IssueCode
from clientbook.parsing.gender_letters import decide_letters

NAMES = {
    "es": "Nombre",
    "it": "Nome",
    "pt": "Nome",
    "fr": "Prénom",
    "de": "Vorname",
    "nl": "Voornaam",
}
FAMILY = {
    "es": "Apellidos",
    "it": "Cognome",
    "pt": "Apelido",
    "fr": "Nom de famille",
    "de": "Nachname",
    "nl": "Achternaam",
}
CASES = """
es Sexo H=male M=female|es Sexo V=male M=female|es Sexo M=male F=female|es Sexo V=male F=female
es Sexo(H/M) M=female|it Sesso D=female U=male|it Sesso M=male F=female|it Sesso(M/D) D=female
pt Sexo H=male M=female|pt Sexo M=male F=female|fr Sexe H=male F=female|fr Sexe M=male F=female
de Geschlecht m=male w=female d=other|nl Geslacht M=male V=female|en Gender M=male W=female
en Gender M=male F=female|es Sexo Hombre=male Mujer=female|it Sesso Uomo=male Donna=female
es Sexo H.=male M.=female
"""


@pytest.mark.parametrize(
    "case", [c for line in CASES.strip().splitlines() for c in line.split("|")]
)
def test_a_letter_means_what_it_means_beside_the_others(case: str) -> None:
    """K16: M is "mujer" beside H and "masculin" beside F; D is "donna" in an Italian list."""
    language, title, *told = case.split()
    given, family = NAMES.get(language, "First name"), FAMILY.get(language, "Last name")
    cells = [entry.partition("=") for entry in told]
    people = ("Ann", "Bob", "Eve")[: len(cells)]
    rows = [[name, "Li", cell] for name, (cell, _, _) in zip(people, cells, strict=True)]
    table = Table.from_rows([given, family, title], rows)
    book = ClientBook(MemoryStore(), settings=attrs.evolve(SAFE, default_region="FR"))
    book.imports.run(table, by=ANNE)
    for name, (_, _, code) in zip(people, cells, strict=True):
        (found,) = book.search.find(name)
        gender = book.clients.get(found.id).profile.gender
        assert gender is not None
        assert gender.code.value == code


def test_dutch_and_spanish_letters_part_by_the_language() -> None:
    """K16: V beside M is "vrouw" or "varón"; only the titles tell."""
    assert decide_letters("vm", "nl") is None
    assert decide_letters("vm", "es") == "VM"


def test_a_person_may_say_what_the_letters_are() -> None:
    """V2: the choice is a part of the mapping, and stands in its JSON; an older one lacks it."""
    table = Table.from_rows(["First name", "Gender"], [["Ann", "M"]])
    book = ClientBook(MemoryStore())
    mapping = book.imports.suggest(table).with_column(1, gender_letters="HM")
    assert Mapping.from_json(mapping.to_json()) == mapping
    older = mapping.to_json().replace('"gender_letters": "HM"', '"gender_letters": null')
    assert Mapping.from_json(older).columns[1].gender_letters is None
    book.imports.run(table, mapping, by=ANNE)
    (ann,) = book.search.find("Ann")
    gender = book.clients.get(ann.id).profile.gender
    assert gender is not None
    assert gender.code.value == "female"


@pytest.mark.parametrize(
    ("titles", "cells", "rows"),
    [
        (("Nombre", "Apellidos", "Sexo"), "MMM", 3),
        (("Nome", "Sobrenome", "Sexo"), "MM", 2),
        (("Nombre", "Apellidos", "Sexo"), "MF", 0),
        (("Nombre", "Apellidos", "Sexo"), "MH", 0),
        (("Nombre", "Apellidos", "Sexo (M/F)"), "MM", 0),
        (("Prénom", "Nom de famille", "Sexe"), "MM", 0),
        (("First name", "Last name", "Gender"), "MM", 0),
    ],
)
def test_one_letter_alone_is_said(titles: tuple[str, ...], cells: str, rows: int) -> None:
    """K16: M may be "mujer" and "mulher" where no other letter tells."""
    table = Table.from_rows(list(titles), [[f"A{n}", "Gil", c] for n, c in enumerate(cells)])
    book = ClientBook(MemoryStore(), settings=attrs.evolve(SAFE, default_region="ES"))
    plan = book.imports.plan(table, book.imports.suggest(table))
    said = [w for w in plan.warnings if w.code is IssueCode.GENDER_AMBIGUOUS]
    assert [dict(w.params)["rows"] for w in said] == ([rows] if rows else [])
