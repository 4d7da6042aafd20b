"""X45: nobody is lost while somebody types, whatever of them is typed, and in which order."""

from datetime import date

import attrs
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clientbook.domain.addresses import PostalAddress
from clientbook.domain.clients import Client, Origin, OriginKind
from clientbook.domain.dates import PartialDate
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.searching.entries import make_entry
from clientbook.searching.queries import make_query
from clientbook.searching.readings import readings_of
from clientbook.searching.scanning import tier_of
from clientbook.testing.samples import START
from clientbook.testing.strategies import cell_texts

GIVEN = ("Sylvie", "Jean-Luc", "Zoé", "Jürgen", "太郎", "철수", "Ann")
FAMILY = ("Garnier", "Le Goff", "de La Tour", "Müller", "O'Brien", "田中", "김", "Dupont-Roux")
NUMBERS = {
    "+33698765432": ("0698765432", "06 98 76 54 32", "06.98.76.54.32", "+33 6 98 76 54 32"),
    "+14165550123": ("4165550123", "(416) 555-0123", "416-555-0123", "+1 416 555 0123"),
}


def finds(text: str, person: Client) -> bool:
    query = make_query(text, region="FR")
    return query is None or tier_of(query, make_entry(person)) is not None


@given(
    given_name=st.sampled_from(GIVEN),
    family=st.sampled_from(FAMILY),
    e164=st.sampled_from(sorted(NUMBERS)),
    data=st.data(),
)
@settings(max_examples=300, deadline=None)
def test_every_beginning_of_a_name_and_a_number_finds(
    given_name: str, family: str, e164: str, data: st.DataObject
) -> None:
    """X45: name and number in one text, in pieces, in any order, letter by letter."""
    profile = Profile(PersonName(given_name, family), phones=(PhoneNumber(e164),))
    person = Client("a", profile, Origin(OriginKind.MANUAL), START, START)
    number = data.draw(st.sampled_from([*NUMBERS[e164], e164[-4:], e164[-6:-1]]))
    unspaced = not (given_name + family).isascii() and len(given_name + family) < 5
    names = [family, given_name, f"{given_name} {family}", f"{family} {given_name}"]
    parts = [data.draw(st.sampled_from([*names, *([family + given_name] * unspaced)])), number]
    text = " ".join(data.draw(st.permutations(parts)))
    middle = number in (e164[-4:], e164[-6:-1])
    for end in range(1, len(text) + 1):
        typed = text[:end]
        if middle and typed.isdigit() and len(typed) < 4:
            continue  # alone, a middle is four digits or more
        assert finds(typed, person), typed
    assert finds(f"{family[:2]} tel:{number}", person)
    assert not finds(f"{family} 0700", person)


@given(
    born=st.dates(min_value=date(1890, 1, 1)),
    order=st.sampled_from(["dmy", "mdy", "ymd"]),
    separator=st.sampled_from("/.-"),
    zeros=st.booleans(),
    name=st.sampled_from(["", "Garnier ", "sylvie garnier "]),
)
@example(born=date(1980, 5, 17), order="dmy", separator="/", zeros=False, name="")
@example(born=date(1980, 5, 7), order="ymd", separator="-", zeros=False, name="")
@example(born=date(1980, 12, 7), order="dmy", separator=".", zeros=False, name="")
@example(born=date(2000, 1, 1), order="dmy", separator="/", zeros=False, name="Garnier ")
@settings(max_examples=300, deadline=None)
def test_no_beginning_of_a_birth_date_loses(
    born: date, order: str, separator: str, zeros: bool, name: str
) -> None:
    """X45: who was found by a beginning of a date stays, with and without its zeros."""
    profile = Profile(
        PersonName("Sylvie", "Garnier"),
        phones=(PhoneNumber("+33698765432"),),
        birthday=PartialDate(born.year, born.month, born.day),
    )
    person = Client("a", profile, Origin(OriginKind.MANUAL), START, START)
    width = 2 if zeros else 1
    parts = {"d": f"{born.day:0{width}d}", "m": f"{born.month:0{width}d}", "y": f"{born.year:04d}"}
    text = name + separator.join(parts[part] for part in order)
    found = [finds(text[:end], person) for end in range(1, len(text) + 1)]
    assert found[-1]
    assert found == sorted(found), text


def test_a_date_finds_its_day_alone() -> None:
    """X45: a whole day is that day, in either order; a beginning is as narrow as it can be."""
    profile = Profile(PersonName("Sylvie"), birthday=PartialDate(1980, 5, 7))
    person = Client("a", profile, Origin(OriginKind.MANUAL), START, START)
    for text in ("7/5/1980", "5/7/1980", "1980-5-7", "7/5/19", "7.5.80", "1980.5", "1980-5-0"):
        assert finds(text, person), text
    for text in (
        "8/5/1980",
        "7/5/1981",
        "1980-7-5",
        "7/6/19",
        "7/5/2",
        "7.5.81",
        "1980.4",
        "1980-5-1",
    ):
        assert not finds(text, person), text


def test_few_digits_behind_a_name_are_a_part_of_its_number() -> None:
    """X45: digits that begin four from the middle keep who has them, and nobody else."""
    profile = Profile(PersonName("Zoe", "Petit"), phones=(PhoneNumber("+33612345678"),))
    person = Client("a", profile, Origin(OriginKind.MANUAL), START, START)
    for text in ("petit 5", "petit 56", "petit 34 5", "zoe petit 567"):
        assert finds(text, person), text
    for text in ("petit 9", "petit 57", "56", "567", "567 petit"):
        assert not finds(text, person), text


def test_a_digit_behind_a_street_is_a_number_of_its_houses() -> None:
    """X45: one digit narrows: who types the number of a house is not shown the whole street."""

    def neighbour(house: str) -> Client:
        profile = Profile(PersonName("Ann"), addresses=(PostalAddress(f"Hauptstraße {house}"),))
        return Client("a", profile, Origin(OriginKind.MANUAL), START, START)

    assert finds("hauptstrasse 5", neighbour("5"))
    assert finds("hauptstrasse 5", neighbour("51"))
    assert not finds("hauptstrasse 5", neighbour("12"))


@given(cell_texts(max_size=200))
def test_a_text_has_few_readings_of_few_words(text: str) -> None:
    """X45: no text makes an endless query: each word is one look-up."""
    readings = readings_of(" ".join(text.split()))
    assert len(readings) <= 49
    assert all(0 < len(reading) <= 60 for reading in readings)


def test_a_name_in_a_script_without_spaces_is_found_across_two_fields() -> None:
    """X45: family and given name are typed in one, in either order; others are not found by it."""
    person = Client(
        "a", Profile(PersonName("太郎", "田中")), Origin(OriginKind.MANUAL), START, START
    )
    assert all(finds(text, person) for text in ("田", "田中太", "田中太郎", "太郎田中"))
    other = attrs.evolve(person, profile=Profile(PersonName("次郎", "田中")))
    assert not finds("田中太郎", other)
