"""X38, X21, D3, D4, D11: erased is gone, from wherever the book had it."""

import itertools
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import ClassVar

import attrs
import pytest
from tests.book.conftest import region
from tests.book.people import ANNE, BOB, person
from tests.book.privacy import store_dumps
from tests.book.privacy.markers import Markers, marked_profile

from clientbook import Table
from clientbook.book import ClientBook
from clientbook.book.privacy.registry import REGISTRY
from clientbook.domain import activities as acts
from clientbook.domain.activities import Activity
from clientbook.domain.attributes import AttributeDefinition, AttributeType
from clientbook.domain.clients import Client, ClientStatus, Origin, OriginKind
from clientbook.domain.consents import Channel, ConsentEvent, ConsentState
from clientbook.domain.names import PersonName
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.ports import LinkPreview, LinkReceipt
from clientbook.domain.profiles import FIELDS, Profile
from clientbook.domain.sales import Line
from clientbook.errors import StaleRevisionError
from clientbook.storage.memory import MemoryStore
from clientbook.storage.sqlite import SqliteStore

Dump = Callable[[], str]
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[ClientBook, Dump]]:
    """A book, and what gives every live row of its store as text."""
    store: object
    if request.param == "memory":
        store = memory = MemoryStore()
        dump = lambda: store_dumps.of_memory(memory)  # noqa: E731
    elif request.param == "sqlite":
        path = tmp_path / "book.db"
        store = in_file = SqliteStore(path)

        def dump() -> str:  # the words of the index go when it is rewritten, as the docs say
            in_file.compact()
            return store_dumps.of_sqlite(path)

    else:
        from clientbook.storage.postgres import PostgresStore

        dsn = request.getfixturevalue("postgres").new_database()
        store = PostgresStore(dsn)
        dump = lambda: store_dumps.of_postgres(dsn)  # noqa: E731
    ids = (f"c{n:04d}" for n in itertools.count(1))
    book = ClientBook(
        store,  # type: ignore[arg-type]
        settings=region("FR"),
        clock=lambda: NOW,
        make_id=lambda: next(ids),
        links=[HostRecords()],
    )
    yield (book, dump)
    store.close()  # type: ignore[attr-defined]


class HostRecords:
    """Records of a host under keys of its own, one for each client named."""

    name = "records"
    keys: ClassVar[dict[str, str]] = {}

    def linked(self, book: str, client_ids: Collection[str]) -> set[str]:
        return self.keys.keys() & {*client_ids}

    def preview(self, book: str, absorbed_ids: Sequence[str], survivor_id: str) -> LinkPreview:
        return LinkPreview((("record", len(self.linked(book, absorbed_ids))),))

    def reassign(
        self, book: str, absorbed_ids: Sequence[str], survivor_id: str
    ) -> tuple[LinkReceipt, ...]:
        return tuple(
            LinkReceipt(self.name, "record", self.keys[i], i, survivor_id, self.keys[i])
            for i in absorbed_ids
            if i in self.keys
        )

    def restore(self, book: str, receipts: Sequence[LinkReceipt]) -> tuple[LinkReceipt, ...]:
        return ()


def _acts(m: Markers, client: Client) -> Iterator[Activity]:
    start = NOW + timedelta(days=3)
    yield Activity.of(
        "a1", acts.Appointment(start, attendees=(acts.Attendee(client.id),), title=m("appointment"))
    )
    payloads: list[acts.Payload] = [
        acts.Conversation(subject=m("conversation")),
        acts.Estimate(Decimal(5), "EUR", number=m("estimate")),
        acts.BusinessEvent("REPAIR_ORDER", m("event"), m("event ref")),
        acts.Message(
            m("message"), attachments=(acts.AttachmentRef(m("file"), "a/b", 1, m("file ref")),)
        ),
        acts.Review("g", Decimal(4), comment=m("review")),
        acts.Ticket(Decimal(5), "EUR", (Line(m("ticket line")),)),
    ]
    for number, payload in enumerate(payloads):
        yield Activity.of(f"x{number}", payload, client_id=client.id, at=NOW)


