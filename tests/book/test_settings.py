"""X48, X49: a book remembers what it is set to, and where it is kept."""

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import attrs
import pytest
from tests.book.conftest import EVERY_STORE, MakeBook, TurnedClock, region
from tests.book.people import ANNE, BOB, mobile, person

from clientbook import Table
from clientbook.book import ClientBook, changing_settings
from clientbook.book.consent.desk import BookingDecision
from clientbook.book.pacing import Pace
from clientbook.convert.settings import settings_from_document, settings_to_document
from clientbook.domain.consents import Channel
from clientbook.domain.dates import PartialDate
from clientbook.domain.filters import Filter
from clientbook.domain.journal import ChangeKind
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.settings import PRESETS, SAFE, SALON, BookSettings
from clientbook.errors import InvalidValueError, SettingsConflictError
from clientbook.searching.queries import Scope
from clientbook.storage.memory import MemoryStore
from clientbook.storage.protocols import Store
from clientbook.storage.sqlite import SqliteStore

TEXTING = attrs.evolve(region("US"), unknown_phone_counts_as=PhoneKind.MOBILE)
PARIS = attrs.evolve(region("FR"), time_zone="Europe/Paris")


@EVERY_STORE
def test_a_book_remembers_its_settings(store: Store) -> None:
    """X48: kept with the first write; afterwards nobody has to say them, and none may differ."""
    book = ClientBook(store, settings=PARIS)
    assert ClientBook(store).settings == SAFE
    book.clients.create(person("Ann", mobile()), by=ANNE)
    assert ClientBook(store).settings == PARIS
    assert ClientBook(store, settings=PARIS).settings == PARIS
    with pytest.raises(SettingsConflictError) as refused:
        ClientBook(store, settings=attrs.evolve(SALON, default_region="CA"))
    differing = ("default_region", "requirements", "on_duplicate", "unknown_phone_counts_as")
    assert refused.value.fields == (*differing, "time_zone")
    assert "change_settings" in str(refused.value)
    assert ClientBook(store, book="second").settings == SAFE


@EVERY_STORE
def test_two_that_open_a_new_book_meet_at_the_first_write(store: Store) -> None:
    """X48: whoever writes second is told, and nothing of theirs is written."""
    first, second = (ClientBook(store, settings=s) for s in (region("FR"), region("CA")))
    ann = first.clients.create(person("Ann"), by=ANNE)
    with pytest.raises(SettingsConflictError):
        second.clients.create(person("Bob"), by=BOB)
    assert (ClientBook(store).clients.count(), first.clients.get(ann.id)) == (1, ann)


@EVERY_STORE
def test_first_settings_are_those_of_a_new_book_alone(store: Store) -> None:
    """X48: they are kept with the first write, insist on nothing, and give way to who was first."""
    one = ClientBook(store, first_settings=region("FR"))
    other = ClientBook(store, first_settings=region("CA"))
    assert (one.settings.default_region, other.settings.default_region) == ("FR", "CA")
    one.clients.create(person("Ann"), by=ANNE)
    other.clients.create(person("Bob"), by=BOB)
    assert other.settings == one.settings == region("FR")
    changed = attrs.evolve(one.settings, restore_days=7)
    one.change_settings(changed, by=ANNE)
    assert ClientBook(store, first_settings=region("FR")).settings == changed
    with pytest.raises(SettingsConflictError):
        ClientBook(store, settings=region("FR"), first_settings=changed)


def test_what_was_rolled_back_is_kept_with_the_next_write(store: Store) -> None:
    """X48: settings are part of the unit of work that wrote them."""
    book = ClientBook(store, settings=PARIS)
    with pytest.raises(ZeroDivisionError), book.context.unit():
        raise ZeroDivisionError
    assert ClientBook(store).settings == SAFE
    book.clients.create(person("Ann"), by=ANNE)
    assert ClientBook(store).settings == PARIS


