"""What definitions did to the values of a client: the journal is read across renamings.

When an attribute is renamed or retyped, the value of every client goes along, and the journal
tells so.  Whoever compares a state before such a change with one after it first takes the earlier
one along too, by what the journal says happened to this client then; the definitions of today may
no longer lead there (a name is forgotten, or another's by now).
"""

from collections.abc import Sequence

import attrs

from clientbook.book.clients.converting import convert_value
from clientbook.book.clients.renamings import is_of_definition
from clientbook.domain.attributes import ATTRIBUTE_TYPES, Attribute, AttributeDefinition
from clientbook.domain.clients import Client
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
