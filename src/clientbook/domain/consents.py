"""What a client said about being contacted: events of a ledger that only grows."""

from datetime import datetime, timedelta
from enum import StrEnum

import attrs
from attrs.converters import optional

from clientbook.domain.checks import max_length, refuse, utc
from clientbook.domain.clients import SYSTEM, Actor, ClientId, is_actor
from clientbook.domain.typed import typed

ALL_TOPICS = "*"
"""The wildcard topic: every topic, also one defined later (SPEC K32)."""


class Channel(StrEnum):
    """How a client is contacted."""

    SMS = "sms"
    EMAIL = "email"
    PHONE = "phone"
    POST = "post"


class ConsentState(StrEnum):
    """What the client said."""

    OPTED_IN = "opted_in"
    OPTED_OUT = "opted_out"
    WITHDRAWN = "withdrawn"  # an opt-in recorded by mistake is taken back: as if it were not said


class ConsentBasis(StrEnum):
    """Why contact is thought lawful; a fact for the record, not a legal opinion."""

    EXPRESS = "express"
    IMPLIED = "implied"
    PRIOR_EXPRESS_WRITTEN = "prior_express_written"
    CONTRACT = "contract"
    LEGITIMATE_INTEREST = "legitimate_interest"
    UNKNOWN = "unknown"


CLOCK_TOLERANCE = timedelta(minutes=5)
"""How far the clock of another program may be ahead of the book's."""

_MOMENT = timedelta(microseconds=1)
_ID_LIMIT, _TOPIC_LIMIT = 300, 100
WORDING_LIMIT = 5000
"""Longest words that somebody agrees to, in characters."""

EVIDENCE_LIMIT = 2000
"""Longest reference to a proof, in characters."""
_EXPRESS = frozenset({ConsentBasis.EXPRESS, ConsentBasis.PRIOR_EXPRESS_WRITTEN})
MACHINE_SOURCES = frozenset({"import", "bulk", "merge", "booking"})
"""Beginnings of sources (up to a colon) that never lift an unsubscription."""


