"""One change to many clients, as values: what is to be done, what a plan counted, what was done."""

from datetime import datetime
from enum import StrEnum

import attrs
from attrs.converters import optional

from clientbook.domain.attributes import Attribute, AttributeValue, attribute_key
from clientbook.domain.checks import max_length, refuse, utc
from clientbook.domain.clients import Actor
from clientbook.domain.consents import EVIDENCE_LIMIT, WORDING_LIMIT, Channel, ConsentBasis
from clientbook.domain.doors import guarded
from clientbook.domain.filters import NO_FILTER, Filter
from clientbook.domain.profiles import Profile
from clientbook.domain.selections import Selection
from clientbook.messages.html_tables import html_table


class BulkKind(StrEnum):
    """What is done to each client."""

    TAG = "tag"
    UNTAG = "untag"
    SET_ATTRIBUTE = "set_attribute"
    CLEAR_ATTRIBUTE = "clear_attribute"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    DELETE = "delete"


CONSENT_KINDS = frozenset({BulkKind.SUBSCRIBE, BulkKind.UNSUBSCRIBE})
"""Kinds that speak of contact; the others, but DELETE, change profiles."""


@guarded
@attrs.frozen
class BulkEdit:
    """What is to be done to each client; made by its class methods.

    Args:
        kind: What.
        name: The tag, the key of the attribute, or the topic.
        attribute: The value, for SET_ATTRIBUTE.
        channel: For (un)subscribing: one channel, None for every one.
        basis: For SUBSCRIBE: why contact is thought lawful.
        wording: The words that were agreed to, or None.
        evidence: Reference to a proof, or None.
        before: For DELETE by a rule of ``book.retention``: its date.
    """

    kind: BulkKind
    name: str = attrs.field(default="", repr=False)
    attribute: Attribute | None = attrs.field(default=None, repr=False)
    channel: Channel | None = None
    basis: ConsentBasis = ConsentBasis.UNKNOWN
    wording: str | None = attrs.field(default=None, validator=max_length(WORDING_LIMIT), repr=False)
    evidence: str | None = attrs.field(
        default=None, validator=max_length(EVIDENCE_LIMIT), repr=False
    )
    before: datetime | None = attrs.field(default=None, converter=optional(utc))

    def __attrs_post_init__(self) -> None:
        if (self.kind is BulkKind.SET_ATTRIBUTE) != (self.attribute is not None):
            raise refuse("bulk.attribute", "name a value to set, and none otherwise")
        if self.before is not None and self.kind is not BulkKind.DELETE:
            raise refuse("bulk.before", "only a deletion follows a rule; see book.retention")
        if self.kind is BulkKind.SUBSCRIBE and self.basis is ConsentBasis.UNKNOWN:
            raise refuse("bulk.basis", "say why contact is thought lawful")

    @classmethod
    def tag(cls, tag: str) -> "BulkEdit":
        """Give each client a tag; one that has it, letter case aside, stays as it is."""
        return cls(BulkKind.TAG, _one_tag(tag))

    @classmethod
    def untag(cls, tag: str) -> "BulkEdit":
        """Take a tag, letter case aside, from each client."""
        return cls(BulkKind.UNTAG, _one_tag(tag))

    @classmethod
    def set_attribute(cls, name: str, value: AttributeValue) -> "BulkEdit":
        """Give each client a value of a custom attribute, in place of the one it has.

        Args:
            name: Name of a defined attribute.
            value: A value of its type.
        """
        key = attribute_key(name)
        return cls(BulkKind.SET_ATTRIBUTE, key, Attribute(key, value))

    @classmethod
    def clear_attribute(cls, name: str) -> "BulkEdit":
        """Take the value of a custom attribute from each client."""
        return cls(BulkKind.CLEAR_ATTRIBUTE, attribute_key(name))

    @classmethod
    def subscribe(
        cls,
        channel: Channel | None,
        topic: str,
        *,
        basis: ConsentBasis,
        wording: str | None = None,
        evidence: str | None = None,
    ) -> "BulkEdit":
        """Record an opt-in of each client on whom no unsubscription stands.

        Whoever unsubscribed stays so: only a client's own words lift that, one client at a time.

        Args:
            channel: How, None for every channel.
            topic: About what, ``"*"`` for every topic.
            basis: Why contact is thought lawful.
            wording: The words that were agreed to.
            evidence: Reference to a proof.
        """
        return cls(BulkKind.SUBSCRIBE, topic, None, channel, basis, wording, evidence)

    @classmethod
    def unsubscribe(cls, channel: Channel | None, topic: str) -> "BulkEdit":
        """Record an opt-out of each client.  Undoing the act does not lift it: nothing does."""
        return cls(BulkKind.UNSUBSCRIBE, topic, None, channel)

    @classmethod
    def delete(cls) -> "BulkEdit":
        """Delete each client; for ``settings.restore_days`` undoing the act brings them back."""
        return cls(BulkKind.DELETE)

    def apply(self, profile: Profile) -> Profile:
        """Return the profile after an edit of tags or attributes; the same one if it says so.

        Raises:
            InvalidValueError: The profile cannot hold the result.
        """
        match self.kind:
            case BulkKind.TAG if self._held(profile) is None:
                return attrs.evolve(profile, tags=(*profile.tags, self.name))
            case BulkKind.UNTAG:
                return self.put_back(profile, None)
            case BulkKind.SET_ATTRIBUTE | BulkKind.CLEAR_ATTRIBUTE:
                return self.put_back(profile, self.attribute)
        return profile

    @property
    def field(self) -> str:
        """Field of the profile that an edit of tags or attributes changes."""
        return "tags" if self.kind in (BulkKind.TAG, BulkKind.UNTAG) else "attributes"

    @property
    def one(self) -> tuple[str, object]:
        """Field and key of the one value that an edit of tags or attributes is about."""
        return (self.field, self.name.casefold() if self.field == "tags" else self.name)

    @property
    def unit(self) -> tuple[str, object] | None:
        """Field and key of the one value that the edit gives; None for one that gives none."""
        return self.one if self.kind in (BulkKind.TAG, BulkKind.SET_ATTRIBUTE) else None

    def held_in(self, values: tuple[str | Attribute, ...]) -> str | Attribute | None:
        """Return the one value of the field that the edit is about, None when it is not there."""
        wanted = self.name.casefold()
        for value in values:
            mine = value.casefold() == wanted if isinstance(value, str) else value.key == self.name
            if mine:
                return value
        return None

    def _held(self, profile: Profile) -> str | Attribute | None:
        return self.held_in(getattr(profile, self.field))

    def put_back(self, profile: Profile, value: str | Attribute | None) -> Profile:
        """Return the profile with this value in the place of the one the edit is about."""
        held = getattr(profile, self.field)
        mine = self.held_in(held)
        if mine == value:
            return profile
        values = [value if v is mine else v for v in held] if mine is not None else [*held, value]
        kept = tuple(v for v in values if v is not None)
        return attrs.evolve(profile, **{self.field: kept})  # type: ignore[arg-type]  # one of two


