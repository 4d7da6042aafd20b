"""What a check answers: whom a profile may be, and why."""

from collections.abc import Iterable
from typing import Self

import attrs

from clientbook.domain.clients import Client, ClientId
from clientbook.domain.profiles import Profile
from clientbook.identity.evidence import Evidence, evidence_of
from clientbook.identity.verdicts import NOBODY, IdentityReason, Judgement, Verdict, VerdictKind
from clientbook.matching import CappedKey, Explanation


@attrs.frozen
class ClientMatch:
    """A client that a profile may be, or that shares a key with it.

    Args:
        client: The client.
        evidence: What they share, then what speaks against.
        same_person: True when the client is the person, or may be; False for somebody else on
            the same number, and for one who only looks alike.
        reasons: Why the identity rule judges so; empty where they share no key.
        explanation: What the match weight is made of; None where nobody asked for it.
    """

    client: Client
    evidence: tuple[Evidence, ...] = ()
    same_person: bool = False
    reasons: tuple[IdentityReason, ...] = ()
    explanation: Explanation | None = None

    @property
    def client_id(self) -> ClientId:
        """Id of the client."""
        return self.client.id

    @property
    def match_weight(self) -> float | None:
        """log2 of the odds that they are one person, None where nobody asked for it."""
        return self.explanation.match_weight if self.explanation else None

    @property
    def match_probability(self) -> float | None:
        """0 to 1, None where nobody asked for it."""
        return self.explanation.match_probability if self.explanation else None


class CheckAnswer(tuple[ClientMatch, ...]):  # noqa: SLOT001 (it carries the verdict)
    """Whom a profile may be, best first: a tuple of matches that also says the verdict.

    Attributes:
        verdict: What the identity rule says.
        capped: Kinds of keys that too many clients hold to go by.
    """

    verdict: Verdict
    capped: tuple[CappedKey, ...]

    def __new__(
        cls,
        matches: Iterable[ClientMatch] = (),
        verdict: Verdict = NOBODY,
        capped: tuple[CappedKey, ...] = (),
    ) -> Self:
        """Make an answer of matches, best first."""
        self = super().__new__(cls, matches)
        self.verdict, self.capped = verdict, capped
        return self

    @property
    def kind(self) -> VerdictKind:
        """SAME: it is :attr:`client`.  UNSURE: a person decides.  NEW: it is nobody of these."""
        return self.verdict.kind

    @property
    def reasons(self) -> tuple[IdentityReason, ...]:
        """Why the verdict is what it is, each reason once."""
        return self.verdict.reasons

    @property
    def client(self) -> Client | None:
        """The client the profile is, None unless the verdict is SAME."""
        holder = self.verdict.holder
        return holder.stored if holder else None


def as_match(profile_of: Judgement, evidence: tuple[Evidence, ...], *, may_be: bool) -> ClientMatch:
    """Return what the rule says of a client as a match."""
    client = profile_of.holder.stored
    assert client is not None  # holders of a book are read with their client
    return ClientMatch(client, evidence, may_be, profile_of.reasons)


def answer(profile: Profile, verdict: Verdict) -> CheckAnswer:
    """Return a verdict as an answer: those it may be, then those worth a look, then the others."""
    first = [(j, True) for j in verdict.candidates]
    rest = sorted(verdict.others, key=lambda j: j not in verdict.proposed)
    matches = [
        as_match(j, evidence_of(profile, j.holder.profile, j.shares), may_be=may_be)
        for j, may_be in (*first, *((j, False) for j in rest))
    ]
    return CheckAnswer(matches, verdict)


@attrs.frozen(eq=False)
class CreatedClient(Client):
    """A client just created, with the warning: whom it may be that was there before.

    It is the client in every other way, and equal to it.

    Args:
        duplicates: Whom it may be, best first; empty when nobody was asked about (ALLOW).
    """

    duplicates: CheckAnswer = attrs.field(default=CheckAnswer(), kw_only=True, repr=False, eq=False)

    def __eq__(self, other: object) -> bool:
        """True for the same client, whatever the warning."""
        if not isinstance(other, Client):
            return NotImplemented
        return all(getattr(self, f.name) == getattr(other, f.name) for f in attrs.fields(Client))

    __hash__ = Client.__hash__

    @property
    def plain(self) -> Client:
        """The client without its warning."""
        return Client(**{f.name: getattr(self, f.name) for f in attrs.fields(Client)})


def created(client: Client, duplicates: CheckAnswer) -> CreatedClient:
    """Return a client that was created, with its warning."""
    values = {f.name: getattr(client, f.name) for f in attrs.fields(Client)}
    return CreatedClient(**values, duplicates=duplicates)
