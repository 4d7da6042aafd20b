"""Names of persons, kept whole and taken apart."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbook.domain.names import PersonName
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import IssueCode
from clientbook.parsing import parse_full_name, split_name

_NAMES = ("prefix", "given", "middle", "family", "suffix", "nickname", "maiden")

CASES = (Path(__file__).parents[1] / "data/names.txt").read_text("utf-8")
SPANISH = """
María José García López||María José||García López|||
Ana García López||Ana||García López|||
Ana García||Ana||García|||
Juan Carlos de la Vega Ruiz||Juan Carlos||de la Vega Ruiz|||
María del Carmen García López||María del Carmen||García López|||
García López, María José||María José||García López|||
"""


def _cases(table: str) -> list[tuple[str, dict[str, str]]]:
    rows = [line.split("|") for line in table.strip().splitlines()]
    return [(row[0], dict(zip(_NAMES, row[1:], strict=True))) for row in rows]


def _parts(name: PersonName) -> dict[str, str]:
    parts = {part: getattr(name, part) or "" for part in _NAMES}
    return parts | {"suffix": parts["suffix"].replace("QC, MP", "QC MP")}


@pytest.mark.parametrize(("text", "parts"), _cases(CASES)[1:])
def test_names_are_taken_apart(text: str, parts: dict[str, str]) -> None:
    """Capitals, commas, titles, particles, suffixes and née decide, else the last word."""
    assert _parts(split_name(text)) == parts


@pytest.mark.parametrize(("text", "parts"), _cases(SPANISH))
def test_spanish_names_end_in_two_family_names(text: str, parts: dict[str, str]) -> None:
    """The language, where known, says that there are two family names."""
    assert _parts(split_name(text, language="es")) == parts


def test_one_word_is_a_given_name() -> None:
    """A single word without a title is what the person is called."""
    assert split_name("Marie") == PersonName(full="Marie", given="Marie")


def test_full_name_is_kept_as_given() -> None:
    """V23, P5: a full name in one column stays in one piece; full alone is valid."""
    name = parse_full_name("  Marie\u200b  Dupont ")
    assert name == PersonName(full="Marie Dupont")
    assert split_name(name).full == "Marie Dupont"


def test_split_leaves_a_divided_name_alone() -> None:
    """A name that has its parts already, or no full form, comes back as it is."""
    divided = PersonName(given="Marie", family="Dupont", full="Dupont Marie")
    assert split_name(divided) is divided
    given_only = PersonName(given="Marie Dupont")
    assert split_name(given_only) is given_only


@pytest.mark.parametrize("text", ["", "  ", "\u200b\u200d", "\u202e"])
def test_blank_names_are_refused(text: str) -> None:
    """P5: blank, white-space-only and zero-width-only names are refused."""
    for read in (parse_full_name, split_name):
        with pytest.raises(InvalidValueError) as caught:
            read(text)
        assert caught.value.issue.code is IssueCode.BLANK_VALUE


@settings(max_examples=400, derandomize=True)
@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            ["Jean", "de", "la", "M.", "Mme", "DUPONT", ",", "Jr", "née", "(", '"', "y"]
        )
        | st.text(max_size=5),
        max_size=10,
    ).map(" ".join)
)
def test_no_text_breaks_the_splitter(text: str) -> None:
    """Any text is a name that keeps its full form, or refused."""
    try:
        name = split_name(text)
    except InvalidValueError:
        return
    assert name.full
    assert any(_parts(name).values()) or not any(map(str.isalnum, text))
