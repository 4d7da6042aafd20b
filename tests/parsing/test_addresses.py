"""Countries, post codes and addresses from parts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbook.domain.addresses import AddressKind, PostalAddress
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import IssueCode
from clientbook.parsing import (
    country_code,
    heal_postcode,
    make_address,
    parse_address,
    read_address,
)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("FR", ["FR", "fra", "France", "FRANCE", "Frankreich", "Francia"]),
        ("DE", ["Germany", "Allemagne", "Deutschland", "Alemania", "DEU"]),
        ("US", ["USA", "U.S.A.", "United States", "États-Unis", "ETATS-UNIS", "EE.UU."]),
        (
            "GB",
            ["UK", "United Kingdom", "Royaume-Uni", "England", "Großbritannien", "Grossbritannien"],
        ),
        ("CH", ["Switzerland", "Suisse", "Schweiz", "Suiza"]),
        ("CI", ["Côte d'Ivoire", "cote d’ivoire", "Ivory Coast", "Elfenbeinküste"]),
        ("CA", ["Canada", "Kanada", "Canadá", " ca "]),
        ("ES", ["Spain", "Espagne", "Spanien", "España"]),
        ("BA", ["Bosnia & Herzegovina", "Bosnia and Herzegovina", "Bosnie-Herzégovine"]),
        ("NL", ["The Netherlands", "Pays-Bas", "Niederlande", "Holland"]),
        ("CZ", ["Czech Republic", "Czechia", "Tchéquie"]),
    ],
)
def test_countries_are_known_by_code_and_name(code: str, names: list[str]) -> None:
    """A country is found by both ISO codes and its name in four languages."""
    assert {name: country_code(name) for name in names} == dict.fromkeys(names, code)


@pytest.mark.parametrize("text", ["", "XX", "Atlantis", "Québec", "x" * 1000])
def test_what_is_no_country_has_no_code(text: str) -> None:
    """A text that names no country gives None."""
    assert country_code(text) is None


def test_every_iso_code_is_known() -> None:
    """The table holds every officially assigned code, each with names."""
    codes = {a + b for a in _ALPHABET for b in _ALPHABET} & {
        c for c in map(country_code, (a + b for a in _ALPHABET for b in _ALPHABET)) if c
    }
    assert len(codes) == 250
    assert all(country_code(code.lower()) == code for code in codes)


_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@pytest.mark.parametrize(
    ("text", "country", "healed"),
    [
        ("1000", "FR", "01000"),
        ("1000.0", "FR", "01000"),
        ("75001.0", "FR", "75001"),
        ("2138", "US", "02138"),
        ("501", "US", "00501"),
        ("2138-1234", "US", "02138-1234"),
        ("1067", "DE", "01067"),
        ("100", "IT", "00100"),
        ("8001", "ES", "08001"),
        ("800", "AU", "0800"),
        ("1310100", "BR", "01310100"),
    ],
)
def test_lost_zeros_of_post_codes_come_back(text: str, country: str, healed: str) -> None:
    """A post code is healed where the country's rules prove its zero."""
    assert heal_postcode(text, country) == (healed, True)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("1000", None),
        ("1000", "CH"),
        ("1000", "BE"),
        ("1000", "AU"),
        ("75001", "FR"),
        ("999", "FR"),
        ("H2X 1Y4", "CA"),
        ("SW1A 1AA", "GB"),
        ("", "FR"),
        ("12345678901", "FR"),
    ],
)
def test_post_codes_without_proof_stay(text: str, country: str | None) -> None:
    """Nothing is added to a post code on a guess."""
    assert heal_postcode(text, country) == (text, False)


@pytest.mark.parametrize(
    ("text", "near", "code", "country"),
    [
        *(("D-53111", "FR", "53111", "DE"), ("F-75011", "FR", "75011", "FR")),
        *(("CH-1003", "FR", "1003", "CH"), ("A-8010", "DE", "8010", "AT")),
        *(("B-9000", "NL", "9000", "BE"), ("L-1234", "FR", "1234", "LU")),
        *(("I-00100", "FR", "00100", "IT"), ("NL-1012 AB", "DE", "1012 AB", "NL")),
        *(("DE 53111", "FR", "53111", "DE"), ("D 53111", None, "53111", "DE")),
        *(("d – 53111", "FR", "53111", "DE"), ("F75011", "BE", "75011", "FR")),
        *(("SE-111 22", "DE", "111 22", "SE"), ("S-111 22", "SE", "111 22", "SE")),
        *(("P-1000-205", "FR", "1000-205", "PT"), ("PL-00-950", "DE", "00-950", "PL")),
        *(("GB-SW1A 1AA", "FR", "SW1A 1AA", "GB"), ("D-1067", "FR", "01067", "DE")),
        *(("LV-1010", "FR", "LV-1010", "LV"), ("LT-01001", "FR", "LT-01001", "LT")),
    ],
)
def test_letters_before_a_post_code_are_its_country(
    text: str, near: str | None, code: str, country: str
) -> None:
    """P8: an address that names none has it; LV and LT are a part of their codes."""
    for parts in ({"postcode": text}, {"postcode_city": f"{text} Town"}, {"postcode_city": text}):
        address = make_address(parts, country=near)
        assert address is not None
        assert (address.postcode, address.country_code) == (code, country)
        assert address.locality == ("Town" if "Town" in "".join(parts.values()) else None)
        assert parse_address(parts, country=near) == address


