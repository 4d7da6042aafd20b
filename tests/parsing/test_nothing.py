"""Words for nothing: one list for every kind of value, in seven languages."""

from collections.abc import Callable

import pytest

from clientbook.errors import InvalidValueError
from clientbook.messages.issues import IssueCode
from clientbook.parsing import (
    DateOrder,
    is_no_value,
    is_nothing,
    parse_address,
    parse_date,
    parse_email,
    parse_flag,
    parse_gender,
    parse_name,
    parse_phone,
)
from clientbook.parsing.nothing import is_none_of, without_fillers

PARSERS: dict[str, Callable[[str], object]] = {
    "phone": lambda text: parse_phone(text, region="FR"),
    "email": parse_email,
    "date": lambda text: parse_date(text, order=DateOrder.DMY),
    "gender": parse_gender,
    "flag": parse_flag,
    "name": parse_name,
    "address": parse_address,
}
FILLERS = [
    *("-", "--", "—", "?", "???", "/", "...", "N/A", "n.a.", "#N/A", "(none)", "<null>"),
    *("NULL", "null", "\\N", "(null)", "[NULL]", "<NULL>"),
    *("Unspecified", "Not specified", "Not provided", "Unknown", "TBD"),
    *("Non spécifié", "NON RENSEIGNÉ", "non communiqué", "Inconnue", "Indéterminé", "s/o"),
    *("Nicht angegeben", "keine Angaben", "unbekannt", "k.A."),
    *("No especificado", "Desconocida", "sin datos", "No aplica"),
    *(
        "Non specificato",
        "sconosciuto",
        "Não informado",
        "desconhecido",
        "Niet opgegeven",
        "n.v.t.",
    ),
]
CROSSES = ["x", "X", "xx", "x x", "XX"]
NO_VALUE = [
    *("none", "NaN", "aucun", "Néant", "kein Telefon", "keine E-Mail", "sin correo"),
    *("pas d'email", "pas de portable", "no phone", "no e-mail", "nessuna email", "sem telefone"),
    *("geen nummer", "ninguno", "nenhum", "no mobile number"),
    *("no tiene", "não tem", "Nicht vorhanden", "entfällt", "nvt", "n. v. t.", "N.C.", "NC", "n/c"),
    *(
        "xxxxxxxxxx",
        "XX XX XX XX XX",
        "hat kein Telefon",
        "heeft geen",
        "n'a pas de mail",
        "no hay",
    ),
    *("non ha", "não possui", "fehlt", "o. A.", "non pervenuto", "does not have"),
]


@pytest.mark.parametrize("parse", PARSERS.values(), ids=PARSERS)
@pytest.mark.parametrize("text", FILLERS)
def test_a_filler_word_is_a_blank_for_every_parser(
    text: str, parse: Callable[[str], object]
) -> None:
    """X39, F10: what stands where nothing is says nothing, whatever the field."""
    if parse is PARSERS["gender"] and text in ("keine Angaben", "k.A."):
        return  # of a gender it is an answer: declined
    with pytest.raises(InvalidValueError) as caught:
        parse(text)
    assert caught.value.issue.code is IssueCode.BLANK_VALUE
    assert is_nothing(text)
    assert is_no_value(text)


@pytest.mark.parametrize("kind", ["phone", "email", "date"])
@pytest.mark.parametrize("text", NO_VALUE)
def test_a_word_for_none_is_a_blank_where_a_value_is_expected(text: str, kind: str) -> None:
    """X39, F10: "aucun", "pas d'email" refuse no row."""
    with pytest.raises(InvalidValueError) as caught:
        PARSERS[kind](text)
    assert caught.value.issue.code is IssueCode.BLANK_VALUE


