"""A booking desk in one file: appointments in the program's own table, clients in clientbook.

    python examples/booking_desk.py [DATABASE]

Both live in one SQLite file and in the same transactions: an appointment and its client are written
together or not at all.
"""

import sqlite3
import sys
from datetime import UTC, datetime

import attrs

from clientbook import (
    SALON,
    Actor,
    Channel,
    Client,
    ClientBook,
    Origin,
    OriginKind,
    PersonName,
    Profile,
    SqliteStore,
    parse_phone,
)

DESK = Actor("anne", channel="front desk")
TABLE = "CREATE TABLE IF NOT EXISTS appointment (client TEXT, starts_at TEXT, what TEXT)"


class Desk:
    """What the person at the desk can do."""

    def __init__(self, database: str) -> None:
        self.connection = sqlite3.connect(database)
        self.connection.execute(TABLE)
        store = SqliteStore(connection=self.connection)  # joined: it never commits
        self.connection.commit()
        self.book = ClientBook(store, first_settings=attrs.evolve(SALON, default_region="FR"))

    def book_for(self, name: str, phone: str, starts_at: datetime, what: str) -> str:
        """Book for somebody new or known; the answer is their name as the book has it."""
        given, _, family = name.rpartition(" ")
        number = parse_phone(phone, region="FR")
        draft = Profile(name=PersonName(given=given, family=family), phones=(number,))

        def write(client: Client) -> None:
            row = (client.id, starts_at.isoformat(), what)
            self.connection.execute("INSERT INTO appointment VALUES (?, ?, ?)", row)

        with self.connection:  # your transaction: both, or neither
            origin = Origin(OriginKind.APPOINTMENT, DESK)
            arrival = self.book.clients.find_or_create(draft, act=write, by=DESK, origin=origin)
        return arrival.client.profile.display_name

    def who(self, text: str) -> list[str]:
        """Return the names that a few letters or digits may mean."""
        return [c.profile.display_name for c in self.book.search.suggest(text).clients]

    def may_remind(self, text: str) -> bool:
        """Say whether the client found may be reminded by text message."""
        client = self.book.search.find(text).items[0]
        return self.book.consent.may_contact(client.id, Channel.SMS, "GENERAL").allowed


def main(database: str) -> None:
    desk = Desk(database)
    morning = datetime(2030, 5, 17, 9, 30, tzinfo=UTC)
    print(desk.book_for("Marie Dupont", "06 12 34 56 78", morning, "Haircut"))
    print(desk.book_for("M. Dupont", "+33 6 12 34 56 78", morning.replace(day=31), "Colour"))
    print(desk.who("dup"), desk.who("0612"), desk.may_remind("dupont"))
    (count,) = desk.connection.execute("SELECT count(*) FROM appointment").fetchone()
    print(f"{desk.book.clients.count()} client, {count} appointments")
    desk.connection.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else ":memory:")
