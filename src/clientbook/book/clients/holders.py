"""Who holds the keys of a profile: bounded look-ups, and the verdict of the identity rule."""

from collections.abc import Collection, Mapping, Sequence

import attrs

from clientbook.book.contexts import Context
from clientbook.book.former_keys import former_holders, formerly_known_by
from clientbook.book.resolving import known_as
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.dates import PartialDate
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.identity.keys import HOLDERS_CAP, birth_key, identity_keys, name_key
from clientbook.identity.rules import Recall, decide
from clientbook.identity.verdicts import Holder, Policy, Verdict
from clientbook.matching.pairs.model import MatchModel

SHARED = "shared"
"""Records of identity keys that a family or a company shares: they identify nobody (SPEC X19)."""

_PAGE = 1000


def marked_keys(context: Context, keys: Collection[str]) -> frozenset[str]:
    """Return those of the identity keys that are marked as shared."""
    if not keys:
        return frozenset()
    return frozenset(context.store.get_records(context.book, SHARED, keys))


def shared_keys(context: Context) -> frozenset[str]:
    """Return every identity key that is marked as shared in the book."""
    found: set[str] = set()
    after: tuple[str, str] | None = None
    while True:
        page = context.store.list_records(context.book, SHARED, after=after, limit=_PAGE)
        found.update(record.id for record in page)
        if len(page) < _PAGE:
            return frozenset(found)
        after = ("", page[-1].id)


@attrs.frozen
class KeyHolders:
    """Who holds identity keys.

    Args:
        ids: For each key that identifies somebody, the clients that hold it.
        capped: Keys that more than :data:`~clientbook.identity.keys.HOLDERS_CAP` clients hold.
    """

    ids: dict[str, tuple[ClientId, ...]]
    capped: frozenset[str] = frozenset()


def key_holders(context: Context, keys: Collection[str]) -> KeyHolders:
    """Look identity keys up; at most one more than the cap is read of each."""
    if not keys:
        return KeyHolders({})
    found = context.store.find_holders(context.book, keys, cap=HOLDERS_CAP)
    capped = frozenset(key for key, ids in found.items() if len(ids) > HOLDERS_CAP)
    return KeyHolders({key: ids for key, ids in found.items() if key not in capped}, capped)


@attrs.frozen
class Judged:
    """What the rule says of a profile in a book.

    Args:
        verdict: Who it is.
        shared: Keys of the profile that identify nobody: marked, or held by too many.
    """

    verdict: Verdict
    shared: frozenset[str] = frozenset()

    @property
    def clients(self) -> dict[ClientId, Client]:
        """The holders, as they stand in the store."""
        stored = (j.holder.stored for j in self.verdict.holders)
        return {client.id: client for client in stored if client is not None}


def judge(context: Context, profile: Profile, *, model: MatchModel | None = None) -> Judged:
    """Ask the identity rule who a profile is among the ACTIVE clients of the book.

    Cost: one look-up of the profile's keys, and at most 20 clients a key, whoever shares it; in a
    book where edits took such keys from clients, one more of whom.
    """
    keys = identity_keys(profile)
    marked = marked_keys(context, keys)
    found = key_holders(context, keys - marked)
    shared = marked | found.capped
    before = former_holders(context, keys - shared)
    ids = {i for held in found.ids.values() for i in held}.union(before)
    clients = context.store.get_clients(context.book, ids) if ids else {}
    holders = [
        Holder(c.profile, i, stored=c, former_keys=before.get(i, frozenset()))
        for i, c in clients.items()
        if c.is_active
    ]
    verdict = decide(profile, holders, Policy(shared, model), recall=recall_in(context))
    return Judged(verdict, shared)


_CHANGING = ("name", "birthday")
_CHANGES_READ = 100
"""How many of a client's last changes are looked through for what it was."""


def recall_in(context: Context) -> Recall:
    """Return what reads the names and birth dates that clients of a book had, newest first.

    Cost: five look-ups for all that are asked about, and one of the journal for each of them and
    of those merged into it.  What was changed longer ago than the journal is read, is known by the
    very words alone.
    """

    def recall(profile: Profile, holders: Sequence[Holder]) -> list[Holder]:
        ids = [h.client_id for h in holders if h.client_id]
        known = known_as(context, ids)
        merged = {i for i in ids for i in known[i][1:]}
        absorbed = context.store.get_clients(context.book, merged) if merged else {}
        changing = [name_key(profile), birth_key(profile)]
        before = formerly_known_by(context, dict.fromkeys(ids, changing))
        return [
            attrs.evolve(
                _with_past(context, holder, known[holder.client_id], absorbed),
                former_keys=holder.former_keys | before.get(holder.client_id, frozenset()),
            )
            for holder in holders
            if holder.client_id
        ]

    return recall


def _with_past(
    context: Context,
    holder: Holder,
    ids: Collection[ClientId],
    absorbed: Mapping[ClientId, Client],
) -> Holder:
    """Return a holder with what it was, and what those were that were merged into it.

    Args:
        context: The book.
        holder: Who.
        ids: Every id that leads to it.
        absorbed: Clients that were merged.
    """
    merged = [absorbed[i].profile for i in ids if i in absorbed]
    before = [
        value
        for client_id in ids
        for change in context.store.read_changes(
            context.book, client_ids=[client_id], limit=_CHANGES_READ, descending=True
        )
        for field, value in change.before
        if field in _CHANGING
    ]
    return attrs.evolve(
        holder,
        merged_names=tuple(p.name for p in merged if p.name is not None),
        merged_births=tuple(p.birthday for p in merged if p.birthday is not None),
        former_names=tuple(dict.fromkeys(v for v in before if isinstance(v, PersonName))),
        former_births=tuple(dict.fromkeys(v for v in before if isinstance(v, PartialDate))),
    )
