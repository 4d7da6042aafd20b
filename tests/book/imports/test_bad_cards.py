"""Cards of real phones with values that nothing can read."""

from collections.abc import Iterator

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbook import Actor, BookSettings, ClientBook
from clientbook.readers.opening import open_table
from clientbook.storage.memory import MemoryStore

_BY = Actor("tests", "tests")
_BAD = {
    "TEL;TYPE=WORK:36 39": "36 39",
    "TEL;TYPE=HOME:*123#": "*123#",
    "TEL;TYPE=FAX:call me": "call me",
    "EMAIL:nobody": "nobody",
    "EMAIL;TYPE=WORK:a b@c": "a b@c",
    "BDAY;VALUE=text:circa 1980": "circa 1980",
    "BDAY:1985-13-45": "1985-13-45",
    "GENDER:;it's complicated": "it's complicated",
    "LANG:not a language": "not a language",
    "URL:no page": "no page",
    "ADR;TYPE=HOME:;;1 Way;Town;;99;Nowhereland": "Nowhereland",
    "N:;;;Dr.;": "Dr.",
    "UID:u 1": "u 1",
}


def _import(*lines: str) -> tuple[ClientBook, int, int]:
    card = "\r\n".join(("BEGIN:VCARD", "VERSION:4.0", *lines, "END:VCARD", ""))
    book = ClientBook(MemoryStore(), book="b", settings=BookSettings(default_region="FR"))
    run = book.imports.run(open_table(card.encode()), by=_BY)
    return book, run.counts.created, run.counts.rejected


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _texts(part)


@pytest.mark.parametrize("line", _BAD)
def test_one_bad_value_costs_no_card(line: str) -> None:
    """F11, X39: the card is a client, and the text of the value is still in the book."""
    book, created, rejected = _import("FN:Anne Durand", "TEL;TYPE=CELL:0612345678", line)
    assert (created, rejected) == (1, 0)
    (client,) = book.search.find("durand").items
    assert [phone.e164 for phone in client.profile.phones] == ["+33612345678"]
    assert _BAD[line] in "\n".join(_texts(attrs.asdict(client.profile)))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(sorted(_BAD)), min_size=2, max_size=8, unique=True))
def test_many_bad_values_cost_no_card(lines: list[str]) -> None:
    """F11, X39: any of them together still make one client."""
    _, created, rejected = _import("FN:Anne Durand", "TEL;TYPE=CELL:0612345678", *lines)
    assert (created, rejected) == (1, 0)