@EVERY_STORE
def test_settings_are_changed_on_purpose(store: Store) -> None:
    """X48, X50: the change is in the journal with its actor, and names what changed."""
    book = ClientBook(store, settings=region("FR"))
    book.clients.create(person("Ann"), by=ANNE)
    old = ClientBook(store)
    wanted = attrs.evolve(book.settings, restore_days=60, language="fr")
    assert book.change_settings(wanted, by=BOB) == book.settings == wanted
    assert book.clients.context.settings == wanted
    assert ClientBook(store).settings == wanted
    event = book.history.events()[-1]
    assert (event.kind, event.actor, event.fields) == (
        ChangeKind.SETTINGS,
        BOB,
        ("restore_days", "language"),
    )
    with pytest.raises(SettingsConflictError):
        old.change_settings(attrs.evolve(old.settings, restore_days=1), by=ANNE)
    book.change_settings(wanted, by=BOB)
    assert book.history.events()[-1] == event


def _answers(book: ClientBook) -> list[tuple[str, bool, bool, bool]]:
    """Return each client with what lists, search, gate and the decision about contact say."""
    found = []
    for row in book.lists.page().items:
        number = row.phone or ""
        sms = (Channel.SMS, "GENERAL")
        listed = {r.client_id for r in book.lists.page(Filter(may_contact=(sms,))).items}
        texted = {r.client_id for r in book.lists.page(Filter(has_mobile=True)).items}
        hits = {c.id for c in book.search.find(number, scope=Scope.NAME_OR_MOBILE)}
        gate = book.consent.booking_gate(number) is BookingDecision.CALL_US
        allowed = book.consent.may_contact(row.client_id, *sms).allowed
        assert (row.client_id in listed) == allowed
        assert (row.client_id in texted) == (row.client_id in hits) == gate
        found.append((row.client_id, allowed, row.client_id in texted, gate))
    return found


@EVERY_STORE
def test_lists_follow_the_settings_they_were_computed_with(store: Store) -> None:
    """X48, K24, P15, X37: after a change, lists, search, gate and contact give one answer."""
    book = ClientBook(store, settings=attrs.evolve(TEXTING, opt_outs_follow_addresses=False))
    number = PhoneNumber("+14155552671", PhoneKind.UNKNOWN)
    ann, zoe = (book.clients.create(person(name, number), by=ANNE) for name in ("Ann", "Zoe"))
    for client in (ann, zoe):
        book.clients.block_booking(client.id, by=ANNE)
    book.consent.set_subscriptions(ann.id, {(Channel.SMS, "*"): False}, by=ANNE)
    told = {ann.id: False, zoe.id: True}
    assert {i: allowed for i, allowed, _, _ in _answers(book)} == told
    for follow, kind in itertools.product((True, False), (PhoneKind.OTHER, PhoneKind.MOBILE)):
        wanted = attrs.evolve(
            book.settings, opt_outs_follow_addresses=follow, unknown_phone_counts_as=kind
        )
        book.change_settings(wanted, by=BOB)
        is_mobile = kind is PhoneKind.MOBILE
        for opened in (book, ClientBook(store)):
            answers = _answers(opened)
            assert {m for _, _, m, _ in answers} == {is_mobile}
            assert {i: a for i, a, _, _ in answers} == {
                ann.id: False,
                zoe.id: is_mobile and not follow,
            }


