"""Firms as records: what their names are, and that a firm is not the person who answers for it."""

from typing import Any

import pytest

from clientbook.domain.addresses import PostalAddress
from clientbook.domain.emails import EmailAddress
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.matching import Frequencies, explain, find_pairs
from clientbook.matching.lists.columns import encode
from clientbook.matching.lists.counting import ListCounts
from clientbook.matching.pairs.firms import compare_firms, firm_of, firm_words, is_firm_name
from clientbook.matching.pairs.levels import FirmLevel

HEAD = PhoneNumber("+33143551234", PhoneKind.WORK)
HOME = (PostalAddress(street="12 rue du Lac", postcode="69001", locality="Lyon"),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Éts. MARTIN & Fils S.A.R.L.", ("etablissements", "martin", "fils")),
        ("Boulangerie du Lac", ("boulangerie", "lac")),
        ("Müller Elektrotechnik GmbH", ("muller", "elektrotechnik")),
        ("Nowak sp. z o.o.", ("nowak",)),
        ("Nowak sp z oo", ("nowak",)),
        ("Novák spol. s r. o.", ("novak",)),
        ("Kovač d.o.o.", ("kovac",)),
        ("S.A.", ("sa",)),
    ],
)
def test_a_firm_is_called_without_its_legal_form(text: str, words: tuple[str, ...]) -> None:
    """Legal form, small words, dots and abbreviations are no part of what a firm is called."""
    assert firm_words(text) == words


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Boulangerie Martin SARL", "boulangerie martin", FirmLevel.EXACT),
        ("Smith & Sons Plumbing Ltd", "Plumbing Smith and Sons", FirmLevel.EXACT),
        ("Transports Delacroix", "Transp. Delacroix Lyon", FirmLevel.SUBSET),
        ("Régie Transports Parisiens", "RTP", FirmLevel.SUBSET),
        ("Garage Beaumont", "Garage Beaumnot", FirmLevel.SLIP),
        ("Garage Beaumont", "Pharmacie Beaumont", FirmLevel.ALIKE),
        ("Wardchamp Équip. S.E.N.C.", "WARDCHAMP EQUIPEMENTS", FirmLevel.SLIP),
        ("Auto Nowak", "Automobiles Nowak", FirmLevel.EXACT),
        ("Bern Garage", "Bernard Garage", FirmLevel.CONFLICT),  # names are not cut, trades are
        ("Garage Beaumont", "Garage Petit", FirmLevel.CONFLICT),
        ("Garage Beaumont Rivière", "Pharmacie Beaumont Vallon", FirmLevel.PART),
    ],
)
def test_how_two_firms_compare(one: str, other: str, level: FirmLevel) -> None:
    """Company words decide, not letters: a trade that is shared makes no one firm of two."""
    a, b = " ".join(firm_words(one)), " ".join(firm_words(other))
    assert compare_firms(a, b) is compare_firms(b, a) is level


@pytest.mark.parametrize(
    ("name", "firm"),
    [
        (PersonName(full="Garage Martin SARL"), "garage martin"),
        (PersonName(family="Smith & Co"), "smith"),
        (PersonName(full="Ramot Transport"), "ramot transports"),
        (PersonName(full="Marine Dupont"), ""),
        (PersonName(full="Jean Martin"), ""),
        (PersonName(given="Anne", family="Boulangerie"), ""),
    ],
)
def test_a_name_in_one_piece_may_be_a_firms(name: PersonName, firm: str) -> None:
    """A legal form or a trade makes a firm; a person's two names never do."""
    assert firm_of(Profile(name=name)) == firm


def test_a_lone_word_is_no_firm() -> None:
    """One word tells nothing of what it names."""
    assert not is_firm_name("Garage")


def test_a_firm_is_not_its_contact() -> None:
    """A shared number and address do not make one record of a firm and a person of it."""
    firm = Profile(company="Garage Beaumont", phones=(HEAD,), addresses=HOME)
    person = Profile(
        name=PersonName("Luc", "Roy"), company="Garage Beaumont", phones=(HEAD,), addresses=HOME
    )
    assert not find_pairs({"firm": firm, "person": person})
    levels = {part.field: part.level for part in explain(firm, person).parts}
    assert levels["firm"] == "contact"


def test_one_firm_written_twice_is_found_in_either_column() -> None:
    """The company column here, the name column there, another legal form: one firm."""
    one = Profile(company="Serwis Beaumont Ltd", phones=(HEAD,), addresses=HOME)
    other = Profile(name=PersonName(full="Serwis Beaumont"), phones=(HEAD,), addresses=HOME)
    assert find_pairs({"one": one, "other": other})


def test_firms_have_a_site_and_persons_an_address() -> None:
    """A person of one name who lives elsewhere has moved; a firm of one name may be a branch."""
    town = PostalAddress(street="9 quai Perrache", postcode="69002", locality="Lyon")

    def fields(one: Profile, other: Profile) -> dict[str, tuple[str, float]]:
        return {part.field: (part.level, part.weight) for part in explain(one, other).parts}

    firms = fields(
        Profile(company="Garage Beaumont", addresses=HOME),
        Profile(company="Garage Beaumont SARL", addresses=(town,)),
    )
    persons = fields(
        Profile(name=PersonName("Luc", "Roy"), addresses=HOME),
        Profile(name=PersonName("Luc", "Roy"), addresses=(town,)),
    )
    assert firms["site"][0] == persons["address"][0] == "different_town"
    assert firms["address"] == persons["site"] == ("blank_blank", 0.0)


def test_branches_of_a_chain_are_as_many_firms_as_places() -> None:
    """M7: holders of a name are told apart by their postal codes; one firm twice stays one."""

    def branch(code: str | None) -> Profile:
        town = (PostalAddress(postcode=code, locality="Lyon"),)
        return Profile(company="Garage Beaumont", addresses=town)

    chain = [branch("69001"), branch("69002"), branch("69003"), branch(None)]
    alone = [branch("69001"), branch("69001"), branch(None)]
    name = firm_of(chain[0])
    for profiles, many in ((chain, 3), (alone, 1)):
        named = {str(n): profile for n, profile in enumerate(profiles)}
        assert Frequencies.of(profiles).count("c", name) == many
        assert ListCounts(encode(named.items())).count("c", name) == many


def test_a_branch_has_its_own_number_and_its_chain_one_mailbox() -> None:
    """M7: a number speaks for one branch against another, an address does not."""
    mail = (EmailAddress("contact@beaumont.fr"),)
    far = (PostalAddress(street="9 quai Perrache", postcode="33000", locality="Bordeaux"),)

    def weight(**shared: Any) -> float:
        one = Profile(company="Garage Beaumont", addresses=HOME, **shared)
        other = Profile(company="Garage Beaumont SARL", addresses=far, **shared)
        (pair,) = find_pairs({"a": one, "b": other}, threshold=1e-9, adapt=False)
        told = explain(one, other, frequencies=Frequencies.of([one, other]))
        assert pair.match_weight == told.match_weight
        return pair.match_weight

    assert weight(phones=(HEAD,)) > weight(emails=mail) + 2
    assert weight(phones=(HEAD,), emails=mail) > weight(phones=(HEAD,))


def test_a_number_that_two_persons_share_speaks_for_their_household() -> None:
    """M7: what holds for branches of firms does not for relatives."""
    one, other = (Profile(name=PersonName(given, "Roy"), phones=(HEAD,)) for given in ("L", "Luc"))
    (household,) = (p for p in explain(one, other).parts if p.field == "household")
    assert household.weight < -1
