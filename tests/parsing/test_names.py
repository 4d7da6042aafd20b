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


@pytest.mark.parametrize(
    ("text", "given", "family", "maiden"),
    [
        *(
            (text, "Sophie", "BERNARD", "MARTIN")
            for text in (
                "MARTIN épouse BERNARD Sophie",
                "MARTIN ép. BERNARD Sophie",
                "MARTIN épse BERNARD Sophie",
                "MARTIN vve BERNARD Sophie",
                "MARTIN verh. BERNARD Sophie",
                "Mme MARTIN épouse BERNARD Sophie",
                "MARTIN épouse BERNARD, Sophie",
                "Sophie MARTIN épouse BERNARD",
                "MARTIN Sophie épouse BERNARD",
                "BERNARD née MARTIN Sophie",
                "BERNARD geb. MARTIN Sophie",
                "BERNARD nata MARTIN Sophie",
                "Sophie BERNARD née MARTIN",
            )
        ),
        ("Martin épouse Bernard Sophie", "Sophie", "Bernard", "Martin"),
        ("Mme Martin épouse de La Tour Sophie", "Sophie", "de La Tour", "Martin"),
        ("MARTIN EPOUSE BERNARD SOPHIE", "SOPHIE", "BERNARD", "MARTIN"),
        *(
            ("MARTIN épouse BERNARD", None, "BERNARD", "MARTIN"),
            ("DUPONT née PETIT", None, "DUPONT", "PETIT"),
        ),
        *(
            ("Sophie épouse Bernard", "Sophie", "Bernard", None),
            ("Mme vve Lambert", None, "Lambert", None),
        ),
        ("Mme Dupont veuve Martin", None, "Martin", "Dupont"),
    ],
)
def test_the_name_of_today_and_the_one_at_birth_are_told_apart(
    text: str, given: str | None, family: str, maiden: str | None
) -> None:
    """V23: whichever stands first, and wherever the given name is."""
    name = split_name(text)
    assert (name.given, name.family, name.maiden) == (given, family, maiden)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Freiherr Karl von Stein",
            "Graf Otto von Bismarck",
            "Gräfin Anna von Thun",
            "Baron Luc Petit",
        ),
        *("Baronne Marie de Staël", "Comte Jean de Paris", "Sir Ian McKellen", "Dame Judi Dench"),
        *("Capt. John Smith", "Capitaine Jean Petit", "Maj. John Smith", "Don Pedro Gil"),
        *("Doña Carmen Ruiz", "Conte Luca Rossi", "Jonkheer Jan van Loon", "Jhr. Jan van Loon"),
        *("Oberst Karl May", "Capitán Luis Gil", "Visconde João Silva", "Principessa Anna Rossi"),
    ],
)
def test_a_rank_before_two_words_is_a_title(text: str) -> None:
    """V23: of nobility and of the military, in seven languages."""
    rank, given, *_ = text.split()
    name = split_name(text)
    assert (name.prefix, name.given) == (rank, given)


@pytest.mark.parametrize(
    "text",
    [
        "Steffi Graf",
        "Graf Steffi",
        "Conde Nast",
        "Werner Herzog",
        "GRAF Anna Maria",
        "KING Anna Marie",
        "Graf, Steffi",
        "Karl Freiherr von Stein",
        "Gerhart Hauptmann",
        "Duc Tran Minh",
        "Marquis Deon Roy",
    ],
)
def test_a_rank_that_is_a_name_stays_one(text: str) -> None:
    """V23: before one word, behind others, or in the capitals of a family name."""
    name = split_name(text)
    assert name.prefix is None
    assert all(
        word.strip(",") in f"{name.given} {name.middle} {name.family}" for word in text.split()
    )