@pytest.mark.parametrize(
    ("text", "near"),
    [
        *(("L1 8JQ", "GB"), ("B33 8TH", "GB"), ("M1 1AE", None), ("K1A 0B1", "CA")),
        *(("DE 19801", "US"), ("CA 90210", "US"), ("MA 02138", None), ("VLT 1117", "MT")),
        *(("B1636", "AR"), ("B 1636", "AR"), ("D02 AF30", "IE"), ("XX-8001", "CH"), ("A 12", "AT")),
    ],
)
def test_letters_of_a_post_code_of_its_own_stay(text: str, near: str | None) -> None:
    """P8: of a state, a province or a district, and what has no form of its country."""
    address = make_address({"postcode": text}, country=near)
    assert address == PostalAddress(postcode=text)


@pytest.mark.parametrize("country", ["France", "Narnia"])
def test_letters_of_another_country_stay_and_are_said(country: str) -> None:
    """P8: what the row states wins."""
    reading = read_address({"postcode": "D-53111", "country": country})
    assert reading is not None
    assert (reading.address.postcode, reading.country_contradicted) == ("D-53111", True)
    assert not read_address({"postcode": "D-53111", "country": "D"}).country_contradicted  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "code", "town"),
    [
        *(("75011 - Paris", "75011", "Paris"), ("75 011 Paris", "75011", "Paris")),
        *(("Paris (75011)", "75011", "Paris"), ("75011, Paris", "75011", "Paris")),
        *(("Paris - 75011", "75011", "Paris"), ("75011/Paris", "75011", "Paris")),
        *(
            ("D 60311 Frankfurt am Main", "60311", "Frankfurt am Main"),
            ("Wien, A-1010", "1010", "Wien"),
        ),
        *(("75011 Paris Cedex 11", "75011", "Paris Cedex 11"), ("00000 Paris", None, "Paris")),
        *(("L1 8JQ Liverpool", "L1 8JQ", "Liverpool"), ("Saint-Denis", None, "Saint-Denis")),
        *(("Bad Ems", None, "Bad Ems"), ("D 12 B", None, "D 12 B")),
    ],
)
def test_a_post_code_and_its_town_are_told_apart(text: str, code: str | None, town: str) -> None:
    """P8: whatever stands between them, and whichever comes first."""
    address = make_address({"postcode_city": text}, country="FR")
    assert address is not None
    assert (address.postcode, address.locality) == (code, town)


@pytest.mark.parametrize("text", ["00184 Roma RM", "00184 Roma (RM)", "I-00184 Roma RM"])
def test_an_italian_province_is_the_region_of_its_town(text: str) -> None:
    """P8: in Italy, where two letters behind the town are always its province."""
    address = make_address({"postcode_city": text}, country="IT")
    assert address is not None
    assert (address.postcode, address.locality, address.region) == ("00184", "Roma", "RM")


@pytest.mark.parametrize("text", ["00000", "0000", "00-000", "xxxxx", "none", "n.c."])
def test_noughts_are_no_post_code(text: str) -> None:
    """X39: the rest of the address stays."""
    assert make_address({"postcode": text, "locality": "Paris"}) == PostalAddress(locality="Paris")


def test_address_is_assembled_from_parts() -> None:
    """P8: parts become one address; the country's code is read, the post code healed."""
    address = make_address(
        {
            "street": " 1 rue X ",
            "street_2": "Bât B",
            "postcode": "1000",
            "locality": "Bourg",
            "country": "France",
            "region": "",
        },
        kind=AddressKind.WORK,
    )
    assert address == PostalAddress(
        street="1 rue X",
        extended="Bât B",
        postcode="01000",
        locality="Bourg",
        country="France",
        country_code="FR",
        kind=AddressKind.WORK,
    )


def test_blank_parts_are_no_address() -> None:
    """An address of blank cells is None, not an error."""
    assert make_address({}) is None
    assert make_address({"street": " ", "full": "\n", "country": "\u200b"}) is None


def test_assumed_country_heals_but_is_not_stored() -> None:
    """The book's country proves a post code; nobody wrote it into the address."""
    address = make_address({"postcode": "1000"}, country="FR")
    assert address == PostalAddress(postcode="01000")


