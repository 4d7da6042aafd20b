"""Yes and no, and stated genders."""

import re

import pytest

from clientbook.domain.genders import Gender, GenderCode
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import IssueCode
from clientbook.parsing import parse_flag, parse_gender

_YES = """yes|Oui|JA|sí|Si|true|1|1.0|x|X|✓|on|Subscribed|opted in|Opt-In|abonné|Inscrite|angemeldet
suscrito| oui |VRAI"""
_NO = """no|Non|NEIN|false|0|off|Unsubscribed|opted out|OPTED_OUT|désabonné|abgemeldet|no suscrito
never|jamais|FAUX|do not contact"""


@pytest.mark.parametrize("text", re.split(r"[|\n]", _YES))
def test_yes_in_four_languages(text: str) -> None:
    """What forms and exports write for yes."""
    assert parse_flag(text) is True


@pytest.mark.parametrize("text", re.split(r"[|\n]", _NO))
def test_no_in_four_languages(text: str) -> None:
    """What forms and exports write for no."""
    assert parse_flag(text) is False


POLITE = {
    True: "yes please|Yes, please!|oui svp|oui, merci|ja bitte|ja, gerne|sí por favor|sì grazie"
    "|sim por favor|ja graag|oui s'il vous plaît",
    False: "no thanks|No, thank you|non merci|nein danke|Nein, danke!|no gracias|no grazie"
    "|não obrigado(a)|Não, obrigada|nee bedankt|nee dank u",
}


@pytest.mark.parametrize("answer", POLITE)
def test_good_manners_change_no_answer(answer: bool) -> None:
    """A polite word behind a yes or a no says nothing more, in seven languages."""
    for text in POLITE[answer].split("|"):
        assert parse_flag(text) is answer, text


@pytest.mark.parametrize(
    "text", ["maybe", "2", "oui non", "y/n", "x" * 200, "thanks", "no please no"]
)
def test_neither_yes_nor_no(text: str) -> None:
    """Anything else is refused; a consent is never guessed."""
    with pytest.raises(InvalidValueError) as caught:
        parse_flag(text)
    assert caught.value.issue.code is IssueCode.INVALID_FLAG


@pytest.mark.parametrize("read", [parse_flag, parse_gender])
def test_blank_has_its_own_code(read: object) -> None:
    """A blank cell is neither yes nor no, and no gender."""
    assert callable(read)
    with pytest.raises(InvalidValueError) as caught:
        read(" \u200b")
    assert caught.value.issue.code is IssueCode.BLANK_VALUE


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        (
            GenderCode.FEMALE,
            ["F", "female", "Femme", "Mme", "Frau", "weiblich", "mujer", "Féminin"],
        ),
        (GenderCode.MALE, ["M", "male", "Homme", "M.", "Herr", "männlich", "hombre", "H", "Mr"]),
        (GenderCode.OTHER, ["O", "non-binary", "Non binaire", "divers", "otro"]),
        (GenderCode.DECLINED, ["prefer not to say", "Ne souhaite pas répondre", "keine Angabe"]),
        (GenderCode.NOT_APPLICABLE, ["Company", "Société"]),
    ],
)
def test_genders_in_four_languages(code: GenderCode, texts: list[str]) -> None:
    """P8: a stated gender is read in four languages; declining is an answer of its own."""
    assert {text: parse_gender(text).code for text in texts} == dict.fromkeys(texts, code)


def test_own_words_are_kept() -> None:
    """Words that the code alone would lose stay."""
    assert parse_gender("Genderfluid") == Gender(GenderCode.OTHER, "Genderfluid")
    assert parse_gender("Femme") == Gender(GenderCode.FEMALE)


@pytest.mark.parametrize("text", ["qwerty", "x" * 200])
def test_unknown_gender_is_refused(text: str) -> None:
    """Words that state no known gender are an error, not OTHER."""
    with pytest.raises(InvalidValueError) as caught:
        parse_gender(text)
    assert caught.value.issue.code is IssueCode.INVALID_VALUE
