"""Columns of exports that few ask for, and filters by what few hold."""

import csv
import io
from decimal import Decimal

import pytest
from tests.book.lists.test_exports import _export
from tests.book.people import ANNE, person

from clientbook.book import ClientBook
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import Attribute, AttributeDefinition, AttributeType
from clientbook.domain.consents import Channel
from clientbook.domain.dates import PartialDate
from clientbook.domain.filters import Filter
from clientbook.errors import InvalidValueError, MappingError

SMS = (Channel.SMS, "MARKETING")


def _rows(book: ClientBook, *columns: str) -> list[list[str]]:
    text = _export(book, list(columns)).decode()
    return [*csv.reader(io.StringIO(text, newline=""))][1:]


def test_parts_of_days_and_addresses_have_columns_of_their_own(book: ClientBook) -> None:
    """M10: another program's columns for parts are filled as an import would read them."""
    written = PostalAddress(full="1 Main St\n69001 Lyon")
    parts = PostalAddress(postcode="75001", locality="Paris")
    book.clients.create(
        person("Ann Roy", birthday=PartialDate(None, 6, 27), addresses=(written,)), by=ANNE
    )
    book.clients.create(
        person("Bo Sax", birthday=PartialDate(1988, 1, 2), addresses=(parts,)), by=ANNE
    )
    days = ("birth_date.year", "birth_date.month", "birth_date.day")
    assert _rows(book, *days) == [["", "6", "27"], ["1988", "1", "2"]]
    lines = ("address.line1", "address.line2", "address.line3", "address.postcode_city")
    assert _rows(book, *lines) == [["1 Main St", "69001 Lyon", "", ""], ["", "", "", "75001 Paris"]]


@pytest.mark.parametrize("column", ["phone.country_code", "phone.extension"])
def test_columns_that_are_read_only_are_refused(book: ClientBook, column: str) -> None:
    """M10: a part that only an import puts together is no column of an export."""
    with pytest.raises(MappingError, match="is read and not written; leave the column out"):
        _export(book, [column])


def test_a_column_of_opt_outs_says_nothing_of_who_agreed(book: ClientBook) -> None:
    """X37, M10: an import that reads "no" as an opt-out must not find one beside a yes."""
    for name, said in (("Ann", True), ("Bo", False), ("Cy", None)):
        client = book.clients.create(person(name), by=ANNE)
        if said is not None:
            book.consent.set_subscriptions(client.id, {SMS: said}, by=ANNE)
    out = _rows(book, "given_name", "consent.sms.optout")
    assert [row[1] != "" for row in out] == [False, True, False]


def test_values_are_looked_for_as_people_type_them(book: ClientBook) -> None:
    """K24: one word of a list and a whole number of a decimal are values to filter by."""
    for name, type_ in (
        ("Hobbies", AttributeType.LIST),
        ("Points", AttributeType.DECIMAL),
        ("Size", AttributeType.INTEGER),
    ):
        book.attributes.define(AttributeDefinition(name, type_), by=ANNE)
    values = (Attribute("hobbies", ("Golf", "Tea")), Attribute("points", Decimal(4)))
    ann = book.clients.create(person("Ann", attributes=values, tags=("vip",)), by=ANNE)
    bo = book.clients.create(person("Bo"), by=ANNE)

    def found(**where: object) -> list[str]:
        return [row.client_id for row in book.lists.page(Filter(**where))]  # type: ignore[arg-type]

    assert found(attributes=(("hobbies", "golf"),)) == [ann.id]
    assert found(attributes=(("points", 4),)) == [ann.id]
    assert found(missing=("tags",)) == [bo.id]
    with pytest.raises(InvalidValueError, match="no value that this attribute can have"):
        found(attributes=(("size", "large"),))


def test_who_may_not_book_has_a_column(book: ClientBook) -> None:
    """M10: an export that an import reads back says who is blocked, where anybody is."""
    ann = book.clients.create(person("Ann"), by=ANNE)
    assert "blocked" not in [str(c) for c in book.lists.usual_columns()]
    book.clients.block_booking(ann.id, by=ANNE)
    assert "blocked" in [str(c) for c in book.lists.usual_columns()]