def test_healing_of_an_address_is_said() -> None:
    """The caller learns that a post code was healed, and only then."""
    parts = {"postcode": "1000", "country": "France"}
    healed = read_address(parts)
    whole = read_address(parts | {"postcode": "01000"})
    assert healed is not None
    assert whole is not None
    assert (healed.postcode_healed, whole.postcode_healed) == (True, False)
    assert healed.address == whole.address
    assert read_address({}) is None


def test_unknown_country_is_kept_as_written() -> None:
    """A country without a code keeps its words."""
    assert make_address({"country": "Atlantis"}) == PostalAddress(country="Atlantis")
    assert make_address({"country_code": "Atlantis"}) == PostalAddress(country="Atlantis")
    assert make_address({"country_code": "fr"}) == PostalAddress(country_code="FR")


def test_full_address_keeps_its_lines() -> None:
    """An address in one cell keeps its line breaks."""
    address = make_address({"full": "1 rue X\n01000 Bourg"})
    assert address is not None
    assert address.full == "1 rue X\n01000 Bourg"


def test_too_long_part_is_refused() -> None:
    """A part over the limit is an error of that value."""
    with pytest.raises(InvalidValueError) as caught:
        make_address({"street": "x" * 501})
    assert caught.value.issue.code is IssueCode.VALUE_TOO_LONG


@settings(max_examples=200, derandomize=True)
@given(st.text(max_size=20), st.sampled_from([None, "FR", "US", "DE", "CH"]))
def test_healing_twice_is_healing_once(text: str, country: str | None) -> None:
    """A healed post code is whole."""
    once, _ = heal_postcode(text, country)
    assert heal_postcode(once, country) == (once, False)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("CH - Suisse", "CH"), ("Suisse (CH)", "CH"), ("FR-France", "FR"), ("DE/Germany", "DE")),
        *(("Guinea-Bissau", "GW"), ("CH - France", None), ("Suisse (Genève)", None), ("-", None)),
    ],
)
def test_a_country_said_twice_is_one(text: str, code: str | None) -> None:
    """Its code beside its name, whatever stands between; two countries are none."""
    assert country_code(text) == code


MIXED = """
FR|postcode=75001 Paris|75001|Paris|
DE|postcode=10115 Berlin|10115|Berlin|
PT|postcode=1100-053 Lisboa|1100-053|Lisboa|
NL|postcode=3511AB Utrecht|3511AB|Utrecht|
GB|postcode=LS1 4AP, Leeds|LS1 4AP|Leeds|
FR|locality=75001 Paris|75001|Paris|
US|locality=Boston, MA 02134|02134|Boston|MA
US|locality=Boston, MA 02134;region=MA;postcode=02134|02134|Boston|MA
CH|locality=Zürich 8001|8001|Zürich|
FR|postcode=75001 Paris;locality=PARIS|75001|Paris|
FR|postcode=75001;locality=75001 Paris|75001|Paris|
FR|postcode=75001 Paris;locality=Lyon|75001 Paris|Lyon|
FR|postcode=69003;locality=75001 Paris|69003|75001 Paris|
US|locality=Boston, MA 02134;region=NY|None|Boston, MA 02134|NY
FR|postcode=75008 CEDEX 08|75008 CEDEX 08|None|
AU|postcode=2000 NSW|2000 NSW|None|
AU|postcode=NSW 2000|NSW 2000|None|
DE|postcode=10115 Germany|10115 Germany|None|
GB|postcode=SW1A 1AA|SW1A 1AA|None|
IE|postcode=D02 AF30|D02 AF30|None|
FR|locality=Paris 15e|None|Paris 15e|
DE|locality=Berlin 12|None|Berlin 12|
"""


@pytest.mark.parametrize("line", MIXED.strip().splitlines())
def test_a_code_and_its_town_in_one_part_are_parted(line: str) -> None:
    """Where the other part is blank or says the same; else the texts stay."""
    country, told, *expected = line.split("|")
    parts = dict(part.split("=", 1) for part in told.split(";"))
    reading = read_address(parts, country=country)
    assert reading is not None
    address = reading.address
    found = (address.postcode, address.locality, address.region or "")
    assert [str(text) for text in found] == expected


FILLERS = "aucun|néant|none|kein|geen|nessuno|N.C.|NR|nvt|xxx|ninguno|nenhum"


@pytest.mark.parametrize("filler", FILLERS.split("|"))
def test_a_word_for_none_is_no_town_and_no_street(filler: str) -> None:
    """They are blank as in other columns; a region may be NB, and Leer is a town."""
    for part in ("locality", "street", "district"):
        assert read_address({part: filler}) is None
    for part, text in (("locality", "Leer"), ("region", "NB"), ("locality", "Nice")):
        reading = read_address({part: text})
        assert reading is not None
