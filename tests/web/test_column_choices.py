"""What is chosen for a column stands on its page again, also what few choose."""

from pathlib import Path

import attrs
import pytest
from tests.web.filing import Filing
from tests.web.sample import ANNA, sample_book
from tests.web.visitor import Visitor, read

from clientbook import MemoryStore
from clientbook.domain.settings import EntryPoint, Requirements
from clientbook.messages.catalogue import Language


@pytest.fixture
def visitor(tmp_path: Path) -> Visitor:
    return Visitor(sample_book(MemoryStore()), uploads=tmp_path / "uploads")


def chosen(visitor: Visitor, filing: Filing) -> list[str]:
    """What is selected on the page of the columns."""
    page = read(visitor.get(filing.file))
    return [str(a["value"]) for a in page.all("option") if "selected" in a]


def test_a_choice_is_taken_back(visitor: Visitor) -> None:
    """X53, K18: what a column was decided to be may be undecided again, or left out."""
    filing = Filing.of(visitor, b"Nom;Xyz\nRoy;red\n")
    for target in ("note", "skip", "new", "", "email.2", "address.work.3.street"):
        answer = visitor.post(filing.file, [("target.1", target), ("act", "save")])
        assert answer.status == 303
        assert target in chosen(visitor, filing) or target in ("", "new")
    visitor.post(filing.file, [("target.1", ""), ("act", "save")])
    answer = visitor.post(filing.file, [("target.1", ""), ("act", "look")])
    assert "Choose what" in read(answer).text


@pytest.mark.parametrize(
    ("needed", "words"),
    [
        (Requirements(any_of=("phone", "email")), "or"),
        (Requirements(all_of=("name", "phone")), "and"),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_a_row_has_to_hold_is_said(
    visitor: Visitor, needed: Requirements, words: str, language: Language
) -> None:
    """X53, K20: the page of the columns says what every row needs, in words."""
    book = visitor.book
    points = tuple((point, needed) for point in EntryPoint)
    book.change_settings(attrs.evolve(book.settings, requirements=points), by=ANNA)
    other = attrs.evolve(visitor, language=language)
    text = read(other.get(Filing.of(other, b"Nom;Xyz\nRoy;red\n").file)).text
    assert "imports.need" not in text
    if language == "en":
        assert f" {words} " in text