def _said(m: Markers, client: Client) -> list[ConsentEvent]:
    """Return opt-outs of every reach under ids as hosts make them."""
    at = lambda what: m(f"{client.id} {what} id")  # noqa: E731
    email = client.profile.emails[0].address
    out, i = ConsentState.OPTED_OUT, client.id
    return [
        ConsentEvent(at("general"), i, None, "*", out, NOW),
        ConsentEvent(f"unsub:{at('topic')}", i, Channel.EMAIL, "MARKETING", out, NOW),
        ConsentEvent(at("named"), i, Channel.EMAIL, "*", out, NOW, address=email),
        ConsentEvent(at("elsewhere"), i, Channel.EMAIL, "*", out, NOW, address="x@example.net"),
        ConsentEvent(at("post"), i, Channel.POST, "*", out, NOW),
    ]


BAD = "bad(at"
"""An e-mail address that no reading accepts: the row is rejected."""


def _rows(m: Markers, name: PersonName, phone: str, email: str) -> dict[str, list[list[str]]]:
    """Return rejected rows in every shape in which they may speak of the person."""
    given, family, maiden = name.given or "", name.family or "", name.maiden or ""
    national = f"0{phone.removeprefix('+33')}"
    shapes: dict[str, list[list[str]]] = {
        "Prénom;Nom;E-mail;Remarque": [[given, family, BAD, m("row given first")]],
        "Nom;Prénom;E-mail;Remarque": [
            [family, given, BAD, m("row family first")],
            [family.upper(), given.lower(), BAD, m("row other case")],
            [maiden, given, BAD, m("row maiden")],
            [family, "", BAD, m("row family alone")],
        ],
        "Nom complet;E-mail;Remarque": [
            [f"{given} {family}", BAD, m("row full")],
            [f"{family}, {given}", BAD, m("row comma")],
            [f"{family} {given}", BAD, m("row full reversed")],
            ["", f"{email}; x{BAD}", m("row email in a longer cell")],
            ["", f"write to {email.replace('@', '(at)')} {BAD}", m("row email spelt out")],
            ["", f"<{email.upper()}> {BAD}", m("row email in brackets")],
        ],
        "E-mail;Téléphone;Remarque": [
            [BAD, national, m("row phone")],
            [BAD, phone, m("row phone abroad")],
            [BAD, f"bureau {national[:4]} {national[4:]} le soir", m("row phone in text")],
            [BAD, f"{phone[3:]}.0", m("row phone of a spreadsheet")],
        ],
    }
    return shapes