@attrs.frozen(field_transformer=typed)
class ConsentEvent:
    """One thing a client said, or that was recorded in their name.

    Args:
        id: Id of the event, unique in the book: 1 to 300 printable characters.
        client_id: The client it was recorded on; a merge does not rewrite it.
        channel: One channel, or None for all.
        topic: One topic, or :data:`ALL_TOPICS`.
        state: What was said.
        at: When it was said (aware, UTC).
        address: One phone or e-mail address it is limited to, or None for all; the ledger keeps
            its key (E.164, lower case), however it was spelt.
        basis: Why contact is thought lawful.
        source: Where it was said, such as ``"import:<run>"`` or ``"web form"``.
        wording: The words the client agreed to, or None.
        evidence: Reference to a proof kept by the host, or None.
        actor: Who recorded it.
        expires_at: When an opt-in lapses (CASL implied consent), or None.
        covers: Ids that had been merged into the client when it was recorded; set by the desk.
        withdraws: For WITHDRAWN: id of the opt-in that is taken back, such as that of an import
            which is undone.  It says neither yes nor no.
        timed: Whether *at* was told with it; False: nobody told a time, so that it was said as it
            was recorded, after all that was recorded before.
        recorded_at: When it came into the ledger; set by the desk.
        counts_from: Where it stands among all that was said; set by the desk, see
            :func:`place_of`.  Of an opt-out that a list or a bulk edit said again without a time:
            where that was said last; *at* stays the time of the first.
        held: Addresses an opt-out was remembered for; set by the desk.
        reached_at: Of an opt-in that may lift: what the client could be reached at when it was
            said, as keyed hashes.  Of somebody else's opt-out: what it was found by.  Set by the
            desk.
    """

    id: str
    client_id: ClientId
    channel: Channel | None
    topic: str
    state: ConsentState
    at: datetime = attrs.field(converter=utc)
    address: str | None = attrs.field(default=None, repr=False)
    basis: ConsentBasis = ConsentBasis.UNKNOWN
    source: str = ""
    wording: str | None = attrs.field(default=None, validator=max_length(WORDING_LIMIT), repr=False)
    evidence: str | None = attrs.field(
        default=None, validator=max_length(EVIDENCE_LIMIT), repr=False
    )
    actor: Actor = attrs.field(default=SYSTEM, validator=is_actor)
    expires_at: datetime | None = attrs.field(default=None, converter=optional(utc))
    covers: tuple[ClientId, ...] = ()
    withdraws: str | None = None
    timed: bool = attrs.field(default=True, eq=False)
    recorded_at: datetime | None = attrs.field(default=None, converter=optional(utc), eq=False)
    counts_from: datetime | None = attrs.field(default=None, converter=optional(utc), eq=False)
    held: tuple[str, ...] = attrs.field(default=(), eq=False, repr=False)
    reached_at: tuple[str, ...] = attrs.field(default=(), eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if not (0 < len(self.id) <= _ID_LIMIT and self.id.isprintable()):
            raise refuse("consent.id", f"expected 1 to {_ID_LIMIT} printable characters")
        if (self.state is ConsentState.WITHDRAWN) != (self.withdraws is not None):
            raise refuse("consent.withdraws", "name the opt-in that WITHDRAWN takes back")
        if not (0 < len(self.topic) <= _TOPIC_LIMIT and self.topic.isprintable()):
            raise refuse("consent.topic", "name a topic, or '*' for all of them")
        if self.expires_at is not None and self.state is ConsentState.OPTED_OUT:
            raise refuse("consent.expires_at", "only an opt-in lapses")

    @property
    def said_at(self) -> datetime:
        """When it counts as said, among all that was said."""
        return self.counts_from or self.at

    @property
    def rank(self) -> tuple[datetime, bool, str]:
        """What the ledger is ordered by: at one moment an opt-out comes last, for it holds."""
        return (self.said_at, self.is_opt_out, self.id)

    @property
    def is_opt_in(self) -> bool:
        """True when it allows contact."""
        return self.state is ConsentState.OPTED_IN

    @property
    def is_opt_out(self) -> bool:
        """True when it forbids contact."""
        return self.state is ConsentState.OPTED_OUT

    @property
    def may_lift(self) -> bool:
        """True when it can end an unsubscription: the client's own, express words.

        Implied consent never does, nor what an import, a bulk edit, a merge or a booking
        brings along.
        """
        return (
            self.is_opt_in
            and self.basis in _EXPRESS
            and self.source.partition(":")[0] not in MACHINE_SOURCES
        )

    def concerns(self, channel: Channel, topic: str, address: str | None) -> bool:
        """True when it speaks of this channel, topic and address.

        A question without an address is answered by events without one.
        """
        return (
            self.channel in (None, channel)
            and self.topic in (ALL_TOPICS, topic)
            and self.address in (None, address)
        )


def is_after(event: ConsentEvent, other: ConsentEvent) -> bool:
    """True when one was said later; of two things said at one moment neither was."""
    return event.said_at > other.said_at


def place_of(event: ConsentEvent, *, now: datetime, last: datetime | None) -> datetime:
    """Return where an event that is about to be recorded stands among all that was said.

    The one rule of order, whatever clocks were read.  What came without a time was said last.
    Else the time that was told counts, of an opt-in at most now; of an opt-out one that is further
    ahead than :data:`CLOCK_TOLERANCE` is now.  Where the ledger is ahead of the clock, one of the
    clocks that were read is wrong, and nobody knows which: an opt-out then counts as much later as
    the ledger is ahead, so that none is lost; an opt-in does not.

    Args:
        event: What is recorded.
        now: The time by the clock of whoever records it.
        last: The latest place in the ledger of the book, None while it is empty.
    """
    if not event.timed:
        return now if last is None or last < now else last + _MOMENT
    told = min(event.at, now)
    if not event.is_opt_out:
        return told
    ahead = max(last - now, timedelta()) if last is not None else timedelta()
    at = event.at if event.at <= now + CLOCK_TOLERANCE else now
    return max(at, told + ahead)
