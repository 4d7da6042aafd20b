"""X38, X21: whatever a person went through, an erasure takes theirs and leaves the rest.

Sequences of everything that moves values between clients run on each store; then one person is
erased, and each word that was theirs alone is looked for in every answer and in the store's rows.
"""

import itertools
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import attrs
import pytest
from tests.book.conftest import region
from tests.book.people import ANNE, BOB
from tests.book.privacy import store_dumps
from tests.book.privacy.markers import Markers, marked_profile

from clientbook import Table
from clientbook.book import ClientBook
from clientbook.domain import activities as acts
from clientbook.domain.activities import Activity
from clientbook.domain.attributes import AttributeDefinition, AttributeType
from clientbook.domain.bulk import BulkEdit
from clientbook.domain.clients import Client, ClientStatus
from clientbook.domain.consents import Channel, ConsentEvent, ConsentState
from clientbook.domain.emails import EmailAddress
from clientbook.domain.filters import NO_FILTER
from clientbook.domain.imports import OutcomeKind
from clientbook.domain.merges import BlockerCode
from clientbook.domain.names import PersonName
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.errors import ClientNotFoundError
from clientbook.storage.memory import MemoryStore
from clientbook.storage.sqlite import SqliteStore

PEOPLE = 4
EVERYBODY = ""
"""Owner of words of which nobody says whose they are."""

OVERRIDES = [code for code in BlockerCode if code.can_override]
CHANNELS = (None, Channel.SMS, Channel.EMAIL)
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


