"""X51: whatever a desk is handed, it answers or refuses in its own words, on every store."""

import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from inspect import Parameter, isfunction, signature
from typing import Any

import pytest
from tests.book.conftest import EVERY_STORE, region
from tests.book.people import ANNE, person

from clientbook import Attribute, ClientBook, ClientbookError, InvalidValueError, Table
from clientbook.book import names
from clientbook.domain.activities import Activity, ActivityKind, Conversation
from clientbook.domain.bulk import BulkEdit
from clientbook.domain.consents import Channel
from clientbook.domain.filters import Filter
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.settings import OnDuplicate
from clientbook.errors import StoreUnavailableError, WrongTypeError
from clientbook.storage.protocols import Store

LATE = datetime(9999, 12, 31, 23, 59, tzinfo=timezone(-timedelta(hours=14)))
HOSTILE: dict[str, Any] = {
    "None": None,
    "true": True,
    "minus one": -1,
    "too large for a store": 2**63,
    "too large to be written": 10**5000,
    "half": 2.5,
    "not a number": float("nan"),
    "bytes": b"x",
    "half of a pair": "\ud800",
    "NUL": "a\0b",
    "long": "x" * 5000,
    "an object": object(),
    "a list of nothing": [None],
    "a list of halves": ["\ud800"],
    "a mapping": {"a": 1},
    "a time without a zone": datetime(2026, 1, 1),  # noqa: DTZ001 - on purpose
    "a time after all": LATE,
}
NOW = datetime(2026, 3, 2, tzinfo=UTC)
TABLE = Table.from_rows(["First name", "E-mail"], [["Bo", "bo@x.fr"]])


def fitting(book: ClientBook, ann: str, bob: str) -> dict[str, Any]:
    """What fits the arguments of the desks, by their names."""
    return {
        "client_id": ann, "a": ann, "b": bob, "by": ANNE, "profile": person("Cy"),
        "where": Filter(),
        "activity": Activity.of("m", Conversation(), client_id=ann, at=NOW), "text": "ann",
        "kind": ActivityKind.CONVERSATION, "activity_id": "m", "name": "Size",
        "new_name": "Sizes",
        "edit": BulkEdit.tag("vip"), "patch": ProfilePatch(set={"company": "X"}),
        "expected": None, "ids": [bob], "events": [], "changes": {}, "channel": Channel.EMAIL,
        "topic": "GENERAL", "phone": "+33612345678", "day": date(2026, 1, 1), "table": TABLE,
        "at": NOW, "since": NOW, "before": NOW, "new_start": NOW, "out": io.BytesIO(), "pairs": [],
        "survivor_id": ann, "absorbed_ids": [bob], "contact": "+33612345678", "body": "Says",
        "clients": [], "act": lambda client: client, "years": 3, "channels": [Channel.EMAIL],
        "source": b"First name\nBo\n", "mapping": book.imports.suggest(TABLE), "ref": "r",
        "via": "booking", "appointment_id": "m", "run_id": "none", "merge_id": "none",
        "note_id": "none", "row": 2,
    }  # fmt: skip


def methods() -> Iterator[tuple[str, str]]:
    for attribute, desk in (
        (name, getattr(names, f"{kind}Desk"))
        for name, kind in {
            "clients": "Client", "search": "Search", "lists": "List", "imports": "Import",
            "consent": "Consent", "activities": "Activity", "self_service": "SelfService",
            "privacy": "Privacy", "history": "History", "attributes": "Attribute",
            "duplicates": "Duplicate", "merges": "Merge", "bulk": "Bulk", "retention": "Retention",
        }.items()
    ):  # fmt: skip
        for name in dir(desk):
            if not name.startswith("_") and isfunction(getattr(desk, name)):
                yield attribute, name


METHODS = sorted(methods())


def test_the_law_calls_every_desk() -> None:
    """X51: The table of methods is what the book has."""
    assert len(METHODS) > 95


def raised(method: Callable[..., Any], values: dict[str, Any]) -> Exception | None:
    try:
        found = method(**values)
        if isinstance(found, Iterator):
            list(found)
    except Exception as error:  # noqa: BLE001 - which it is, is what the law asks
        return error
    return None


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of calls by their old form
@EVERY_STORE
@pytest.mark.parametrize("desk", sorted({desk for desk, _ in METHODS}))
def test_no_argument_brings_an_error_of_somebody_else(store: Store, desk: str) -> None:
    """X51: the error is the library's, alike on every store, and no store calls itself corrupt."""
    book = ClientBook(store, settings=region("FR"))
    book.imports.save_template("Mine", book.imports.suggest(TABLE), TABLE, by=ANNE)
    strange = []
    for name in (name for of, name in METHODS if of == desk):
        ann = book.clients.create(person("Ann"), by=ANNE, on_duplicate=OnDuplicate.ALLOW).id
        bob = book.clients.create(person("Bob"), by=ANNE, on_duplicate=OnDuplicate.ALLOW).id
        method = getattr(getattr(book, desk), name)
        known = fitting(book, ann, bob)
        parameters = [
            p for p in signature(method).parameters.values() if p.kind is not Parameter.VAR_KEYWORD
        ]
        needed = {p.name: known.get(p.name) for p in parameters if p.default is Parameter.empty}
        for parameter in parameters:
            for what, hostile in HOSTILE.items():
                error = raised(method, needed | {parameter.name: hostile})
                ours = error is None or isinstance(error, ClientbookError)
                if isinstance(error, StoreUnavailableError) or not ours:
                    strange.append((name, parameter.name, what, error))
    assert strange == []


