"""Who a profile may be: candidates from the key index of the store, without a scan."""

from collections import Counter
from collections.abc import Collection, Iterator

import attrs

from clientbook.book.clients.arrivals import SHARED
from clientbook.book.contexts import Context
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.profiles import Profile
from clientbook.matching import (
    CappedKey,
    Explanation,
    Frequencies,
    MatchModel,
    identity_keys,
    match_keys,
    shipped_model,
)
from clientbook.matching.index_keys import INDEXED_KINDS
from clientbook.matching.pairs.features import features
from clientbook.matching.pairs.scoring import probability, score_features

KEY_CAP = 50
"""Most holders of a match key that are looked at; a key with more identifies nobody."""

SCORED = 60
"""Most candidates that are scored, those that share most keys first."""

_COUNTED = ("p", "e")  # kinds of keys whose holders are the count of the value itself
_PAGE = 1000


@attrs.frozen
class Candidate:
    """A client that a profile may be.

    Args:
        client: The client.
        explanation: What the score is made of.
    """

    client: Client
    explanation: Explanation

    @property
    def client_id(self) -> ClientId:
        """Id of the client."""
        return self.client.id

    @property
    def match_weight(self) -> float:
        """log2 of the odds that they are one person."""
        return self.explanation.match_weight

    @property
    def match_probability(self) -> float:
        """0 to 1."""
        return self.explanation.match_probability


@attrs.frozen
class CandidateReport:
    """Candidates, and the keys that were too common to use.

    Args:
        candidates: Most likely first, then by id.
        capped: Kinds of match keys that more than :data:`KEY_CAP` clients share.
    """

    candidates: tuple[Candidate, ...]
    capped: tuple[CappedKey, ...] = ()


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


def stream_profiles(context: Context, *, page: int = 2000) -> Iterator[tuple[ClientId, Profile]]:
    """Yield id and profile of every ACTIVE client; memory does not grow with the book."""
    after: tuple[str, ClientId] | None = None
    while True:
        listed = context.store.list_clients(context.book, after=after, limit=page)
        clients = context.store.get_clients(context.book, [i for _, i in listed])
        for _, client_id in listed:
            if client_id in clients:
                yield client_id, clients[client_id].profile
        if len(listed) < page:
            return
        after = listed[-1]


def find_candidates(
    context: Context,
    profile: Profile,
    *,
    model: MatchModel | None = None,
    threshold: float | None = None,
    without: Collection[ClientId] = (),
    limit: int = 10,
) -> CandidateReport:
    """Find the clients a profile may be, through the key index.

    Args:
        context: The book.
        profile: The new profile.
        model: None for the shipped one.
        threshold: Match probability from which a client is returned; None for the model's
            ``propose_threshold``.
        without: Clients to leave out.
        limit: At most so many.

    Cost: one look-up of some 5 to 30 keys and at most :data:`SCORED` clients, whatever the size
    of the book.
    """
    model = model or shipped_model()
    least = model.propose_threshold if threshold is None else threshold
    strong = identity_keys(profile)
    shared = frozenset(context.store.get_records(context.book, SHARED, strong)) if strong else ()
    held = _holders(context, strong.difference(shared), match_keys(profile, shared=shared))
    hits: Counter[ClientId] = Counter()
    capped: list[CappedKey] = []
    for key, ids in sorted(held.items()):
        if len(ids) > KEY_CAP:
            capped.append(CappedKey(key.partition(":")[0], len(ids)))
        else:
            hits.update(i for i in ids if i not in without)
    best = sorted(hits, key=lambda i: (-hits[i], i))[:SCORED]
    frequencies = _frequencies(context, {k: len(ids) for k, ids in held.items()})
    asked = features(profile, shared=shared)  # once: it costs more than a score
    found: list[Candidate] = []
    for client in context.store.get_clients(context.book, best).values():
        other = features(client.profile, shared=shared)
        parts = score_features(asked, other, model=model, frequencies=frequencies)
        weight = sum(part.weight for part in parts)
        found.append(Candidate(client, Explanation(parts, weight, probability(weight))))
    likely = [c for c in found if c.match_probability >= least]
    likely.sort(key=lambda c: (-c.match_weight, c.client_id))
    return CandidateReport(tuple(likely[:limit]), tuple(capped))


def _holders(
    context: Context, strong: Collection[str], keys: Collection[str]
) -> dict[str, tuple[ClientId, ...]]:
    """Return who holds the keys; those of a kind that stores do not index are left out."""
    weak = [key for key in keys if key.partition(":")[0] in INDEXED_KINDS]
    return context.store.find_holders(context.book, [*strong, *weak], cap=KEY_CAP)


def _frequencies(context: Context, holders: dict[str, int]) -> Frequencies:
    """Say how common the profile's own phones and e-mails are in the book."""
    counts = {k: n + 1 for k, n in holders.items() if k.partition(":")[0] in _COUNTED}
    size = context.store.count_clients(context.book)
    return Frequencies(max(size, 2), counts, frozenset(_COUNTED))
