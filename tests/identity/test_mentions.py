"""A text says a name in every spelling that the identity rule calls the same name."""

import pytest

from clientbook import PersonName
from clientbook.identity.mentions import (
    SaidPart,
    Text,
    codes_said,
    lone_words,
    neighbours,
    said_by,
    spoken_names,
    without_titles,
    words_said,
)
from clientbook.matching.pairs.names import compatible_names

P = PersonName
SAID = [
    (P(given="小明", family="王"), "王小明"),
    (P(given="小明", family="王"), "小明 王"),
    (P(full="王小明"), "王 小明"),
    (P(given="太郎", family="山田"), "山田太郎様"),
    (P(given="민준", family="김"), "김민준"),
    (P(full="Mme Marie Dupont"), "Marie Dupont"),
    (P(full="Mme Marie Dupont"), "chez Madame DUPONT Marie"),
    (P(full="Dr. Smith, Zebedee"), "Zebedee Smith"),
    (P(full="Zebedee Smith Jr."), "Smith, Zebedee"),
    (P(given="Zebedee", family="Smith"), "Ze\u200bbedee\u00ad Smi\u200dth"),
    (P(given="Zebedee", family="Le Goff"), "Zebedee Legoff"),
    (P(given="Zebedee", family="Legoff"), "Le Goff Zebedee"),
    (P(given="Zebedee", family="O'Brien"), "O Brien Zebedee"),
    (P(given="Zebedee", family="OBrien"), "Zebedee O’Brien"),
    (P(given="Jean-Pierre", family="Roy"), "Jeanpierre ROY"),
    (P(given="Jeanpierre", family="Roy"), "Roy Jean Pierre"),
    (P(given="Zebedee", family="Smith-Qwert"), "Zebedee Smith"),
    (P(given="Zebedee", family="Smith-Qwert"), "Qwert, Zebedee"),
    (P(given="Emilie", middle="Zenobia", family="Roy"), "Zenobia Roy"),
    (P(given="Emilie", middle="Zenobia", family="Roy"), "Emilie Roy"),
    (P(given="Emilie", middle="Zenobia", family="Roy"), "E. Roy"),
    (P(given="Émilie", nickname="Zezette", family="Roy"), "zezette roy"),
    (P(given="Emilie", family="Roy", maiden="Qwert"), "Emilie Qwert"),
    (P(given="Emilie", family="Roy"), "chez l'Émilie Roy"),
    (P(given="Jean-Pierre", family="O’Neill-Tour"), "JP O'Neill"),
    (P(given="Jean-Pierre", family="de la Tour"), "J.-P. de la Tour"),
]
NOT_SAID = [
    (P(given="Zebedee", family="Smith"), "Zebedee Jones"),
    (P(given="Zebedee", family="Smith"), "Zebedeesmith"),
    (P(given="Ann", family="Roy"), "Annabel Royal"),
    (P(given="Jean", family="de la Tour"), "Jean de la Rue"),
    (P(given="Jean-Pierre", family="Roy"), "Jean-Paul Martin"),
    (P(given="小明", family="王"), "王大明"),
    (P(given="Sylvie"), "Sylvie Garnier"),
]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_a_spelling_of_the_same_name_says_it(name: PersonName, text: str) -> None:
    """X38, X31: swapped, joined, cut, without title or middle name, with what nobody sees."""
    assert said_by(Text(words_said(text)), spoken_names(name))


@pytest.mark.parametrize(("name", "text"), SAID)
def test_each_spelling_is_looked_up(name: PersonName, text: str) -> None:
    """X38: a row that says the name has one of the pairs of words it is sought by."""
    words = words_said(text.removesuffix("様"))
    held = {frozenset(words)} | {frozenset((a, b)) for a in words for b in words}
    assert any(not held.isdisjoint(spoken.sought()) for spoken in spoken_names(name))


@pytest.mark.parametrize(("name", "text"), NOT_SAID)
def test_another_name_says_nothing_of_it(name: PersonName, text: str) -> None:
    """X38: a text about somebody else stays."""
    assert not said_by(Text(words_said(text)), spoken_names(name))


PLAIN = ("Zebedee Legoff", "Zebedee Smith", "Jeanpierre ROY", "Emilie Roy", "E. Roy")


@pytest.mark.parametrize(("name", "text"), [case for case in SAID if case[1] in PLAIN])
def test_the_identity_rule_calls_it_the_same_name(name: PersonName, text: str) -> None:
    """X31: what is found in a text goes together with the name for the one rule as well."""
    assert compatible_names(name, PersonName(full=text))


def test_in_a_long_text_the_halves_stand_next_to_one_another() -> None:
    """X38: a remark that has both words somewhere speaks of other people."""
    spoken = spoken_names(P(given="Rose", family="Martin"))
    said = "please call back after nine and ask for Martin Rose about the garden fence"
    apart = "the rose bushes of the garden are cut by our gardener who is called Martin"
    assert said_by(Text(words_said(said)), spoken)
    assert not said_by(Text(words_said(apart)), spoken)
    assert frozenset(("martin", "rose")) in set(neighbours(words_said(said), 60))


def test_a_part_and_an_initial_are_told_from_the_whole() -> None:
    """X38: another person may be called so; the caller asks who is."""
    parts = {(s.given, s.family): s.part for s in spoken_names(P(given="Al Bo", family="Roy"))}
    assert parts[("albo", "roy")] is SaidPart.WHOLE
    assert parts[("bo", "roy")] is SaidPart.SOME
    assert parts[("a", "roy")] is SaidPart.INITIAL


def test_ids_in_a_text_are_words_of_letters_and_digits() -> None:
    """X38: "12" and a year are no ids of anybody."""
    assert codes_said("Duo CLI0042, 2024 for 12 (b-77)") == {"cli0042", "b-77"}


def test_words_that_may_stand_alone_are_no_titles() -> None:
    """X38: "Mme" names nobody; a name of two words may be written as one."""
    words = set(lone_words(P(given="Jean-Pierre", family="O’Neill", prefix="M.")))
    assert {"jean", "pierre", "jeanpierre", "neill", "oneill"} == words
    assert set(lone_words(P(full="Mme Marie de Roy"))) == {"marie", "roy"}
    assert without_titles(words_said("M. O'Neill")) == ("o", "neill")
    assert Text(words_said("rappeler l'Émilie")).says_word("emilie")
    assert Text(words_said("M. O Neill")).says_word("oneill")
