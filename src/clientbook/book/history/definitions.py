"""What definitions did to the values of a client: the journal is read across renamings.

When an attribute is renamed or retyped, the value of every client goes along, and the journal
tells so.  Whoever compares a state before such a change with one after it first takes the earlier
one along too, by what the journal says happened to this client then; the definitions of today may
no longer lead there (a name is forgotten, or another's by now).
"""

from collections.abc import Iterable, Sequence

import attrs

from clientbook.book.clients.converting import convert_value
from clientbook.book.clients.renamings import (
    Names,
    attributes_now,
    is_of_definition,
    load_names,
)
from clientbook.book.contexts import Context
from clientbook.book.history.readings import told_by
from clientbook.domain.attributes import ATTRIBUTE_TYPES, Attribute, AttributeDefinition
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.journal import Change
from clientbook.domain.profiles import Profile


@attrs.frozen
class Move:
    """What a definition made of a value.

    Args:
        old: The attribute before.
        new: The attribute after, by another name or in another type.
    """

    old: Attribute
    new: Attribute


def moves_among(changes: Sequence[Change | None], states: Sequence[Client]) -> dict[int, Move]:
    """Return what definitions did to a client, by the place of the change.

    Args:
        changes: Changes of the client, oldest first.
        states: How it stood after each; one place for each change.
    """
    found: dict[int, Move] = {}
    for place, change in enumerate(changes):
        if place and change is not None and is_of_definition(change):
            before, after = (s.profile.attributes for s in states[place - 1 : place + 1])
            gone = [a for a in before if a not in after]
            come = [a for a in after if a not in before]
            if len(gone) == len(come) == 1:
                found[place] = Move(gone[0], come[0])
    return found


def carried(profile: Profile, move: Move) -> Profile:
    """Return a profile as if the definition had changed its value too.

    A value that has no form in the new type stays as it was: the client cannot hold it any more.
    """
    old, new = move.old, move.new
    held = profile.attribute(old.key)
    if held is None:
        return profile
    value = held
    if held == old.value:
        value = new.value
    elif type(held) is not type(new.value):
        wanted = AttributeDefinition(new.key, ATTRIBUTE_TYPES[type(new.value)])
        converted = convert_value(held, wanted)
        value = held if converted is None else converted
    others = (a for a in profile.attributes if a.key not in (old.key, new.key))
    return attrs.evolve(profile, attributes=(*others, Attribute(new.key, value)))


def changes_now(context: Context, changes: Sequence[Change]) -> list[Change]:
    """Return changes as if attributes had always been what they are now.

    What an earlier change tells goes along with each renaming and retyping that its client went
    through since; where the journal tells of none, by the names that lead to the definitions of
    today, from when they did.  The changes by which definitions brought values along are left
    out: nobody edited a client.

    Args:
        context: The book.
        changes: Of one client or several, all of each since some moment, in the journal's order or
            newest first; that order is kept.

    Cost: a look-up where a definition has changed any of the clients.
    """
    told = [change for change in changes if not is_of_definition(change)]
    if not any(name == "attributes" for change in told for name, _ in change.before):
        return told
    names, moves = load_names(context), _moves(context, changes)

    def as_now(change: Change) -> Change:
        since = [move for seq, move in moves.get(change.client_id or "", ()) if seq > change.seq]

        def was(held: tuple[Attribute, ...]) -> tuple[Attribute, ...]:
            told = (_followed(attribute, change.seq, since, names) for attribute in held)
            return attributes_now((a for a in told if a is not None), names)

        before = tuple(
            (name, was(value) if name == "attributes" else value) for name, value in change.before
        )
        return attrs.evolve(change, before=before)

    return [as_now(change) for change in told]


def _followed(
    attribute: Attribute, seq: int, moves: Sequence[Move], names: Names
) -> Attribute | None:
    """Return what became of a value that was held at a place of the journal.

    None for one that no later change of its client tells of, and whose name is another attribute's
    by now.
    """
    alone = profile = Profile(attributes=(attribute,))
    for move in moves:
        profile = carried(profile, move)
    if profile is not alone:
        return profile.attributes[0]
    now = names.get(attribute.key)
    taken = now is not None and now.key == attribute.key and now.since >= seq
    return None if taken else attribute


def _moves(context: Context, changes: Iterable[Change]) -> dict[ClientId, list[tuple[int, Move]]]:
    """Return what definitions did to each client, by the place in the journal, oldest first."""
    journals: dict[ClientId, list[Change]] = {}
    for change in changes:
        journals.setdefault(change.client_id or "", []).append(change)
    ids = [i for i, told in journals.items() if i and any(map(is_of_definition, told))]
    found: dict[ClientId, list[tuple[int, Move]]] = {}
    for client in context.store.get_clients(context.book, ids).values() if ids else ():
        newest = sorted(journals[client.id], key=lambda change: -change.seq)
        told, states = told_by(client, newest)
        moves = sorted(moves_among(told, states).items())
        found[client.id] = [(step.seq, move) for at, move in moves if (step := told[at])]
    return found
