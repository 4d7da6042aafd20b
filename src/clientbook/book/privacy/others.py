"""What several clients share, as one of them may see it: the own part, and no text about others."""

from collections.abc import Collection, Iterable, Iterator, Sequence

import attrs

from clientbook.book.consent.suppressions import address_keys
from clientbook.book.contexts import Context
from clientbook.book.history.own import own_profiles
from clientbook.book.privacy.persons import Person
from clientbook.book.privacy.shared_texts import without_words_of
from clientbook.book.resolving import known_as, resolve
from clientbook.domain.activities import Activity, Appointment
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.profiles import Profile
from clientbook.identity.mentions import (
    SaidPart,
    SpokenName,
    lone_words,
    spoken_names,
    words_said,
)


def as_seen_by(
    context: Context,
    ids: Collection[ClientId],
    own: Sequence[Profile],
    activities: Iterable[Activity],
) -> list[Activity]:
    """Return activities as a client of theirs may see them: the own seat alone, and own texts.

    A text goes as a whole where it names another client of the same activity: by any name, number
    or address that this one ever had, or somebody merged into it, and the viewer has not.  Of the
    clients the viewer is left, also under the ids of those that were merged into them.

    Args:
        context: The book.
        ids: Of the viewer.
        own: The viewer's profiles: their own words name nobody else.
        activities: What they have a part in.

    Cost: two look-ups of the other clients, however many activities there are, and one in the
    journal for each of them.
    """
    given = list(activities)
    beside = [frozenset(activity.client_ids).difference(ids) for activity in given]
    if not any(beside):
        return given
    found = resolve(context, frozenset().union(*beside))
    had = _ever_had(context, {client.id for client in found.values()} - set(ids))
    known: dict[frozenset[ClientId], Person] = {}
    seen: list[Activity] = []
    for activity, others in zip(given, beside, strict=True):
        clients = {found[i].id: found[i] for i in others if i in found and found[i].id not in ids}
        if clients:
            if (key := frozenset(clients)) not in known:
                others_had = [profile for i in clients for profile in had[i]]
                known[key] = _named(tuple(clients.values()), others_had, own)
            activity = without_words_of(known[key], activity)  # noqa: PLW2901 (what is left of it)
        mine = [i for i in activity.client_ids if i not in others or _is_one_of(ids, found.get(i))]
        seen.append(_seats_of(mine, activity) if mine else activity)
    return seen


def _is_one_of(ids: Collection[ClientId], client: Client | None) -> bool:
    return client is not None and client.id in ids


def _seats_of(ids: Collection[ClientId], activity: Activity) -> Activity:
    """Return an activity with the seats of these clients alone; one at least is theirs."""
    kept = tuple(i for i in activity.client_ids if i in ids)
    payload = activity.payload
    if isinstance(payload, Appointment):
        attendees = tuple(a for a in payload.attendees if a.client_id in ids)
        payload = attrs.evolve(payload, attendees=attendees)
    return attrs.evolve(activity, payload=payload, client_ids=kept)


def after_erasing(
    context: Context, person: Person, activities: Iterable[Activity]
) -> Iterator[Activity]:
    """Yield a person's activities as the others of them keep them when the person is erased.

    In an activity of theirs a word of their name is theirs, whoever else in the book is called so
    (somebody who stands in it twice is), unless another client of the same activity is.

    Cost: one look-up of the other clients, however many activities there are.
    """
    given = list(activities)
    beside = [frozenset(activity.client_ids).difference(person.ids) for activity in given]
    found = resolve(context, frozenset().union(*beside)) if any(beside) else {}
    for activity, others in zip(given, beside, strict=True):
        theirs = _words(found[i].profile for i in others if i in found)
        named = attrs.evolve(person, lone=person.lone | (person.called - theirs))
        yield without_words_of(named, activity)


def _ever_had(context: Context, ids: Collection[ClientId]) -> dict[ClientId, list[Profile]]:
    """Return for clients every profile they and those merged into them ever had by themselves.

    A title was written when somebody had another name: it goes on naming them.
    """
    known = known_as(context, ids)
    clients = context.store.get_clients(context.book, {i for all_ in known.values() for i in all_})
    return {
        client_id: [
            profile
            for i in all_ids
            if i in clients
            for profile in own_profiles(context, clients[i])
        ]
        for client_id, all_ids in known.items()
    }


def _named(
    clients: tuple[Client, ...], others: Sequence[Profile], own: Sequence[Profile]
) -> Person:
    """Return what names any of some clients, by the profiles they had, and not the viewer."""
    mine = {key for profile in own for key in address_keys(profile)}
    return Person(
        tuple(client.id for client in clients),
        clients,
        frozenset(key for profile in others for key in address_keys(profile)) - mine,
        names=frozenset(),
        spoken=tuple(_spoken(others) - _spoken(own)),
        external_ids=_ids(others, but=own),
        lone=_words(others) - _words(own),
    )


def _spoken(profiles: Iterable[Profile]) -> frozenset[SpokenName]:
    spoken = (name for profile in profiles for name in spoken_names(profile.name))
    return frozenset(name for name in spoken if name.part is not SaidPart.INITIAL)


def _words(profiles: Iterable[Profile]) -> frozenset[str]:
    """Return the words of names, and the companies."""
    found: set[str] = set()
    for profile in profiles:
        if profile.name is not None:
            found.update(lone_words(profile.name))
        if profile.company:
            found.add(" ".join(words_said(profile.company)))
    return frozenset(found) - {""}


def _ids(profiles: Iterable[Profile], *, but: Iterable[Profile] = ()) -> frozenset[tuple[str, str]]:
    """Return the ids of profiles, but those that other ones have too, in whatever system."""
    left = {value for _, value in _ids(but)} if but else set()
    found = ((e.key[0], e.value.casefold()) for p in profiles for e in p.external_ids)
    return frozenset((system, value) for system, value in found if value not in left)