@EVERY_STORE
@pytest.mark.parametrize("limit", [True, None, 2.5, "10", 0, -1, 1001, 2**63])
def test_a_limit_is_refused_alike_by_every_desk_and_store(store: Store, limit: Any) -> None:
    """X51: one rule for the size of a page: 1 to 1,000, a whole number."""
    book = ClientBook(store, settings=region("FR"))
    ann = book.clients.create(person("Ann"), by=ANNE).id
    known = fitting(book, ann, ann)
    asked = 0
    for desk, name in METHODS:
        method = getattr(getattr(book, desk), name)
        parameters = signature(method).parameters.values()
        if "limit" not in signature(method).parameters:
            continue
        needed = {p.name: known.get(p.name) for p in parameters if p.default is Parameter.empty}
        needed.pop("plan", None)
        if name in ("preview", "kept"):
            continue  # they need a plan
        asked += 1
        with pytest.raises(InvalidValueError) as refused:
            method(**needed, limit=limit)
        assert refused.value.field == "limit"
    assert asked >= 14


@EVERY_STORE
def test_half_a_pair_in_a_title_fits_no_saved_template(store: Store) -> None:
    """X51: what is no character is refused by no encoder."""
    book = ClientBook(store, settings=region("FR"))
    book.imports.save_template("Mine", book.imports.suggest(TABLE), TABLE, by=ANNE)
    odd = Table.from_rows(["First name", "E-mail", "a\ud800"], [["Bo", "bo@x.fr", "x"]])
    assert book.imports.suggest(odd).columns[1].target is not None
    error = raised(book.imports.run, {"table": odd, "by": ANNE})
    assert error is None or isinstance(error, ClientbookError)


def test_values_that_no_store_holds_are_not_made() -> None:
    """X51: times after all calendars and numbers that cannot be written are refused at once."""
    with pytest.raises(InvalidValueError, match="years 1 to 9999"):
        Activity.of("m", Conversation(), client_id="a", at=LATE)
    with pytest.raises(InvalidValueError, match="1,000 digits"):
        Attribute("size", 10**5000)


@pytest.mark.parametrize("threshold", [2, -0.1, float("nan"), 95])
def test_a_threshold_is_a_probability(book: ClientBook, threshold: float) -> None:
    """X51: 95 per cent is 0.95: what no pair can reach is no question."""
    for ask in (book.duplicates.pairs, book.duplicates.clusters):
        with pytest.raises(InvalidValueError, match=r"threshold: .*from 0 to 1"):
            ask(threshold=threshold)


def test_a_condition_is_named_as_it_was_given(book: ClientBook) -> None:
    """X51: An unknown attribute is said of the condition that names it."""
    for where in (Filter(missing=("nope",)), Filter(attributes=(("nope", "x"),))):
        with pytest.raises(InvalidValueError) as caught:
            book.lists.page(where)
        given = "missing" if where.missing else "attributes"
        assert caught.value.field == f"filter.{given}"


def test_the_wrong_item_of_a_list_is_what_is_said(book: ClientBook) -> None:
    """X51: Who hands in a list with one wrong item is told of the item, not that a list is none."""
    with pytest.raises(WrongTypeError, match="expected a mapping in the list, got int"):
        Table.from_records([{}, 1])  # type: ignore[list-item]
    with pytest.raises(WrongTypeError, match="expected 2 values in the list, got str"):
        book.merges.safe_bulk(["id"], by=ANNE)  # type: ignore[list-item]
    with pytest.raises(WrongTypeError, match="expected a list of 2 values, got int"):
        book.merges.safe_bulk(1, by=ANNE)  # type: ignore[arg-type]


def test_an_import_that_never_was_is_no_filter(book: ClientBook) -> None:
    """X44, X51: it would let nobody through, as if that import had created nobody."""
    run = book.imports.run(TABLE, by=ANNE)
    assert book.clients.count(Filter(import_run=run.id)) == 1
    book.imports.undo(book.imports.plan_undo(run.id), by=ANNE)
    assert book.clients.count(Filter(import_run=run.id)) == 0
    with pytest.raises(InvalidValueError, match="no such import"):
        book.clients.count(Filter(import_run="nope"))


def test_the_error_names_argument_and_type(book: ClientBook) -> None:
    """X51: wrong types are refused with field and expected type."""
    with pytest.raises(WrongTypeError, match=r"client_id: .*expected str, got NoneType"):
        book.clients.get(None)  # type: ignore[arg-type]
    with pytest.raises(WrongTypeError, match=r"table: .*expected a Table, as .*, got NoneType"):
        book.imports.suggest(None)  # type: ignore[arg-type]
    with pytest.raises(WrongTypeError, match=r"out: .*expected a binary file, got str"):
        book.imports.template("x" * 5000)  # type: ignore[arg-type]
    with pytest.raises(WrongTypeError, match=r"out: .*expected a binary file, got StringIO"):
        book.lists.export(io.StringIO())  # type: ignore[arg-type]
    with pytest.raises(WrongTypeError, match=r"phone: .*expected str, got bytes"):
        book.consent.booking_gate(b"x")  # type: ignore[arg-type]
    with pytest.raises(WrongTypeError, match=r"keep: .*expected a list of one of appointment"):
        book.privacy.erase("x", by=ANNE, keep="ticket")