@pytest.mark.parametrize("same_call", [True, False])
def test_a_change_that_was_cut_short_goes_on_where_it_stopped(
    store: Store, monkeypatch: pytest.MonkeyPatch, same_call: bool
) -> None:
    """X48: units before the cut stay; whoever opens the book sees it and does the rest, noted once.

    A host calls finish_reindexing() where it starts; the same change again does as well.
    """
    book = ClientBook(store, settings=TEXTING)
    monkeypatch.setattr(Pace, "_learn", lambda *_: None)
    monkeypatch.setattr(Pace, "__init__", _small_steps)
    numbers = [PhoneNumber(f"+1415555267{n}", PhoneKind.UNKNOWN) for n in range(7)]
    for n, number in enumerate(numbers):
        book.clients.create(person(f"Ann{n}", number), by=ANNE)
    wanted = attrs.evolve(book.settings, unknown_phone_counts_as=PhoneKind.OTHER)
    steps = iter([changing_settings.refresh_consents, changing_settings.refresh_consents])

    def dies(*arguments: object) -> None:
        next(steps)(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(changing_settings, "refresh_consents", dies)
        with pytest.raises(StopIteration):
            book.change_settings(wanted, by=BOB)
    again = ClientBook(store)
    assert again.settings == wanted
    assert again.clients.count(Filter(has_mobile=True)) == 3
    events = again.history.events()
    assert again.is_reindexing
    if same_call:
        again.change_settings(wanted, by=BOB)
    else:
        again.finish_reindexing()
        again.finish_reindexing()
    assert again.clients.count(Filter(has_mobile=True)) == 0
    assert again.history.events() == events
    assert not again.is_reindexing


def _small_steps(pace: Pace) -> None:
    pace.rows, pace._aim, pace._most, pace._gap = 2, 1.0, 9e9, 0.0
    pace._clock, pace._sleep, pace._held, pace._released = (
        (lambda: 0.0),
        (lambda _: None),
        0.0,
        None,
    )


def test_the_language_is_no_conflict(store: Store) -> None:
    """X48: the language of messages is a default that each call may change."""
    ClientBook(store, settings=region("FR")).clients.create(person("Ann"), by=ANNE)
    french = attrs.evolve(region("FR"), language="fr")
    assert ClientBook(store, settings=french).settings.language == "fr"
    assert ClientBook(store, language="fr").settings == french
    assert ClientBook(store).settings.language == "en"


def test_opening_writes_nothing(tmp_path: Path) -> None:
    """X48, K22: neither with settings nor without; planning does not either."""
    path = tmp_path / "book.db"
    SqliteStore(path).close()
    before = path.read_bytes()
    store = SqliteStore(path)
    book = ClientBook(store, settings=PARIS)
    book.imports.plan(Table.from_rows(["First name", "E-mail"], [["Ann", "ann@example.org"]]))
    store.close()
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", PRESETS)
def test_every_setting_is_written_out(name: str) -> None:
    """X48: a document holds each setting, so that a later default changes no book."""
    settings = attrs.evolve(PRESETS[name], default_region="CA", language="fr", date_order="YMD")
    document = settings_to_document(settings)
    assert document.keys() == {a.name for a in attrs.fields(BookSettings)}
    assert settings_from_document(document) == settings
    del document["time_zone"]  # written before there was such a setting
    assert settings_from_document(document) == settings
    with pytest.raises(InvalidValueError, match="newer"):
        settings_from_document({**document, "colour": "red"})
    topics = [{"name": "ALL", "subscribed": False}]
    with pytest.raises(InvalidValueError, match="choose another name") as caught:
        settings_from_document({**document, "topics": topics})
    assert caught.value.field == "settings.topics"


def test_a_test_or_a_small_tool_says_nothing_of_it() -> None:
    """X48: a book in memory takes a preset in one line."""
    book = ClientBook(MemoryStore(), settings=SALON)
    assert book.clients.create(person("Ann"), by=ANNE).is_active


def _consented(book: ClientBook, *texts: str) -> list[datetime]:
    rows = [[f"Ann{n}", f"ann{n}@example.org", "yes", text] for n, text in enumerate(texts)]
    table = Table.from_rows(["First name", "E-mail", "Consent: E-mail", "Consent: date"], rows)
    run = book.imports.run(table, by=ANNE)
    ids = [outcome.client_id or "" for outcome in book.imports.outcomes(run.id)]
    return [book.consent.events(i)[0].at for i in ids]


@EVERY_STORE
def test_naive_times_are_read_where_the_book_is_kept(make_book: MakeBook) -> None:
    """X49: 08:00 in a Paris file is 07:00 UTC in winter and 06:00 in summer."""
    times = _consented(
        make_book(PARIS),
        "2026-03-01 08:00",
        "2025-07-02 08:00",
        "2025-07-02T08:00:00Z",
        "2025-07-02T08:00:00-04:00",
        "2025-07-02",
        "2025-03-30 02:30",  # left out by the change of clocks
        "2025-10-26 02:30",  # comes twice
    )
    assert [f"{at:%m-%d %H:%M}" for at in times] == [
        "03-01 07:00",
        "07-02 06:00",
        "07-02 08:00",
        "07-02 12:00",
        "07-01 22:00",
        "03-30 01:30",
        "10-26 00:30",
    ]
    assert all(at.tzinfo is UTC for at in times)


def test_today_is_its_today(make_book: MakeBook, clock: TurnedClock) -> None:
    """X49: the date turns at midnight where the book is kept, for birthdays as for imports."""
    zones = {"Pacific/Auckland": 18, "UTC": 17, "America/Montreal": 17}
    clock.now = datetime(2026, 5, 17, 13, 0, tzinfo=UTC)
    for number, (zone, day) in enumerate(zones.items()):
        settings = attrs.evolve(region("FR"), time_zone=zone)
        book = make_book(settings, book=f"b{number}")
        for born in (16, 17, 18):
            profile = person(f"Born{born}", mobile(), birthday=PartialDate(1980, 5, born))
            book.clients.create(profile, by=ANNE)
        today = [
            c.profile.display_name
            for c, _ in book.consent.birthdays_on(None, Channel.SMS, "GENERAL")
        ]
        assert (book.context.today().day, today) == (day, [f"Born{day}"])
        # A year of two digits is of this century up to today, and not a day beyond.
        rows = [["Ann", "17/05/26"], ["Bob", "18/05/26"], ["Cid", "19/05/26"]]
        book.imports.run(Table.from_rows(["First name", "Date of birth"], rows), by=ANNE)
        years = {
            c.profile.display_name: c.profile.birthday.year
            for c in book.search.find("ann").items + book.search.find("bob").items
            if c.profile.birthday
        }
        assert years == {"Ann": 2026, "Bob": 2026 if day == 18 else 1926}


@pytest.mark.parametrize("zone", ["Paris", "", "../etc/passwd", "Europe/Paris\x00", 3, "x" * 999])
def test_an_unknown_zone_is_refused(zone: object) -> None:
    """X49: with the field, at the constructor."""
    with pytest.raises(InvalidValueError, match="time_zone"):
        BookSettings(time_zone=zone)  # type: ignore[arg-type]


def test_windows_are_spans_of_time(make_book: MakeBook, clock: TurnedClock) -> None:
    """X49: a change of clocks neither shortens nor lengthens the days of a window."""
    clock.now = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)
    book = make_book(attrs.evolve(PARIS, restore_days=1))
    ann = book.clients.create(person("Ann"), by=ANNE)
    book.clients.delete(ann.id, by=ANNE)
    clock.now += timedelta(days=1)
    assert book.clients.restore(ann.id, by=ANNE).is_active


