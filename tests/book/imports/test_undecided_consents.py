"""Where undecided columns are skipped, one that may be of consents still stops whom it must."""

import attrs
import pytest
from tests.book.conftest import EVERY_STORE
from tests.book.people import ANNE
from tests.importing.suggesting.test_contact_words import CONSENTS, REFUSALS
from tests.importing.suggesting.test_opt_outs import DOUBTFUL
from tests.importing.suggesting.test_opt_outs import TITLES as LISTS

from clientbook import FIELD_SERVICE, ClientBook, EmailAddress, MemoryStore, Profile, Table
from clientbook.book.consent.columns import SPOKEN_OF
from clientbook.domain.clients import ClientId
from clientbook.domain.consents import Channel, ConsentState
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.settings import SAFE, BookSettings, ImportSettings
from clientbook.domain.targets import Target
from clientbook.importing.mapping import ColumnMapping, Mapping
from clientbook.storage.protocols import Store

SETTINGS = attrs.evolve(SAFE, imports=ImportSettings(skip_undecided=True))
ASKED = [
    *((t, "no", "yes") for t in CONSENTS.strip().replace("\n", "|").split("|")),
    *(
        (t, "yes", "no")
        for text in (*REFUSALS.values(), *DOUBTFUL.values(), "|".join(LISTS))
        for t in text.strip().replace("\n", "|").split("|")
    ),
]
"""A title, the cell that refuses under it, and the cell that does not."""
MANY = [
    ("Boletín", "no"),
    ("Nieuwsbrief", "nee"),
    ("Infolettre", "Non"),
    ("Werbung", "nein"),
    ("Consentement", "non"),
    ("Publicité", "non"),
    ("Subscriber", "no"),
    ("Offers by email", "no"),
    ("GDPR", "no"),
    ("May contact", "no"),
    ("Unsubscribed?", "yes"),
    ("Bloqué mail", "oui"),
    ("Mailing", "no"),
]


def _known(book: ClientBook, name: str) -> ClientId:
    """A client who has opted in to everything."""
    email = EmailAddress(f"{name.lower()}@example.org")
    phone = PhoneNumber(f"+3361234{sum(map(ord, name)):04}")
    profile = Profile(name=PersonName(given=name), emails=(email,), phones=(phone,))
    client = book.clients.create(profile, by=ANNE)
    said = {(channel, "MARKETING"): True for channel in Channel}
    book.consent.set_subscriptions(client.id, said, by=ANNE)
    return client.id


def _stopped(book: ClientBook, client: ClientId, kind: str) -> bool:
    """True where nothing of this kind is sent any more."""
    channel, topic = SPOKEN_OF[kind]
    if topic not in ("*", "MARKETING"):
        said = book.consent.events(client)
        return any(e.topic == topic and e.state is ConsentState.OPTED_OUT for e in said)
    channels = Channel if channel is None else (channel,)
    return not any(book.consent.may_contact(client, c, "MARKETING").allowed for c in channels)


def _imported(book: ClientBook, title: str, refusing: str, other: str) -> tuple[str, bool]:
    """Import a column over a known client who refuses, one who does not, and two of nothing."""
    header = ["First name", "E-mail", title]
    cells = {"Zed": refusing, "Amy": other, "Bea": "", "Cid": "  "}
    rows = [[name, f"{name.lower()}@example.org", cell] for name, cell in cells.items()]
    table = Table.from_rows(header, rows)
    suggested = book.imports.suggest(table)
    mapping = suggested.skip_undecided()
    assert book.imports.run(table, mapping, by=ANNE).counts.rejected == 0
    read = mapping.columns[2].target
    assert read is not None
    return read.kind or "", bool(suggested.undecided)


@pytest.mark.parametrize(("title", "refusing", "other"), ASKED)
def test_no_opt_out_is_lost_and_nobody_opts_in(title: str, refusing: str, other: str) -> None:
    """X36: a refusing cell stops who had opted in, a yes and a blank say nothing."""
    book = ClientBook(MemoryStore(), settings=SETTINGS)
    zed = _known(book, "Zed")
    kind, undecided = _imported(book, title, refusing, other)
    assert _stopped(book, zed, kind)
    for name in ("Amy", "Bea", "Cid"):
        (client,) = book.search.find(name)
        said = book.consent.events(client.id)
        assert not said or (name == "Amy" and not undecided)


@pytest.mark.parametrize("title", [title for title, _, _ in ASKED[::6]])
def test_a_word_of_a_sending_program_stops_under_any_title(title: str) -> None:
    """X36: "unsubscribed" is a refusal, whatever a yes would mean there."""
    book = ClientBook(MemoryStore(), settings=SETTINGS)
    zed = _known(book, "Zed")
    kind, _ = _imported(book, title, "unsubscribed", "")
    assert _stopped(book, zed, kind)


@pytest.mark.parametrize("cell", ["yes", "no", "x", "subscribed", "active"])
def test_where_a_yes_may_mean_either_only_words_are_an_opt_out(cell: str) -> None:
    """X36: of a column that may be one of states or of opt-outs, neither yes nor no is believed."""
    book = ClientBook(MemoryStore(), settings=SETTINGS)
    zed, known = _known(book, "Zed"), _known(book, "Tom")
    rows = [[n, f"{n.lower()}@example.org", cell] for n in ("Tom", "Amy")]
    rows.append(["Zed", "zed@example.org", "unsubscribed"])
    header = ["First name", "E-mail", "Opt"]
    either = (Target.parse("consent.email.status"), Target.parse("consent.email.optout"))
    mapping = Mapping(
        (
            ColumnMapping("First name", Target("given_name")),
            ColumnMapping("E-mail", Target("email")),
            ColumnMapping("Opt", alternatives=either),
        )
    )
    book.imports.run(Table.from_rows(header, rows), mapping, by=ANNE)
    assert _stopped(book, zed, "email")
    assert not _stopped(book, known, "email")
    (amy,) = book.search.find("Amy")
    assert book.consent.events(amy.id) == ()


@EVERY_STORE
@pytest.mark.parametrize("settings", [SETTINGS, FIELD_SERVICE], ids=["safe", "field service"])
def test_each_of_many_columns_stops_its_own_people(store: Store, settings: BookSettings) -> None:
    """X36: on every store, with every preset that skips, in one file of many such columns."""
    book = ClientBook(store, settings=settings)
    clients = [_known(book, f"Zed{at}") for at in range(len(MANY))]
    header = ["First name", "E-mail", *(title for title, _ in MANY)]
    rows = [
        [f"Zed{at}", f"zed{at}@example.org", *(cell if n == at else "" for n in range(len(MANY)))]
        for at, (_, cell) in enumerate(MANY)
    ]
    book.imports.run(Table.from_rows(header, rows), by=ANNE)
    stopped = [not book.consent.may_contact(c, Channel.EMAIL, "MARKETING").allowed for c in clients]
    assert [title for (title, _), out in zip(MANY, stopped, strict=True) if not out] == []