def _fill(book: ClientBook, m: Markers, folder: Path) -> Client:
    """Put a person into every place the book has."""
    book.attributes.define(AttributeDefinition("Likes", AttributeType.LIST), by=ANNE)
    other = book.clients.create(
        Profile(
            name=PersonName(given="Paul", family="Durand"), phones=(PhoneNumber("+33611112222"),)
        ),
        by=ANNE,
    )
    origin = Origin(OriginKind.INTEGRATION, ANNE, m("origin"))
    first = marked_profile(m, "old")
    client = book.clients.create(first, by=ANNE, origin=origin)
    now = marked_profile(m, "new")
    changes = {name: getattr(now, name) for name in FIELDS}
    client = book.clients.update(client.id, ProfilePatch(set=changes), expected=None, by=ANNE)
    twin = book.clients.create(
        attrs.evolve(marked_profile(m, "twin"), birthday=None),
        by=ANNE,
        origin=attrs.evolve(origin, ref=m("twin origin")),
    )
    book.clients.add_note(twin.id, m("note of the twin"), by=ANNE)
    HostRecords.keys = {twin.id: m("key of a record")}
    book.consent.record(_said(m, twin))
    book.merges.merge(book.merges.plan(client.id, [twin.id]), by=ANNE, reason=m("reason"))
    note = book.clients.add_note(client.id, m("note"), by=ANNE)
    book.clients.correct_note(note.id, m("note corrected"), by=ANNE)
    book.clients.block_booking(client.id, by=ANNE, reason=m("block"))
    book.consent.record(
        [
            ConsentEvent(
                m("opt-in id"), client.id, Channel.EMAIL, "MARKETING", ConsentState.OPTED_IN, NOW,
                address=f"{m.made['new email']}@example.org",
                source=m("consent source"), wording=m("wording"), evidence=m("evidence"),
            ),
            *_said(m, client),
        ]
    )  # fmt: skip
    for activity in _acts(m, client):
        book.activities.put(activity, by=ANNE)
    book.self_service.cancel(client.id, "a1", request_id=m("request"))
    book.duplicates.ignore(client.id, other.id, by=ANNE)
    phone, email = first.phones[0].e164, first.emails[0].address
    book.privacy.mark_shared(phone, by=ANNE)
    book.privacy.mark_shared(email, by=ANNE)
    assert first.name is not None
    for number, (header, rows) in enumerate(_rows(m, first.name, phone, email).items()):
        table = Table.from_rows(
            header.split(";"), [*rows, ["Durand", BAD, BAD, BAD][: len(rows[0])]]
        )
        book.imports.run(table, by=ANNE)
        assert number or table.row_count == 2
    path = folder / f"{first.name.given} {first.name.family}.csv"
    path.write_text("Prénom,E-mail\nDurand,bad\n")
    book.imports.run(book.imports.open(path), by=ANNE)
    given, family = first.name.given or "", first.name.family or ""
    named = Table.from_rows(["First name", "E-mail"], [["Durand", "d@example.org"]])
    book.imports.save_template(f"{given} {family}", book.imports.suggest(named), named, by=ANNE)
    titles = Table.from_rows([given, family, email], [["Durand", "Paul", BAD]])
    mapping = book.imports.suggest(titles)
    for title, target in ((given, "given_name"), (family, "family_name"), (email, "email")):
        mapping = mapping.assign(title, target)
    book.imports.save_template("What they sent", mapping, titles, by=ANNE)
    (refused,) = book.imports.outcomes(book.imports.run(titles, mapping, by=ANNE).id)
    assert refused.issues[0].column == email
    return book.clients.get(client.id)


_EMPTY = {
    "arrivals",
    "done_once",
    "bulk_edits",
    "proposed_pairs",
    "found_pairs",
    "import_answers",
    "import_keys",
    "said_again",
    "merged_history",
    "consents_of_others",
    "places_in_lists",
}
"""What the person of this test has none of; other tests show these."""


def test_what_is_erased_is_gone_from_every_live_row(
    kept: tuple[ClientBook, Dump], tmp_path: Path
) -> None:
    """X38: markers of a person in every place: all are exported, and after erase none is left."""
    book, dump = kept
    m = Markers()
    client = _fill(book, m, tmp_path)
    assert len(m.made) > 80
    assert m.found(dump()) == m.made.keys()
    export = book.privacy.export(client.id)
    assert export.keys() == {data.name for data in REGISTRY}
    assert {name for name, found in export.items() if not found} <= _EMPTY
    exported = m.found(json.dumps(export, ensure_ascii=False))
    assert m.made.keys() - exported == set()
    rejected = sum(run.counts.rejected for run in book.imports.runs())
    erased = book.privacy.erase(client.id, by=BOB)
    assert erased.status is ClientStatus.ERASED
    assert m.found(dump()) == set()
    assert not any(book.privacy.export(client.id).values())
    # Others keep theirs, and what was counted stays counted.
    assert book.search.find("durand").items
    assert sum(run.counts.rejected for run in book.imports.runs()) == rejected
    assert "Durand" in dump()