@EVERY_STORE
def test_an_opt_out_is_as_old_as_where_it_was_said(make_book: MakeBook) -> None:
    """X49, X36: "Unsubscribed at 08:00" in a Paris file is 06:00 UTC in summer: the order of what
    somebody said is the order in which they said it."""
    book = make_book(PARIS)
    rows = [["Ann", "ann@example.org", "2025-07-01 08:00"]]
    table = Table.from_rows(["First name", "E-mail", "Unsubscribed at"], rows)
    run = book.imports.run(table, by=ANNE)
    (outcome,) = book.imports.outcomes(run.id)
    assert outcome.client_id is not None
    (event,) = book.consent.events(outcome.client_id)
    assert (event.is_opt_out, event.at) == (True, datetime(2025, 7, 1, 6, tzinfo=UTC))


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """Two connections to one store, as two programs have them; in memory both are one."""
    made: tuple[Store, Store]
    if request.param == "memory":
        shared = MemoryStore()
        made = (shared, shared)
    elif request.param == "sqlite":
        made = (SqliteStore(tmp_path / "two.db"), SqliteStore(tmp_path / "two.db"))
    else:
        from clientbook.storage.postgres import PostgresStore

        database = request.getfixturevalue("postgres").new_database()
        made = (PostgresStore(database), PostgresStore(database))
    yield made
    for store in made:
        store.close()


