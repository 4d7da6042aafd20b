"""Seeded made-up clients for the benchmarks: names of syllables, numbers nobody checks."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import attrs

from clientbook.domain.addresses import PostalAddress
from clientbook.domain.clients import Actor, Client, Origin, OriginKind
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.journal import Change, ChangeKind
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.searching.entries import make_entry
from clientbook.storage.protocols import ClientWrite, Store

ACTOR = Actor("benchmark")
NOW = datetime(2026, 1, 5, tzinfo=UTC)
_ORIGIN = Origin(OriginKind.IMPORT, ACTOR, "run")
_GIVEN = """
    Marie Jean Luc Élodie Paul Anne Julie Marc Zoé Nicolas Sophie Pierre Thomas Camille Hugo Léa
    Chloé Louis Emma Jules Inès Gabriel Alice Arthur Louise Adam Rose Raphaël Anna Mia
"""
_SYLLABLES = """
    ba be bi bo bu da de di do du fa fe fi fo ga go gu la le li lo lu ma me mi mo mu na ne ni no
    pa pe pi po ra re ri ro ru sa se si so ta te ti to tu va ve vi vo dupont mar ber nard
"""


class People:
    """A source of clients; two with the same seed give the same clients."""

    def __init__(self, seed: int = 7) -> None:
        self._random = random.Random(seed)
        self._given, self._syllables = _GIVEN.split(), _SYLLABLES.split()
        self._families = [self._word(2, 4) for _ in range(40_000)]
        self._streets = [f"rue {self._word(2, 3)}" for _ in range(3_000)]
        self._towns = [self._word(2, 3) for _ in range(2_000)]

    def _word(self, low: int, high: int) -> str:
        pick = self._random
        return "".join(pick.choices(self._syllables, k=pick.randint(low, high))).title()

    def profile(self) -> Profile:
        """Return a person with a name, two phones, an e-mail, an address and a birth date."""
        pick = self._random
        given, family = pick.choice(self._given), pick.choice(self._families)
        mobile, home = pick.randrange(10**8), pick.randrange(10**8)
        mailbox = f"{given}.{family}{pick.randrange(1_000)}".lower()
        return Profile(
            name=PersonName(given=given, family=family),
            phones=(
                PhoneNumber(f"+336{mobile:08d}", PhoneKind.MOBILE, raw=f"06{mobile:08d}"),
                PhoneNumber(f"+331{home:08d}", PhoneKind.HOME),
            ),
            emails=(EmailAddress(f"{mailbox}@example.com"),),
            addresses=(
                PostalAddress(
                    street=f"{pick.randrange(1, 200)} {pick.choice(self._streets)}",
                    locality=pick.choice(self._towns),
                    postcode=f"{pick.randrange(1_000, 96_000):05d}",
                    country_code="FR",
                ),
            ),
            birthday=PartialDate(
                pick.randrange(1940, 2005), pick.randint(1, 12), pick.randint(1, 28)
            ),
            tags=("VIP",) if pick.random() < 0.01 else (),
        )

    def clients(self, count: int) -> Iterator[Client]:
        """Return clients with growing ids."""
        for number in range(count):
            yield Client(f"{number:020d}", self.profile(), _ORIGIN, NOW, NOW)

    def clients_with_doubles(self, count: int) -> Iterator[Client]:
        """Return clients of whom each tenth is the one before again, with a slip or a new address.

        They have the mobile and the birth date in common; half of the family names have a letter
        more, all have another e-mail.
        """
        pick, before = random.Random(5), Profile()
        for number in range(count):
            profile = self.profile()
            if number % 10 == 9 and (name := before.name) is not None:
                if pick.random() < 0.5:
                    name = PersonName(given=name.given, family=f"{name.family}e")
                emails = (EmailAddress(f"new{number}@example.org"),)
                profile = attrs.evolve(before, name=name, emails=emails, phones=before.phones[:1])
            yield Client(f"{number:020d}", profile, _ORIGIN, NOW, NOW)
            before = profile


def writes_of(clients: Sequence[Client]) -> tuple[list[ClientWrite], list[Change]]:
    """Return what creating clients hands to a store."""
    writes = [ClientWrite(client, 0, make_entry(client)) for client in clients]
    changes = [
        Change(
            kind=ChangeKind.CREATED,
            client_id=client.id,
            revision=1,
            at=NOW,
            actor=ACTOR,
            cause="import:run",
        )
        for client in clients
    ]
    return writes, changes


def put_all(
    store: Store, book: str, writes: Sequence[ClientWrite], changes: Sequence[Change]
) -> None:
    """Create clients in one transaction, as an import's chunk does."""
    with store.transaction(book):
        store.put_clients(book, writes)
        store.append_changes(book, changes)
