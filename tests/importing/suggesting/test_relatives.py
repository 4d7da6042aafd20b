"""A relative is reached for a client whom nobody reaches, and the value says whose it is."""

import attrs
import pytest

from clientbook import SAFE, Actor, ClientBook, MemoryStore, Table, suggest_mapping
from clientbook.importing import relatives
from clientbook.importing.suggesting.lexicon import SOURCES
from clientbook.importing.suggesting.phrases import parse

ANNE = Actor("anne")
ROLES = {"parent", "kin"}
READ = {
    "Alumno|Móvil madre|Móvil padre|Correo familia": ["phone.mobile", "phone.mobile.2", "email.1"],
    "Leerling|06 moeder|06 vader|Mail ouders": ["phone.mobile", "phone.mobile.2", "email.1"],
    "Aluno|Tlm mãe|Tlm pai|Mail dos pais": ["phone.mobile", "phone.mobile.2", "email.1"],
    "Pupil|Parent's mobile|Parent's e-mail": ["phone.mobile", "email.1"],
    "Élève|Parent 1 - portable|Parent 2 - portable": ["phone.mobile", "phone.mobile.2"],
    "Allieva|Cell mamma|Cell papà|Email genitore": ["phone.mobile", "phone.mobile.2", "email.1"],
    "Kind|Handy Mutter|E-Mail der Eltern": ["phone.mobile", "email.1"],
    "Alumno|Móvil|Móvil madre|Correo padre": ["phone.mobile", "custom", "email.1"],
    "Pupil|Email|Mother's mobile|Mother's email": ["email.1", "phone.mobile", "custom"],
}


def _targets(titles: str) -> list[str]:
    return [str(c.target) for c in suggest_mapping(Table.from_rows(titles.split("|")))]


@pytest.mark.parametrize("titles", READ)
def test_a_relative_is_reached_where_the_client_is_not(titles: str) -> None:
    """V22: of each kind by itself; beside one of the client's own it stays an attribute."""
    assert _targets(titles) == ["full_name", *READ[titles]]


def test_whose_number_it_is_is_kept_beside_it() -> None:
    """V22: the title is the label of a relative's number and mailbox, of no other."""
    book = ClientBook(MemoryStore(), settings=attrs.evolve(SAFE, default_region="ES"))
    titles = ["Alumno", "Móvil madre", "Correo familia"]
    table = Table.from_rows(titles, [["Ana Ruiz", "612 34 56 78", "a@example.org"]])
    book.imports.run(table, book.imports.suggest(table), by=ANNE)
    (found,) = book.lists.page(limit=9).items
    profile = book.clients.get(found.client_id).profile
    assert [phone.label for phone in profile.phones] == ["Móvil madre"]
    assert [email.label for email in profile.emails] == ["Correo familia"]


@pytest.mark.parametrize("language", SOURCES)
def test_the_words_of_relatives_are_those_of_the_lexicons(language: str) -> None:
    """V22: what is read as a relative's is labelled as one."""
    texts = (relatives.KIN[language], relatives.PARENTS[language])
    for word in ",".join(texts).split(","):
        assert ROLES.intersection(parse(word.strip(), (language,)).atoms), word
        assert " " in word.strip() or relatives.named_in(word), word
