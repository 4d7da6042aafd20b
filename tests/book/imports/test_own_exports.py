"""Exports of a book that read back as they are."""

import io

import pytest
from tests.book.imports.conftest import BY, MakeBook

from clientbook import SAFE, ClientBook
from clientbook.domain.attributes import Attribute, AttributeDefinition
from clientbook.domain.emails import EmailAddress
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.importing.mapping import UpdatePolicy
from clientbook.readers.opening import open_table
from clientbook.testing.strategies import HOSTILE_TEXTS
from clientbook.text import clean_text

HOSTILE = tuple(dict.fromkeys(t for t in map(clean_text, HOSTILE_TEXTS) if t and t != "null"))
COLUMNS = (
    "given_name", "family_name", "phone.mobile", "email.1", "company", "job_title", "custom:=1+1",
    "custom:'+x", "custom:@y",
)  # fmt: skip


def hostile_book(make_book: MakeBook) -> ClientBook:
    book = make_book(SAFE)
    for name in ("=1+1", "'+x", "@y"):
        book.attributes.define(AttributeDefinition(name), by=BY)
    for index, text in enumerate(HOSTILE):
        book.clients.create(
            Profile(
                name=PersonName(given=f"Zoé{index}", family=text),
                phones=(PhoneNumber(f"+1514555{1000 + index}", kind=PhoneKind.MOBILE),),
                emails=(EmailAddress(f"c{index}@example.org"),),
                company=text,
                job_title=text,
                attributes=tuple(Attribute(key, text) for key in ("=1+1", "'+x", "@y")),
            ),
            by=BY,
        )
    return book


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_importing_our_own_export_changes_nothing(make_book: MakeBook, form: str) -> None:
    """X27: hostile values and hostile titles come back as they were, in CSV and XLSX."""
    book = hostile_book(make_book)
    out = io.BytesIO()
    assert book.lists.export(out, columns=COLUMNS, format=form) == len(HOSTILE)
    table = open_table(out.getvalue(), header_row=1)
    mapping = book.imports.suggest(table)
    for index in range(len(COLUMNS)):  # a changed value would show as an update
        mapping = mapping.with_column(index, policy=UpdatePolicy.OVERWRITE)
    run = book.imports.run(table, mapping, by=BY)
    problems = [(o.row, o.kind, [i.code for i in o.issues]) for o in book.imports.outcomes(run.id)]
    assert run.counts.unchanged == len(HOSTILE), problems
    assert {d.name for d in book.attributes.list()} == {"=1+1", "'+x", "@y"}
