"""Who a profile may be: candidates from the key index of the store, without a scan."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

import attrs

from clientbook._moved import renamed
from clientbook.book.clients.holders import marked_keys
from clientbook.book.contexts import Context
from clientbook.convert.documents import DamagedDocumentError, load_json
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.profiles import Profile
from clientbook.identity.keys import HOLDERS_CAP, identity_keys
from clientbook.matching import (
    CappedKey,
    Explanation,
    Frequencies,
    MatchModel,
    match_keys,
    shipped_model,
)
from clientbook.matching.index_keys import INDEXED_KINDS
from clientbook.matching.lists.stored import PlainProfile, plain_profile
from clientbook.matching.pairs.features import features
from clientbook.matching.pairs.scoring import probability, score_features
from clientbook.storage.protocols import StoredDocuments

KEY_CAP = 50
"""Most holders of a match key that are looked at; a key with more finds nobody."""

SCORED = 60
"""Most candidates that are scored, those that share most keys first."""

_COUNTED = ("p", "e")  # kinds of keys whose holders are the count of the value itself


@attrs.frozen
class ScoredClient:
    """A client compared with a profile.

    Args:
        client: The client.
        explanation: What the score is made of.
    """

    client: Client
    explanation: Explanation


@attrs.frozen
class CandidateReport:
    """Clients compared, and the keys that were too common to use.

    Args:
        candidates: Most likely first, then by id.
        capped: Kinds of keys that too many clients share.
    """

    candidates: tuple[ScoredClient, ...]
    capped: tuple[CappedKey, ...] = ()


@attrs.frozen
class ProfilePage:
    """Some of the profiles of a book, those of the sort names that follow.

    Args:
        profiles: Ids and profiles; one of a plain form is what a list compares of it, where the
            store hands out what it keeps.
        after: Where the next page begins; None for the last one.
    """

    profiles: Sequence[tuple[ClientId, Profile | PlainProfile]] = attrs.field(repr=False)
    after: tuple[str, ClientId] | None = attrs.field(repr=False)


def profile_pages(
    context: Context, *, after: tuple[str, ClientId] | None = None, page: int = 500
) -> Iterator[ProfilePage]:
    """Yield the profiles of every ACTIVE client; memory does not grow with the book."""
    while True:
        listed = context.store.list_clients(context.book, after=after, limit=page + 1)
        after = listed[page - 1] if len(listed) > page else None
        yield ProfilePage(_profiles(context, [client_id for _, client_id in listed[:page]]), after)
        if after is None:
            return


def _profiles(
    context: Context, ids: Sequence[ClientId]
) -> list[tuple[ClientId, Profile | PlainProfile]]:
    store: object = context.store
    found = list[tuple[ClientId, Profile | PlainProfile]]()
    others: Collection[ClientId] = ids
    if isinstance(store, StoredDocuments):
        texts, others = store.get_documents(context.book, ids), list[ClientId]()
        for client_id, text in texts.items():
            plain = plain_client(text)
            if plain is None:
                others.append(client_id)
            else:
                found.append((client_id, plain))
    clients = context.store.get_clients(context.book, others)
    return [*found, *((client_id, client.profile) for client_id, client in clients.items())]


def plain_client(text: str) -> PlainProfile | None:
    """Return what a list needs of a client's stored document, None where it is of another form."""
    try:
        return plain_profile(load_json(text).get("profile"))
    except (DamagedDocumentError, AttributeError):  # told by the store, when it reads the client
        return None


def find_candidates(
    context: Context,
    profile: Profile,
    *,
    model: MatchModel | None = None,
    threshold: float | None = None,
    without: Collection[ClientId] = (),
    known: Mapping[ClientId, Client] | None = None,
    limit: int = SCORED,
) -> CandidateReport:
    """Find the clients a profile may be, through the key index.

    Args:
        context: The book.
        profile: The new profile.
        model: None for the shipped one.
        threshold: Match probability from which a client is returned; None for the model's
            ``propose_threshold``.
        without: Clients to leave out.
        known: Clients that are compared and returned whatever their score.
        limit: At most so many.

    Cost: one look-up of some 5 to 30 keys and at most :data:`SCORED` clients, whatever the size
    of the book.
    """
    model = model or shipped_model()
    least = model.propose_threshold if threshold is None else threshold
    met = _sharing(context, profile, without=without, known=known or {})
    always, shared = known or {}, met.marked | met.common
    asked = features(profile, shared=shared)  # once: it costs more than a score
    frequencies = _frequencies(context, met.counts)
    found: list[ScoredClient] = []
    for client in met.clients:
        other = features(client.profile, shared=shared)
        parts = score_features(asked, other, model=model, frequencies=frequencies)
        weight = sum(part.weight for part in parts)
        explanation = Explanation(parts, weight, probability(weight))
        if client.id in always or explanation.match_probability >= least:
            found.append(ScoredClient(client, explanation))
    found.sort(key=lambda c: (-c.explanation.match_weight, c.client.id))
    capped = [
        CappedKey(k.partition(":")[0], met.counts.get(k, KEY_CAP + 1)) for k in sorted(met.common)
    ]
    return CandidateReport(tuple(found[:limit]), tuple(capped))


def clients_sharing_keys(
    context: Context, profile: Profile, *, without: Collection[ClientId] = ()
) -> tuple[Client, ...]:
    """Return the clients that share a key with a profile, at most :data:`SCORED` of them."""
    return _sharing(context, profile, without=without, known={}).clients


@attrs.frozen
class _Sharing:
    """Clients that share a key with a profile.

    Args:
        clients: The clients, those that are known first.
        marked: Keys of the profile that are marked as shared.
        common: Keys that too many hold.
        counts: How many hold each of its identity keys.
    """

    clients: tuple[Client, ...]
    marked: frozenset[str]
    common: frozenset[str]
    counts: Mapping[str, int]


def _sharing(
    context: Context,
    profile: Profile,
    *,
    without: Collection[ClientId],
    known: Mapping[ClientId, Client],
) -> _Sharing:
    """Look up who shares a key with a profile, those that share most keys first."""
    strong = identity_keys(profile)
    marked = marked_keys(context, strong)
    weak = [k for k in match_keys(profile, shared=marked) if k.partition(":")[0] in INDEXED_KINDS]
    store, book = context.store, context.book
    held = store.find_holders(book, strong - marked, cap=HOLDERS_CAP)
    common = {key for key, ids in held.items() if len(ids) > HOLDERS_CAP}
    counts = {key: len(ids) for key, ids in held.items()} | store.count_holders(book, common)
    held |= store.find_holders(book, weak, cap=KEY_CAP)
    common |= {key for key in weak if len(held.get(key, ())) > KEY_CAP}
    hits: Counter[ClientId] = Counter()
    for key, ids in held.items():
        if key not in common:
            hits.update(i for i in ids if i not in without and i not in known)
    best = sorted(hits, key=lambda i: (-hits[i], i))[:SCORED]
    compared = dict(known) | store.get_clients(book, best)
    return _Sharing(tuple(compared.values()), marked, frozenset(common), counts)


def _frequencies(context: Context, holders: Mapping[str, int]) -> Frequencies:
    """Say how common the profile's own phones and e-mails are in the book."""
    counts = {k: n + 1 for k, n in holders.items() if k.partition(":")[0] in _COUNTED}
    size = context.store.count_clients(context.book)
    return Frequencies(max(size, 2), counts, frozenset(_COUNTED))


__getattr__ = renamed(__name__, {"Candidate": "clientbook.book.clients.answers:ClientMatch"})
