"""What the identity rule is asked, and what it answers."""

from collections.abc import Collection
from enum import StrEnum

import attrs

from clientbook.domain.clients import Client, ClientId, OriginKind
from clientbook.domain.dates import PartialDate
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.matching.pairs.model import MatchModel


class VerdictKind(StrEnum):
    """What the rule says of a profile."""

    SAME = "same"  # it is that one client
    UNSURE = "unsure"  # it may be one of these: a person decides
    NEW = "new"  # it is nobody of these


class IdentityReason(StrEnum):
    """Why the rule judges a holder as it does."""

    SAME_ID = "same_id"  # one id of one system
    SAME_CONTACT = "same_contact"  # a telephone or e-mail address, and names that go together
    NAMELESS = "nameless"  # one of the two has no name
    FIRM = "firm"  # one is a firm of which no person is named, the other a person
    LIKELY = "likely"  # the matching model finds it likely: a nickname, a slip
    NAMES_CONTRADICT = "names_contradict"
    BIRTHS_CLASH = "births_clash"
    SEXES_CLASH = "sexes_clash"  # stated, or by titles; the given names go together
    TWO_ACCOUNTS = "two_accounts"  # each has a user account of its own
    OTHER_ID = "other_id"  # one system knows them under two ids
    FORMER_NAME = "former_name"  # the holder once had a name that fits, before somebody changed it
    FORMER_BIRTH = "former_birth"  # and this a birth date that does
    FORMER_KEY = "former_key"  # and this a telephone, e-mail address or id of the profile
    RENAMED = "renamed"  # given name and birth date agree: another family name, as by marriage
    SEVERAL = "several"  # more than one holder fits as well


ROW_ID = "row:"
"""How the identity of somebody begins whom only a row of a file knows so far."""


@attrs.frozen
class Holder:
    """Somebody who holds a key of a profile: a client, or a row of a file that is no client yet.

    Args:
        profile: What is known of them.
        client_id: Their id, None for a row of a plan that has written nothing.
        row: Row of this file that created or touched them, None for nobody of this file.
        stored: The client as it stands in the store, where it was read.
        merged_names: Names of the clients that were merged into it: a person has said that they
            are one.
        merged_births: Their birth dates.
        former_names: Names that it, or one of those, had before they were changed.
        former_births: Birth dates that were changed since, so too.
        former_keys: What of that which the profile is known by an edit took from it since; see
            :func:`~clientbook.identity.keys.known_by`.
    """

    profile: Profile
    client_id: ClientId | None = None
    row: int | None = None
    stored: Client | None = attrs.field(default=None, repr=False, eq=False)
    merged_names: tuple[PersonName, ...] = attrs.field(default=(), repr=False, eq=False)
    merged_births: tuple[PartialDate, ...] = attrs.field(default=(), repr=False, eq=False)
    former_names: tuple[PersonName, ...] = attrs.field(default=(), repr=False, eq=False)
    former_births: tuple[PartialDate, ...] = attrs.field(default=(), repr=False, eq=False)
    former_keys: frozenset[str] = attrs.field(default=frozenset(), repr=False, eq=False)

    @property
    def has_past(self) -> bool:
        """True when the client was changed since it was created: it may have been otherwise."""
        return self.stored is not None and self.stored.revision > 1

    @property
    def is_imported(self) -> bool:
        """True for a client that a list brought into the book."""
        return self.stored is not None and self.stored.origin.kind is OriginKind.IMPORT

    @property
    def identity(self) -> str:
        """What tells holders apart: the client's id, else the row."""
        return self.client_id or f"{ROW_ID}{self.row}"


@attrs.frozen
class Policy:
    """What counts in one book, or one file, beyond the profiles.

    Args:
        shared: Identity keys that identify nobody: marked as shared, or too common.
        model: The matching model; None for the shipped one.
    """

    shared: Collection[str] = attrs.field(default=(), repr=False)
    model: MatchModel | None = None


PLAIN = Policy()


@attrs.frozen
class Judgement:
    """What the rule says of one holder.

    Args:
        holder: Whom.
        reasons: Why it may be the person, or why not.
        shares: Fields of the keys both hold: ``external_id``, ``phone``, ``email``.
        alone: True when nobody else holds one of these keys.
        exact: True when the whole name is the same, letter case, accents and order aside.
    """

    holder: Holder
    reasons: tuple[IdentityReason, ...]
    shares: tuple[str, ...]
    alone: bool
    exact: bool = False


@attrs.frozen
class Verdict:
    """Who a profile is.

    Args:
        kind: SAME, UNSURE or NEW.
        candidates: For SAME the one it is; for UNSURE everybody it may be, best first.
        others: Holders of the same keys who are other persons, such as a family on one number.
        proposed: Those of *others* a person should look at all the same: one system knows them
            under two ids, and everything else agrees.
    """

    kind: VerdictKind
    candidates: tuple[Judgement, ...] = ()
    others: tuple[Judgement, ...] = ()
    proposed: tuple[Judgement, ...] = ()

    @property
    def holder(self) -> Holder | None:
        """The one the profile is, None unless SAME."""
        return self.candidates[0].holder if self.kind is VerdictKind.SAME else None

    @property
    def reasons(self) -> tuple[IdentityReason, ...]:
        """Why, over all candidates, each once."""
        return tuple(dict.fromkeys(r for c in self.candidates for r in c.reasons))

    @property
    def holders(self) -> tuple[Judgement, ...]:
        """Everybody who was judged, candidates first."""
        return (*self.candidates, *self.others)


NOBODY = Verdict(VerdictKind.NEW)
