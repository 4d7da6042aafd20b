"""Merging as values: what a person chose, what stands against it, what was done."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import attrs
from attrs.converters import optional

from clientbook._moved import renamed
from clientbook.domain.checks import max_length, optional_lines, refuse, utc
from clientbook.domain.clients import Actor, BookingBlock, ClientId
from clientbook.domain.ports import LinkReceipt
from clientbook.domain.profiles import Profile
from clientbook.domain.survivorship import AS_EVER, SurvivorRule, Survivorship
from clientbook.messages.html_tables import html_table
from clientbook.messages.issues import Param


class BlockerCode(StrEnum):
    """Why a merge may not be right, or cannot be made."""

    BIRTHDAY_CLASH = "birthday_clash"
    GENDER_CLASH = "gender_clash"
    TWO_ACCOUNTS = "two_accounts"
    LIMIT_OVERFLOW = "limit_overflow"
    LINK_CONFLICT = "link_conflict"
    IGNORED_PAIR = "ignored_pair"
    REQUIRED_FIELD = "required_field"  # a choice leaves out what the book requires

    @property
    def can_override(self) -> bool:
        """True when a person may merge all the same; False when only a choice resolves it."""
        return self not in (BlockerCode.TWO_ACCOUNTS, BlockerCode.REQUIRED_FIELD)


class Resolution(StrEnum):
    """What took a blocker out of the way."""

    CHOICE = "choice"
    OVERRIDE = "override"


@attrs.frozen
class Blocker:
    """One reason against a merge.

    Args:
        code: Which reason.
        field: The field it concerns (``"birthday"``, ``"phones"``), the kind of link of a
            LINK_CONFLICT; empty when the clients as a whole are meant.
        client_ids: Whose values stand against one another.
        params: Typed parts of the message as sorted pairs, such as a count and its limit; never
            a personal value.
        resolution: What resolved it; None while it stands.
    """

    code: BlockerCode
    field: str = ""
    client_ids: tuple[ClientId, ...] = ()
    params: tuple[tuple[str, Param], ...] = ()
    resolution: Resolution | None = None


@attrs.frozen
class FieldChoice:
    """Which value a field takes: a client's, or one that is given.

    Args:
        field: Name of a profile's field, or ``"attribute:<name>"``.
        from_client: Take this client's value, also when it has none; None takes *value*.
        value: The value to take when no client is named; None (or ``()``) clears the field.
    """

    field: str
    from_client: ClientId | None = None
    value: Any = attrs.field(default=None, repr=False)

    def __attrs_post_init__(self) -> None:
        if self.from_client is not None and self.value is not None:
            raise refuse("choice", "name a client or give a value, not both")


@attrs.frozen
class ValueChoice:
    """Whether one value of a list is kept.

    Args:
        field: Name of a list of the profile: ``"phones"``, ``"emails"``, ``"addresses"``,
            ``"websites"``, ``"tags"`` or ``"external_ids"``.
        value: A value one of the clients has; compared by its key.
        keep: False drops it from the result, True keeps it where a FieldChoice would not.
    """

    field: str
    value: Any = attrs.field(repr=False)
    keep: bool = False


Choice = FieldChoice | ValueChoice


@attrs.frozen
class ChoiceMade:
    """A choice as a merge record keeps it: what was chosen about, never a value.

    Args:
        field: The field or attribute.
        from_client: Whose value was taken, None for another kind of choice.
        given: True when a person gave the value; the journal has it.
        kept: Of one value of a list: whether it was kept or dropped; None for a whole field.
    """

    field: str
    from_client: ClientId | None = None
    given: bool = False
    kept: bool | None = None

    @classmethod
    def of(cls, choice: Choice) -> "ChoiceMade":
        """Return what is kept of a choice."""
        if isinstance(choice, ValueChoice):
            return cls(choice.field, kept=choice.keep)
        return cls(choice.field, choice.from_client, given=choice.from_client is None)


class DecidedBy(StrEnum):
    """What decided between different values of one field."""

    CHOICE = "choice"
    SURVIVOR = "survivor"  # the survivor's, else the first absorbed client that has one
    RULE = "rule"  # a rule of survivorship, or the attribute's merge rule


@attrs.frozen
class Conflict:
    """A field in which the clients differ, and who decided.

    Args:
        field: Name of a profile's field, or ``"attribute:<key>"``.
        values: Id and value of each client that has one, survivor first.
        decided_by: What decided; the value itself is in the plan's result, the other values
            stay in the history.
        rule: The rule of survivorship that decided, None where another thing did.
        taken_from: The client whose value the rule picked, None where no rule did.
    """

    field: str
    values: tuple[tuple[ClientId, Any], ...] = attrs.field(repr=False)
    decided_by: DecidedBy
    rule: SurvivorRule | None = None
    taken_from: ClientId | None = None

    @property
    def reason(self) -> str:
        """What decided, in a word: the rule where one did."""
        return self.decided_by.value if self.rule is None else f"rule: {self.rule.value}"


@attrs.frozen
class MergePlan:
    """What a merge would give; a value to show, edit (plan again with choices) and commit once.

    Args:
        survivor_id: The client that stays, with its id.
        absorbed_ids: The clients that go into it, in the order they were named.
        result: The survivor's profile after the merge.
        block: The survivor's booking block after the merge.
        conflicts: Fields in which the clients differ.
        blockers: Reasons against the merge that stand.
        resolved: Reasons that a choice or an override took out of the way.
        link_counts: How many records of each kind the host would move.
        revisions: Id and revision of each client the plan was made from.
        choices: What was chosen.
        overrides: Codes that were overridden.
        hash: SHA-256 in hexadecimal over everything else; equal plans have equal hashes.
        survivorship: The rules that decided where nobody chose.
    """

    survivor_id: ClientId
    absorbed_ids: tuple[ClientId, ...]
    result: Profile
    block: BookingBlock | None
    conflicts: tuple[Conflict, ...]
    blockers: tuple[Blocker, ...]
    resolved: tuple[Blocker, ...]
    link_counts: tuple[tuple[str, int], ...]
    revisions: tuple[tuple[ClientId, int], ...]
    choices: tuple[Choice, ...]
    overrides: tuple[BlockerCode, ...]
    hash: str
    survivorship: Survivorship = AS_EVER

    def _repr_html_(self) -> str:
        lines: list[tuple[object, object]] = [
            ("stays", self.survivor_id),
            ("goes into it", ", ".join(self.absorbed_ids)),
            *((f"conflict: {c.field}", c.reason) for c in self.conflicts),
            *((f"blocked: {b.code.value}", b.field) for b in self.blockers),
            *((f"moves: {kind}", count) for kind, count in self.link_counts),
        ]
        return html_table(lines)

    @property
    def can_merge(self) -> bool:
        """True when no blocker stands."""
        return not self.blockers


@attrs.frozen
class Absorbed:
    """One absorbed client of a merge.

    Args:
        id: Its id.
        revision: Its revision before the merge.
        adopted: Ids that led to it before the merge, and lead to the survivor since.
    """

    id: ClientId
    revision: int
    adopted: tuple[ClientId, ...] = ()


@attrs.frozen
class MergeRecord:
    """A merge that was made.  It holds no personal value: those are in the journal.

    Args:
        id: Id of the merge.
        survivor_id: The client that stayed.
        survivor_revision: Its revision right after the merge; the one before is one less.
        absorbed: The clients that went into it.
        link_counts: How many records of each kind the host moved.
        receipts: Proof of what the link ports moved.
        plan_hash: Hash of the plan.
        actor: Who merged.
        at: When (aware, UTC).
        seq: Position of the journal before the merge: the record's place in the order of merges.
        undone_at: When it was undone (aware, UTC), None while it stands.
        undone_by: Who undid it, None while it stands.
        choices: What the actor chose.
        resolved: Reasons against the merge, and whether a choice or the actor's override took
            each out of the way.
        reason: Why it was done, in the actor's words, or None; an erasure takes it out.
        survivorship: The rules that decided where nobody chose.
    """

    id: str
    survivor_id: ClientId
    survivor_revision: int
    absorbed: tuple[Absorbed, ...]
    link_counts: tuple[tuple[str, int], ...]
    receipts: tuple[LinkReceipt, ...] = attrs.field(repr=False)
    plan_hash: str
    actor: Actor
    at: datetime = attrs.field(converter=utc)
    seq: int = 0
    undone_at: datetime | None = attrs.field(default=None, converter=optional(utc))
    undone_by: Actor | None = None
    choices: tuple[ChoiceMade, ...] = ()
    resolved: tuple[Blocker, ...] = ()
    reason: str | None = attrs.field(
        default=None, converter=optional_lines, validator=max_length(2000), repr=False
    )
    survivorship: Survivorship = AS_EVER

    @property
    def overrides(self) -> tuple[BlockerCode, ...]:
        """Reasons that the actor merged in spite of."""
        return tuple(b.code for b in self.resolved if b.resolution is Resolution.OVERRIDE)

    @property
    def absorbed_ids(self) -> tuple[ClientId, ...]:
        """Ids of the absorbed clients."""
        return tuple(a.id for a in self.absorbed)

    @property
    def stands(self) -> bool:
        """True while the merge was not undone."""
        return self.undone_at is None


@attrs.frozen
class IgnoredPair:
    """Two clients a person said are not the same; it holds for good.

    Args:
        left: The smaller id: a pair has no order.
        right: The larger id.
        by: Who said so.
        at: When (aware, UTC).
    """

    left: ClientId
    right: ClientId
    by: Actor
    at: datetime = attrs.field(converter=utc)

    def __attrs_post_init__(self) -> None:
        if self.left >= self.right:
            raise refuse("ignored_pair", "two different ids, the smaller one first")


@attrs.frozen
class DuplicateScan:
    """What a scan for duplicates looked through and found.

    Args:
        clients: ACTIVE clients of the book.
        pairs: Pairs that somebody has to look at.
        capped: Match keys that too many clients share to compare them all through it.
        compared: Clients that were compared: all of a book that was looked through as a whole,
            else those that had changed.
        is_whole: True where the whole book was looked through.
        at: When it was done (aware, UTC).
    """

    clients: int
    pairs: int
    capped: int
    compared: int
    is_whole: bool
    at: datetime = attrs.field(converter=utc)


class SkipReason(StrEnum):
    """Why a bulk merge left a pair alone."""

    BLOCKED = "blocked"  # the blockers say why
    CONFLICT = "conflict"  # a person has to choose between values
    ALREADY_ONE = "already_one"  # both ids lead to the same client
    NOT_ACTIVE = "not_active"
    NOT_FOUND = "not_found"
    LINKS_REFUSED = "links_refused"  # the host refused to move its records


@attrs.frozen
class SkippedPair:
    """A pair a bulk merge left alone.

    Args:
        left: One id, as it was given.
        right: The other.
        reason: Why.
        blockers: For BLOCKED: the codes.
        fields: For CONFLICT: the fields.
    """

    left: ClientId
    right: ClientId
    reason: SkipReason
    blockers: tuple[BlockerCode, ...] = ()
    fields: tuple[str, ...] = ()


@attrs.frozen
class BulkReport:
    """What a bulk merge did: merged and skipped add up to the pairs it was given."""

    merged: tuple[MergeRecord, ...]
    skipped: tuple[SkippedPair, ...]


__getattr__ = renamed(
    __name__,
    {
        name: f"clientbook.domain.unmerges:{name}"
        for name in (
            "KeptValue",
            "UnmergeConflict",
            "Conflicting",
            "UnmergeStep",
            "UnmergePlan",
            "UnmergeReport",
        )
    },
)