class World:
    """A book of four persons, whose every word is known, and what may happen to them."""

    def __init__(self, store: Any, random: Random) -> None:
        self.random = random
        seconds, ids = itertools.count(), (f"c{n:04d}" for n in itertools.count(1))
        self.book = ClientBook(
            store,
            settings=region("FR"),
            clock=lambda: START + timedelta(seconds=next(seconds)),
            make_id=lambda: next(ids),
        )
        self.store = store
        self.markers = Markers()
        self.owners: dict[str, str] = {}  # a marker's place -> the client it is of
        self.book.attributes.define(AttributeDefinition("Likes", AttributeType.LIST), by=ANNE)
        self.first: dict[str, Any] = {}
        for n in range(PEOPLE):
            profile = attrs.evolve(marked_profile(self.markers, f"p{n}"), birthday=None)
            client = self.book.clients.create(profile, by=ANNE)
            self.first[client.id] = profile
            self._claim(client.id)
        self.people = list(self.first)
        self.log: list[str] = []
        self.standing: list[str] = []
        self.together: set[str] = set()  # said of contact while nobody could tell who spoke
        self.parties: dict[str, set[str]] = {}  # of whom a reason for a merge speaks
        self.imports: list[str] = []
        self.bulks: list[str] = []

    def _claim(self, owner: str) -> None:
        for place in self.markers.made:
            self.owners.setdefault(place, owner)

    def mark(self, owner: str, what: str) -> str:
        """Make a word of a client's."""
        word = self.markers(f"{len(self.owners)} {what}")
        self._claim(owner)
        return word

    def number(self, owner: str) -> str:
        found = self.markers.number(f"{len(self.owners)} phone")
        self._claim(owner)
        return found

    def root(self, client_id: str) -> Client:
        return self.book.clients.get(client_id)

    def active(self) -> list[Client]:
        roots = {c.id: c for c in map(self.root, self.people)}
        return [c for c in roots.values() if c.is_active]

    def step(self) -> None:
        """Do something to somebody."""
        names = (
            *("merge", "merge", "merge", "unmerge", "unmerge", "unmerge", "edit", "edit"),
            *("list_row", "undo_import", "bulk_tag", "undo_bulk", "delete", "restore", "note"),
            *("consent", "consent", "appointment", "block", "rejected"),
        )
        name = self.random.choice(names)
        self.log.append(name)
        getattr(self, name)()

    def one(self) -> Client | None:
        found = self.active()
        return self.random.choice(found) if found else None

    def merge(self) -> None:
        found = self.active()
        if len(found) < 2:
            return
        survivor, *others = self.random.sample(
            found, self.random.choice((2, 2, min(3, len(found))))
        )
        plan = self.book.merges.plan(survivor.id, [c.id for c in others], overrides=OVERRIDES)
        if plan.can_merge:
            ids = {c.id for c in (survivor, *others)}
            reason = self.mark(EVERYBODY, "reason")
            self.parties[list(self.owners)[-1]] = {i for i in self.people if self.root(i).id in ids}
            made = self.book.merges.merge(plan, by=ANNE, reason=reason)
            self.standing.append(made.id)

    def unmerge(self) -> None:
        standing = [m for m in self.standing if self.book.merges.get(m).stands]
        if standing:
            plan = self.book.merges.plan_unmerge(self.random.choice(standing), with_later=True)
            self.book.merges.unmerge(plan, by=ANNE)

    def edit(self) -> None:
        client = self.one()
        if client is None:
            return
        i = client.id
        patches: list[Callable[[], ProfilePatch]] = [
            lambda: ProfilePatch(set={"company": self.mark(i, "company")}),
            lambda: ProfilePatch(
                set={"name": PersonName(given=self.mark(i, "given"), family=self.mark(i, "family"))}
            ),
            lambda: ProfilePatch(set={"info": self.mark(i, "info")}),
            lambda: ProfilePatch(add={"tags": [self.mark(i, "tag")]}),
            lambda: ProfilePatch(add={"phones": [PhoneNumber(self.number(i), PhoneKind.MOBILE)]}),
            lambda: ProfilePatch(set={"emails": client.profile.emails[1:]}),
            lambda: ProfilePatch(set={"phones": client.profile.phones[:-1]}),
            lambda: ProfilePatch(
                add={"emails": [EmailAddress(f"{self.mark(i, 'mail')}@example.org")]}
            ),
        ]
        self.book.clients.update(i, self.random.choice(patches)(), expected=None, by=ANNE)

    def list_row(self) -> None:
        """A row of a list brings an address and a company to somebody by their number."""
        client = self.one()
        if client is None or not client.profile.phones or client.profile.name is None:
            return
        name, phone = client.profile.name, self.random.choice(client.profile.phones)
        row = [
            name.given or "",
            name.family or "",
            phone.e164,
            f"{self.mark(client.id, 'row mail')}@example.org",
        ]
        table = Table.from_rows(["Prénom", "Nom", "Portable", "E-mail"], [row])
        run = self.book.imports.run(table, by=ANNE)
        (outcome,) = self.book.imports.outcomes(run.id)
        if outcome.kind is OutcomeKind.REVIEW:
            outcome = self.book.imports.decide_row(run.id, 2, into=client.id, by=ANNE)
        self.owners[list(self.owners)[-1]] = outcome.client_id or EVERYBODY
        self.imports.append(run.id)

    def undo_import(self) -> None:
        if self.imports:
            run = self.imports.pop(self.random.randrange(len(self.imports)))
            self.book.imports.undo(self.book.imports.plan_undo(run), by=ANNE)

    def bulk_tag(self) -> None:
        edit = BulkEdit.tag(self.random.choice(("vip", "regular")))
        plan = self.book.bulk.plan(NO_FILTER, edit)
        self.bulks.append(self.book.bulk.commit(plan, by=ANNE).id)

    def undo_bulk(self) -> None:
        if self.bulks:
            self.book.bulk.undo(self.bulks.pop(self.random.randrange(len(self.bulks))), by=ANNE)

    def delete(self) -> None:
        if (client := self.one()) is not None and self.random.random() < 0.5:
            self.book.clients.delete(client.id, by=ANNE)

    def restore(self) -> None:
        for client in map(self.root, self.people):
            if client.status is ClientStatus.DELETED:
                self.book.clients.restore(client.id, by=ANNE)
                return

    def note(self) -> None:
        if (client := self.one()) is not None:
            self.book.clients.add_note(client.id, self.mark(client.id, "note"), by=ANNE)

    def consent(self) -> None:
        client = self.one()
        if client is None:
            return
        channel = self.random.choice(CHANNELS)
        points = {
            Channel.SMS: [p.e164 for p in client.profile.phones],
            Channel.EMAIL: [e.address for e in client.profile.emails],
        }
        address = self.random.choice([None, *points.get(channel, [])])  # type: ignore[arg-type]
        event = ConsentEvent(
            f"e{len(self.owners)}", client.id, channel, "MARKETING",
            self.random.choice((ConsentState.OPTED_IN, ConsentState.OPTED_OUT)),
            self.book.context.clock(), address=address,
            source=self.mark(client.id, "source"), wording=self.mark(client.id, "wording"),
            evidence=self.mark(client.id, "evidence"),
        )  # fmt: skip
        self.book.consent.record([event])
        words = list(self.owners)[-3:]
        if address is not None:  # what was said of an address goes with whoever had the address
            self.owners.update(dict.fromkeys(words, EVERYBODY))
        elif sum(self.root(i).id == client.id for i in self.people) > 1:
            self.together.update(words)

    def appointment(self) -> None:
        if (client := self.one()) is not None:
            payload = acts.Appointment(
                START + timedelta(days=3),
                attendees=(acts.Attendee(client.id),),
                title=self.mark(client.id, "appointment"),
            )
            self.book.activities.put(Activity.of(f"a{len(self.owners)}", payload), by=ANNE)

    def block(self) -> None:
        if (client := self.one()) is not None:
            if client.block is None:
                reason = self.mark(client.id, "block")
                self.book.clients.block_booking(client.id, by=ANNE, reason=reason)
            else:
                self.book.clients.unblock_booking(client.id, by=ANNE)

    def rejected(self) -> None:
        """A row that names somebody by their first name and family is refused."""
        person = self.random.choice(self.people)
        name = self.first[person].name
        row = [name.given, name.family, "bad(at", self.mark(person, "remark")]
        table = Table.from_rows(["Prénom", "Nom", "E-mail", "Remarque"], [row])
        self.book.imports.run(table, by=ANNE)

    def answers(self, client_id: str) -> str:
        """Return everything the book says of a client, at every moment."""
        book = self.book
        found: list[Any] = [book.privacy.export(client_id), book.clients.get(client_id)]
        found += [book.history.history(client_id), book.merges.of_client(client_id)]
        found += [book.clients.notes(client_id), book.consent.events(client_id)]
        for second in range(0, 600, 20):
            try:
                found.append(book.history.as_of(client_id, START + timedelta(seconds=second)))
            except ClientNotFoundError:
                continue
        return repr([store_dumps.plain(value) for value in found])


