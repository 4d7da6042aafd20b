"""An import is read by the rules it began with, whatever the book is set to since."""

from collections.abc import Iterator
from io import BytesIO

import attrs
import pytest
from tests.book.imports.conftest import BY, FR, Clock, MakeBook, table_of

from clientbook import BookSettings, ClientBook, PersonName, Profile, Table, parse_phone
from clientbook.book.activities.timelines import BookKind
from clientbook.book.imports import committing
from clientbook.domain.imports import ImportRun, OutcomeKind, RunState
from clientbook.domain.phones import PhoneKind
from clientbook.domain.settings import EntryPoint, Requirements
from clientbook.errors import ImportStateError, InvalidProfileError, OperationCancelledError

TITLES = ["First name", "Last name", "Phone", "Birth date", "Reminders opt-out"]
WAITING = ["Hugo", "Fontayne", "01 42 34 56 78", "05/03/26", "2026-02-01 08:00"]
PARIS = attrs.evolve(
    FR, time_zone="Europe/Paris", unknown_phone_counts_as=PhoneKind.MOBILE, date_order="DMY"
)
READING = {
    "default_region": "CH",
    "date_order": "MDY",
    "time_zone": "America/Toronto",
    "unknown_phone_counts_as": PhoneKind.OTHER,
}
"""Settings that say what a cell means, and other values of them."""

OTHERS: list[dict[str, object]] = [{name: value} for name, value in READING.items()]
OTHERS += [READING, {"default_region": "ZZ"}]


def _phone() -> object:
    return parse_phone("01 42 34 56 78", region="FR")


def _hugo(book: ClientBook) -> str:
    profile = Profile(name=PersonName("Hugo", "Fontaine"), phones=(_phone(),))  # type: ignore[arg-type]
    return book.clients.create(profile, by=BY).id