@pytest.mark.parametrize("text", ["tem", "Tina", "a", "en", "Ann has", "x@x.xx", "contact"])
def test_a_word_without_a_no_is_no_blank(text: str) -> None:
    """X39: only a negation, and nothing but what is negated, says that there is none."""
    assert not is_no_value(text)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        *(("company", each) for each in ("aucune", "keine", "Privat", "néant", "Particulier")),
        *(("company", each) for each in ("private", "particular", "privato", "No", "geen")),
        *(("note", each) for each in ("nan", "None", "<NA>", "rien", "keine", "ninguna")),
        *(
            ("job_title", "aucun"),
            ("tags", "none"),
            ("tags", "* myContacts"),
            ("tags", "* starred"),
        ),
        *(("websites", "pas de site"), ("websites", "n.c.")),
    ],
)
def test_a_field_of_text_has_words_for_none_of_its_own(field: str, text: str) -> None:
    """X39: a family called Privat, a note that says no and a town called None keep their words."""
    assert is_none_of(field, text)
    assert not is_nothing(text)
    assert not is_none_of("locality", text)
    assert parse_name("Privat").full == "Privat"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("note", "no"),
        ("note", "privat"),
        ("company", "Privatbank"),
        ("tags", "friends"),
        ("company", "Nicht Vergessen GmbH"),
        ("job_title", "particulier"),
    ],
)
def test_a_word_that_says_something_of_its_field_stays(field: str, text: str) -> None:
    """X39: "no" is an answer in a note, and "private" says something of anything but a company."""
    assert not is_none_of(field, text)


@pytest.mark.parametrize("text", ["0", "0000000000", "00 00 00 00 00", "00-00-00"])
def test_a_number_of_noughts_is_none(text: str) -> None:
    """F10: a phone of noughts is how people pass a field that must be filled."""
    with pytest.raises(InvalidValueError) as caught:
        parse_phone(text, region="FR")
    assert caught.value.issue.code is IssueCode.BLANK_VALUE


@pytest.mark.parametrize(
    "name", ["Na", "Null", "None", "Nan", "Nil", "No", "Sin", "Ohne", "Blank", "X", "Ka", "Leer"]
)
def test_a_name_that_is_a_word_for_none_stays(name: str) -> None:
    """X39: people are called Null and Na; only words that are no name are blank in one."""
    assert parse_name(name).full == name


@pytest.mark.parametrize("text", ["✓", "0", "1.0", "+", "#1", "no smoking", "$", "a", "Ö"])
def test_a_sign_or_word_that_says_something_is_no_filler(text: str) -> None:
    """X39: signs are fillers only where nobody means anything by them."""
    assert not is_nothing(text)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"given": "Ann", "family": "NULL"}, {"given": "Ann"}),
        ({"given": "ann", "family": "NULL"}, {"given": "ann"}),
        ({"given": "ANN", "family": "null"}, {"given": "ANN"}),
        ({"given": "NULL", "family": "NULL"}, {}),
        ({"full": "null"}, {}),
        ({"given": "\\N", "family": "Roy"}, {"family": "Roy"}),
        ({"given": "Ann", "family": "Null"}, {"given": "Ann", "family": "Null"}),
        ({"given": "ANN", "family": "NULL"}, {"given": "ANN", "family": "NULL"}),
        ({"given": "ann", "family": "null"}, {"given": "ann", "family": "null"}),
        ({"given": "NULL", "family": "Null"}, {"family": "Null"}),
        ({"full": "Ann Null"}, {"full": "Ann Null"}),
    ],
)
def test_null_is_a_name_in_the_letters_of_the_names_beside_it(
    written: dict[str, str], said: dict[str, str]
) -> None:
    """X39: a database writes NULL beside Ann; whoever is called Null is written as Ann is."""
    assert without_fillers(written) == said
    if said:
        assert parse_name(written) == parse_name(said)


@pytest.mark.parametrize("text", CROSSES)
@pytest.mark.parametrize("kind", ["phone", "email"])
def test_a_cross_is_no_way_to_reach_anybody(kind: str, text: str) -> None:
    """X39: a column that is crossed out holds no number and no address; a flag it is elsewhere."""
    if kind == "email" and " " in text:
        return
    with pytest.raises(InvalidValueError) as caught:
        PARSERS[kind](text)
    assert caught.value.issue.code is IssueCode.BLANK_VALUE