def _one_tag(tag: str) -> str:
    found = Profile(tags=(tag,)).tags
    if not found:
        raise refuse("bulk.tag", "name a tag")
    return found[0]


@attrs.frozen
class BulkCounts:
    """What becomes of the clients; each is in one bucket.

    Args:
        changed: Changed, or to be changed.
        unchanged: Already as they are to be.
        refused: An unsubscription stands against the opt-in, or the profile cannot take the value;
            also those whose turn came when the attribute could not take it any more, or was no
            more, or the topic.
        gone: Deleted, merged or no longer under the rule since they were listed; of a deletion,
            also those into whom somebody was merged since: they stay.
    """

    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    gone: int = 0

    @property
    def clients(self) -> int:
        """All of them."""
        return self.changed + self.unchanged + self.refused + self.gone

    def plus(self, other: "BulkCounts") -> "BulkCounts":
        """Return the sum, bucket by bucket."""
        mine, theirs = attrs.asdict(self), attrs.asdict(other)
        return BulkCounts(**{name: mine[name] + theirs[name] for name in mine})


@attrs.frozen
class BulkUndoCounts:
    """What undoing does to the clients an act changed; each is in one bucket.

    Args:
        restored: As before, or to be so.
        kept: Edited, deleted, merged or spoken of contact since: left as they are.
        nothing: The act did nothing to them, or it was taken back already.
    """

    restored: int = 0
    kept: int = 0
    nothing: int = 0

    def plus(self, other: "BulkUndoCounts") -> "BulkUndoCounts":
        """Return the sum, bucket by bucket."""
        mine, theirs = attrs.asdict(self), attrs.asdict(other)
        return BulkUndoCounts(**{name: mine[name] + theirs[name] for name in mine})


@attrs.frozen
class BulkPlan:
    """What a bulk edit would do; planning writes nothing.

    It goes stale when others are meant than those that were counted, when the settings changed, or
    the definition of the attribute; a deletion, also when somebody was merged into one of them, or
    such a merge was undone.

    Args:
        edit: What is done.
        counts: What would become of the clients.
        members: A digest of the ids of the clients, in their order; of a deletion, with the ids of
            those who were merged into them.
        basis: SHA-256 over the settings and the definition the edit depends on.
        where: The filter or the selection; everybody for a rule, which says whom itself.
        next: Where counting goes on, for a plan that was counted in part; None for a whole one.
    """

    edit: BulkEdit
    counts: BulkCounts
    members: str
    basis: str
    where: Filter | Selection = attrs.field(default=NO_FILTER, repr=False)
    next: str | None = attrs.field(default=None, repr=False)

    def _repr_html_(self) -> str:
        return html_table([("edit", self.edit.kind.value), *attrs.asdict(self.counts).items()])


class BulkState(StrEnum):
    """Where an act stands."""

    LISTING = "listing"  # its clients are being listed; nothing was changed
    COMMITTING = "committing"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"


@attrs.frozen
class BulkRun:
    """An act, as the book keeps it.

    Args:
        id: Its id; what it wrote has the cause ``bulk:<id>`` in the journal.
        edit: What was done.
        state: Where it stands.
        by: Who began it.
        at: When (aware, UTC).
        planned: What the plan said.
        counts: What became of the clients so far.
        members: How many clients it names.
        undone: What undoing did so far, None while nobody undoes it.
        undo_at: How many of the clients undoing has passed.
    """

    id: str
    edit: BulkEdit
    state: BulkState
    by: Actor
    at: datetime = attrs.field(converter=utc)
    planned: BulkCounts = BulkCounts()
    counts: BulkCounts = BulkCounts()
    members: int = 0
    undone: BulkUndoCounts | None = None
    undo_at: int = 0

    def _repr_html_(self) -> str:
        shown = [("act", self.id), ("edit", self.edit.kind.value), ("state", self.state.value)]
        undone = attrs.asdict(self.undone).items() if self.undone else ()
        return html_table([*shown, *attrs.asdict(self.counts).items(), *undone])