def _read(book: ClientBook, client_id: str) -> tuple[object, ...]:
    """Return what was read of a row: its profile, and when they opted out."""
    said = book.activities.timeline(client_id, kinds=[BookKind.CONSENT]).items
    return book.clients.get(client_id).profile, [entry.at for entry in said]


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few rows are a chunk, so that a short file is interrupted in its middle."""
    monkeypatch.setattr(committing, "CHUNK_ROWS", 3)


@pytest.fixture
def clean(make_book: MakeBook) -> tuple[object, ...]:
    """What a row says in a book whose settings nobody changed."""
    book = make_book(PARIS, book="clean")
    _hugo(book)
    run = book.imports.run(Table.from_rows(TITLES, [WAITING]), by=BY)
    told = book.imports.decide_row(run.id, 2, into=None, by=BY)
    return _read(book, told.client_id or "")


@pytest.mark.parametrize("changes", OTHERS, ids="+".join)
@pytest.mark.parametrize("way", ["decided", "resumed", "mended"])
def test_what_a_cell_says_is_what_it_said_when_the_file_came(
    make_book: MakeBook,
    clock: Clock,
    clean: tuple[object, ...],
    changes: dict[str, object],
    way: str,
) -> None:
    """X35, X48: rows that wait, that are left and that come back are read by the import's rules.

    On the day the file came, 5 March 26 was a hundred years ago; a fortnight later it is not.
    """
    book = make_book(PARIS)
    if way != "resumed":
        _hugo(book)
    run = _begun(book) if way == "resumed" else _waiting(book)
    clock.forward(days=14)
    book.change_settings(attrs.evolve(book.settings, **changes), by=BY)  # type: ignore[arg-type]
    client_id = next(_ways(book, run, way))
    assert _read(book, client_id) == clean


def _waiting(book: ClientBook) -> ImportRun:
    run = book.imports.run(Table.from_rows(TITLES, [WAITING]), by=BY)
    assert run.counts.review == 1
    return run


def _begun(book: ClientBook) -> ImportRun:
    with pytest.raises(OperationCancelledError):
        book.imports.run(_long(), by=BY, progress=lambda p: p.phase != "importing")
    (run,) = book.imports.runs()
    assert run.state is RunState.COMMITTING
    return run


def _long() -> Table:
    """Return a table longer than what is written at once; the row to look at is its last."""
    rows = [[f"Ann{n}", "Li", "", "25/04/1980", ""] for n in range(5)]
    return Table.from_rows(TITLES, [*rows, WAITING])


def _ways(book: ClientBook, run: ImportRun, way: str) -> Iterator[str]:
    """Yield the client that the row became."""
    if way == "decided":
        yield book.imports.decide_row(run.id, 2, into=None, by=BY).client_id or ""
    elif way == "resumed":
        done = book.imports.resume(run.id, _long(), by=BY)
        (told,) = [o for o in book.imports.outcomes(done.id) if o.row == 7]
        yield told.client_id or ""
    else:
        out = BytesIO()
        book.imports.write_rejects(run.id, out, format="csv")
        book.clients.delete(book.search.find("Fontaine").items[0].id, by=BY)
        again = book.imports.run(book.imports.open(out.getvalue()), like=run.id, by=BY)
        (told,) = book.imports.outcomes(again.id)
        assert told.kind is OutcomeKind.CREATED
        yield told.client_id or ""


def test_what_the_book_asks_of_a_client_is_asked_today(make_book: MakeBook) -> None:
    """X35: requirements and limits are policy; a row that waited meets those of today."""
    book = make_book(PARIS)
    _hugo(book)
    run = _waiting(book)
    asked = ((point, Requirements(all_of=("email",))) for point in EntryPoint)
    book.change_settings(attrs.evolve(PARIS, requirements=tuple(asked)), by=BY)
    with pytest.raises(InvalidProfileError):
        book.imports.decide_row(run.id, 2, into=None, by=BY)


def _forget_reading(book: ClientBook, run: ImportRun) -> None:
    """Make a stored run what an earlier version wrote."""
    store, name = book.context.store, book.context.book
    with store.transaction(name):
        record = store.get_records(name, "import", [run.id])[run.id]
        body = {key: value for key, value in record.body.items() if key != "reading"}
        assert body != record.body
        store.put_records(name, [attrs.evolve(record, body=body)])


def test_a_run_of_an_earlier_version_is_read_as_the_book_is_set(make_book: MakeBook) -> None:
    """X42: it kept no rules; rows are decided, a change of settings keeps it from going on."""
    book = make_book(PARIS)
    _hugo(book)
    run = _waiting(book)
    _forget_reading(book, run)
    assert book.imports.get(run.id).reading is None
    assert book.imports.decide_row(run.id, 2, into=None, by=BY).kind is OutcomeKind.CREATED

    begun = _begun(make_book(PARIS, book="second"))
    second = make_book(PARIS, book="second")
    _forget_reading(second, begun)
    second.change_settings(attrs.evolve(PARIS, restore_days=5), by=BY)
    with pytest.raises(ImportStateError, match="other settings"):
        second.imports.resume(begun.id, _long(), by=BY)
    second.change_settings(PARIS, by=BY)
    assert second.imports.resume(begun.id, _long(), by=BY).state is RunState.DONE


def test_a_number_that_waited_stays_french(make_book: MakeBook) -> None:
    """X48: the region of a book changes from FR to CH; a local number is no wrong Swiss one."""
    book = make_book(FR)
    _hugo(book)
    run = _waiting(book)
    book.change_settings(attrs.evolve(FR, default_region="CH"), by=BY)
    told = book.imports.decide_row(run.id, 2, into=None, by=BY)
    assert book.clients.get(told.client_id or "").profile.phones[0].e164 == "+33142345678"


def test_rows_that_come_back_keep_the_order_of_dates_their_file_showed(
    make_book: MakeBook,
) -> None:
    """X16: the one row left of a file proves no order of its own; the import knows it."""
    book = make_book(attrs.evolve(FR, default_region="US"))
    table = table_of("First name|Phone|Birth date\nAnn||25/12/1980\nZoe|12|03/04/1981")
    run = book.imports.run(table, by=BY)
    assert run.counts.rejected == 1
    mended = table_of("First name|Phone|Birth date\nZoe|4155552671|03/04/1981")
    again = book.imports.run(mended, like=run.id, by=BY)
    assert again.counts.created == 1
    (zoe,) = book.search.find("Zoe").items
    assert str(zoe.profile.birthday) == "1981-04-03"


def test_settings_know_which_of_them_are_of_reading() -> None:
    """A new setting is put on one side on purpose: what a cell means, or what the book wants."""
    policy = {
        "language",
        "requirements",
        "on_duplicate",
        "limits",
        "imports",
        "topics",
        "partial_max",
        "restore_days",
        "names_sort_by",
        "opt_outs_follow_addresses",
    }
    assert {field.name for field in attrs.fields(BookSettings)} == policy | set(READING)