def test_a_purge_forgets_as_much(kept: tuple[ClientBook, Dump], tmp_path: Path) -> None:
    """X7, D13: after the restore window nothing is left either, but kept accounts."""
    book, dump = kept
    m = Markers()
    client = _fill(book, m, tmp_path)
    book.clients.delete(client.id, by=ANNE)
    later = ClientBook(
        book.context.store, settings=book.settings, clock=lambda: NOW + timedelta(days=31)
    )
    assert later.clients.purge(by=BOB) == (client.id,)
    assert m.found(dump()) == {"ticket line"}


def _rejected(book: ClientBook, *rows: list[str]) -> None:
    table = Table.from_rows(["Nom", "Prénom", "Téléphone", "E-mail", "Remarque"], list(rows))
    book.imports.run(table, by=ANNE)


def _named(given: str, family: str, *phones: str) -> Profile:
    return Profile(
        name=PersonName(given=given, family=family),
        phones=tuple(PhoneNumber(number, PhoneKind.MOBILE) for number in phones),
    )


def test_a_strangers_row_is_neither_shown_nor_erased(kept: tuple[ClientBook, Dump]) -> None:
    """D4: a family name, a shared number, a part of a name is not the person."""
    book, dump = kept
    number, shared = "+33611112222", "0611112222"
    marie = book.clients.create(_named("Marie", "Dupont", number), by=ANNE)
    book.clients.create(_named("Luc", "Dupont", number), by=ANNE)
    _rejected(
        book,
        ["Dupont", "", "", BAD, "strange one"],  # another Dupont is in the book
        ["Dupont", "Luc", shared, BAD, "strange two"],  # the family's number, another's name
        ["Dupont", "Anne-Marie", "", BAD, "mine too: her whole name is there"],
        ["Martin", "Marie", "", BAD, "strange three"],
        ["", "", "06 11 11 22 23", BAD, "strange four"],  # one digit is another
        ["", "", shared, BAD, "mine: nobody else is named beside the number"],
        ["Dupont", "Marie", "", BAD, "mine"],
    )
    shown = json.dumps(book.privacy.export(marie.id), ensure_ascii=False)
    assert ("strange" in shown, shown.count("mine")) == (False, 3)
    book.privacy.erase(marie.id, by=BOB)
    left = dump()
    assert "mine" not in left
    assert all(f"strange {n}" in left for n in ("one", "two", "three", "four"))


def test_a_waiting_row_goes_with_its_hash(kept: tuple[ClientBook, Dump]) -> None:
    """D11: the row that waits for an answer about an erased person is emptied, and not asked."""
    book, dump = kept
    hugo = book.clients.create(_named("Hugo", "Fontaine", "+33677889900"), by=ANNE)
    table = Table.from_rows(
        ["Prénom", "Nom", "Portable", "Remarque"],
        [["Hugo", "Fontayne", "06 77 88 99 00", "waits here"]],
    )
    run = book.imports.run(table, by=ANNE)
    assert (run.counts.review, "waits here" in dump(), "import-review" in dump()) == (1, True, True)
    book.privacy.erase(hugo.id, by=BOB)
    left = dump()
    assert ("waits here" in left, "import-review" in left) == (False, False)
    assert book.imports.get(run.id).counts.review == 1


def test_what_is_kept_of_a_row_is_no_hash_that_can_be_guessed(
    kept: tuple[ClientBook, Dump],
) -> None:
    """D11: two books keep the same row under different hashes: each has a key of its own."""
    book, _ = kept
    second = ClientBook(book.context.store, book="second", settings=book.settings)
    kinds = ("import-row", "row-trace")
    ids: list[set[str]] = []
    for one in (book, second):
        table = Table.from_rows(["Nom", "E-mail"], [["Dupont", ""], ["Tremblay", BAD]])
        one.imports.run(table, by=ANNE)
        records = [
            record
            for kind in kinds
            for record in one.context.store.list_records(one.context.book, kind)
        ]
        assert {record.collection for record in records} == set(kinds)
        ids.append({record.id.rpartition("|")[2] for record in records})
    assert not ids[0] & ids[1]