@pytest.mark.parametrize("asked", [True, False])
def test_a_program_that_is_open_writes_by_the_settings_of_today(
    both: tuple[Store, Store], asked: bool
) -> None:
    """X48: another program changes them meanwhile; lists, search, gate and contact agree."""
    first = ClientBook(both[0], settings=TEXTING)
    first.clients.create(person("Bob"), by=ANNE)
    second = ClientBook(both[1], settings=TEXTING if asked else None, language="fr")
    desk = second.clients  # handed out before
    other = attrs.evolve(TEXTING, unknown_phone_counts_as=PhoneKind.OTHER)
    first.change_settings(other, by=ANNE)
    number = PhoneNumber("+14155552671", PhoneKind.UNKNOWN)
    ann = desk.create(person("Ann", number), by=BOB)
    assert second.settings == attrs.evolve(other, language="fr")
    for opened in (first, second, ClientBook(both[0])):
        opened.clients.block_booking(ann.id, by=ANNE)
        assert not any(texted for _, _, texted, _ in _answers(opened))
    second.change_settings(attrs.evolve(second.settings, restore_days=60), by=BOB)
    first.clients.create(person("Zoe"), by=ANNE)
    assert first.settings.restore_days == 60


def test_whoever_changes_has_read_what_they_change(both: tuple[Store, Store]) -> None:
    """X48: taking settings over never lets a stale change win."""
    first = ClientBook(both[0], settings=TEXTING)
    first.clients.create(person("Bob"), by=ANNE)
    second = ClientBook(both[1])
    first.change_settings(attrs.evolve(TEXTING, restore_days=60), by=ANNE)
    with pytest.raises(SettingsConflictError):
        second.change_settings(attrs.evolve(second.settings, partial_max=5), by=BOB)
    assert ClientBook(both[0]).settings.restore_days == 60


def test_settings_of_a_unit_that_failed_are_not_taken(store: Store) -> None:
    """X48: what was rolled back holds for nobody, in a unit of work and in a rehearsal."""
    book = ClientBook(store, settings=TEXTING)
    wanted = attrs.evolve(TEXTING, restore_days=60)

    def fail() -> None:
        with book.context.unit():
            book.change_settings(wanted, by=ANNE)
            assert book.settings == wanted
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert book.settings == TEXTING
    with book.rehearsal():
        book.change_settings(wanted, by=ANNE)
    assert book.settings == TEXTING
    book.clients.create(person("Bob"), by=ANNE)
    assert ClientBook(store).settings == TEXTING


@pytest.mark.parametrize("way", ["run", "plan", "mark", "gate"])
def test_what_is_read_before_it_is_written_is_read_by_the_settings_of_today(
    both: tuple[Store, Store], way: str
) -> None:
    """X48, X31: a file or a number that an open program reads means what it means today."""
    old = ClientBook(both[0], settings=region("FR"))
    old.clients.create(person("Ann"), by=ANNE)
    new = ClientBook(both[1])
    new.change_settings(attrs.evolve(new.settings, default_region="CH"), by=ANNE)
    if way == "mark":
        assert old.privacy.mark_shared("079 123 45 67", by=ANNE) == "p:+41791234567"
        return
    if way == "gate":
        zed = new.clients.create(
            person("Zed", PhoneNumber("+41791234567", PhoneKind.MOBILE)), by=ANNE
        )
        new.clients.block_booking(zed.id, by=ANNE)
        assert old.consent.booking_gate("079 123 45 67") is BookingDecision.CALL_US
        return
    row = ["Zed", "Quo", "0791234567"]
    table = Table.from_rows(["First name", "Last name", "Mobile phone"], [row])
    if way == "run":
        old.imports.run(table, by=ANNE)
    else:
        old.imports.commit(old.imports.plan(table), by=ANNE)
    assert new.imports.run(table, by=ANNE).counts.created == 0
    (found,) = new.search.find("quo").items
    assert found.profile.phones[0].e164 == "+41791234567"