def _check(world: World, dump: Callable[[], str]) -> None:
    """Erase somebody and look for their words, and for those of the others."""
    target = world.root(world.random.choice(world.people))
    gone = {i for i in world.people if world.root(i).id == target.id}
    apart = [c.id for c in map(world.root, world.people) if c.id not in gone]
    theirs = {place for place, owner in world.owners.items() if owner in gone}
    others = {place for place, owner in world.owners.items() if owner not in {EVERYBODY, *gone}}
    theirs_in_reasons = {place for place, ids in world.parties.items() if ids & gone}
    held = world.markers.made
    for client_id in apart:  # what is exported of others is theirs, also while this one lives
        exported = json.dumps(world.book.privacy.export(client_id), ensure_ascii=False)
        assert not _found(held, theirs - world.together, exported)
    world.book.privacy.erase(target.id, by=BOB)
    left = dump()
    assert not _found(held, theirs | theirs_in_reasons, left)
    assert _found(held, others, left) == others
    for client_id in {*apart, target.id}:
        assert not _found(held, theirs, world.answers(client_id))
    for place in theirs:
        assert not world.book.search.find(held[place]).items


def _found(words: dict[str, str], places: set[str], text: str) -> set[str]:
    folded = text.casefold()
    return {place for place in places if words[place].casefold() in folded}


def _store(
    kind: str, folder: Path, request: pytest.FixtureRequest
) -> tuple[Any, Callable[[], str]]:
    if kind == "memory":
        memory = MemoryStore()
        return memory, lambda: store_dumps.of_memory(memory)
    if kind == "sqlite":
        path = folder / "book.db"
        in_file = SqliteStore(path)

        def dump() -> str:
            in_file.compact()
            return store_dumps.of_sqlite(path) + store_dumps.bytes_of(path)

        return in_file, dump
    from clientbook.storage.postgres import PostgresStore

    dsn = request.getfixturevalue("postgres").new_database()
    return PostgresStore(dsn), lambda: store_dumps.of_postgres(dsn)


SEEDS = {"memory": range(24), "sqlite": range(100, 108), "postgres": range(200, 202)}


@pytest.mark.parametrize(
    ("kind", "seed"), [(kind, seed) for kind, seeds in SEEDS.items() for seed in seeds]
)
def test_an_erasure_takes_one_person_whatever_they_went_through(
    kind: str, seed: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """X38: merges and their undoing, imports, bulk acts, deletions: theirs goes, the rest stays."""
    store, dump = _store(kind, tmp_path, request)
    world = World(store, Random(seed))
    for _ in range(25):
        world.step()
    _check(world, dump)
    store.close()