def test_erasing_reads_no_row_of_anybody_else(
    kept: tuple[ClientBook, Dump], monkeypatch: pytest.MonkeyPatch
) -> None:
    """D14: one erasure reads as many rows among 20 as among 2,000."""
    book, _ = kept
    read: list[int] = []
    store = book.context.store
    original = store.get_records
    original_list = store.list_records

    def counting(book_id: str, collection: str, ids: list[str]) -> object:
        found = original(book_id, collection, ids)
        read[-1] += len(found) if collection == "outcome" else 0
        return found

    def listing(book_id: str, collection: str, **options: object) -> object:
        assert collection != "outcome", "a list of outcomes is a scan"
        return original_list(book_id, collection, **options)  # type: ignore[arg-type]

    for strangers in (20, 2_000):
        person = book.clients.create(_named("Marie", f"Nr{strangers}q"), by=ANNE)
        rows = [[f"Martin{n}", "Marie", "", BAD, "x"] for n in range(strangers)]
        _rejected(book, *rows, [f"Nr{strangers}q", "Marie", "", BAD, "hers"])
        read.append(0)
        with monkeypatch.context() as patched:
            patched.setattr(store, "get_records", counting)
            patched.setattr(store, "list_records", listing)
            book.privacy.erase(person.id, by=BOB)
    assert read == [1, 1]


def test_purges_and_erasures_give_way(
    kept: tuple[ClientBook, Dump], monkeypatch: pytest.MonkeyPatch
) -> None:
    """D13: a purge is many units of work, an erasure of much as well; each is bounded."""
    book, _ = kept
    units: list[int] = []
    purge_clients = book.context.store.purge_clients

    def counted(book_id: str, ids: list[str]) -> None:
        units[-1] += 1
        purge_clients(book_id, ids)

    begin = book.context.store.transaction

    def begun(*args: object) -> object:
        units.append(0)
        return begin(*args)  # type: ignore[arg-type]

    clients = [book.clients.create(_named("Ann", f"Roy{n}"), by=ANNE) for n in range(120)]
    busy = clients.pop()
    for number in range(450):
        book.activities.put(
            Activity.of(f"m{number}", acts.Message("x"), client_id=busy.id, at=NOW), by=ANNE
        )
    book.clients.confirm_delete(book.clients.plan_delete([c.id for c in clients]), by=ANNE)
    later = ClientBook(
        book.context.store, settings=book.settings, clock=lambda: NOW + timedelta(days=31)
    )
    monkeypatch.setattr(book.context.store, "purge_clients", counted)
    monkeypatch.setattr(book.context.store, "transaction", begun)
    assert len(later.clients.purge(by=BOB)) == len(clients)
    assert (sum(units), max(units)) == (len(clients), 50)
    units.clear()
    book.privacy.erase(busy.id, by=BOB)
    assert len(units) > 450 // 200


def test_a_client_is_erased_as_somebody_has_looked_at_it(book: ClientBook) -> None:
    """X38, X42: With the revision that was read, nobody goes who was merged in since."""
    client = book.clients.create(person("Rolf"), by=ANNE)
    other = book.clients.create(person("Rolf"), by=ANNE)
    book.merges.merge(book.merges.plan(client.id, [other.id]), by=ANNE)
    with pytest.raises(StaleRevisionError):
        book.privacy.erase(client.id, by=ANNE, expected=client.revision)
    now = book.clients.get(client.id)
    assert now.status is ClientStatus.ACTIVE
    erased = book.privacy.erase(client.id, by=ANNE, expected=now.revision)
    assert erased.status is ClientStatus.ERASED
    assert book.privacy.erase(client.id, by=ANNE, expected=now.revision) == erased
