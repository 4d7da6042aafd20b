"""Names, salutations, jobs and birth dates, told by the other titles of the row."""

from itertools import pairwise

import attrs

from clientbook.importing.suggesting.grammar import interpret
from clientbook.importing.suggesting.person_or_firm import is_person_or_firm
from clientbook.importing.suggesting.readings import ACCEPTED, Reading
from clientbook.importing.suggesting.steps import NEAR, become, fields_of


def pair_first_and_last(readings: list[Reading]) -> list[Reading]:
    """``First`` and ``Last`` alone are names only together."""
    both = {"first?", "last?"} <= fields_of(readings)
    return [
        become(r, {"first?": "given_name", "last?": "family_name"}[r.field] if both else "custom")
        if r.field in ("first?", "last?")
        else r
        for r in readings
    ]


def gather_birth_parts(readings: list[Reading]) -> list[Reading]:
    """``Month`` beside "Year of birth" is the month of birth, and so is a birthday's day."""
    parts = {r.part for r in readings if r.field == "birth_date"}
    loose = {"day?": "day", "month?": "month", "year?": "year"}
    known = bool(parts & {"day", "month", "year"})
    result: list[Reading] = []
    for r in readings:
        part = loose.get(r.field)
        if part is not None and (not known or part in parts):
            result.append(become(r, "custom"))
        elif part is not None:
            result.append(attrs.evolve(become(r, "birth_date"), part=part))
        elif r.field == "birth_date" and r.part is None and {"year", "month"} <= parts:
            day = "day" not in parts
            result.append(attrs.evolve(r, part="day") if day else r)
        else:
            result.append(r)
    return result


def ask_feasts(readings: list[Reading]) -> list[Reading]:
    """``Fête`` is a birthday in Québec and the day of a name in France: a person says which."""
    doubted = [r for r in readings if r.field == "birth_date" and "doubtful" in r.phrase.atoms]
    if not doubted:
        return readings
    known = any(r.field == "birth_date" and r not in doubted for r in readings)
    return [
        (become(r, "custom") if known else attrs.evolve(r, asked=True)) if r in doubted else r
        for r in readings
    ]


_KIN = frozenset(("kin",))
_RELATIVES = _KIN | {"parent"}
NAMED = frozenset(("given_name", "family_name", "full_name", "name?", "first?", "last?"))
_REACHED = NAMED | {"phone", "email"}
_OF_A_PARENT = _REACHED | {"name_prefix", "title?", "name_particle", "second_family_name"}
_OPEN_NAMES = frozenset(("name?", "first?", "last?", "surname?"))


def take_owners(readings: list[Reading]) -> list[Reading]:
    """``Owner's name`` in a file of animals or cars is the client's when nobody else has a name.

    So is a tenant's where no owner is beside him: of the two a person says which the client is.
    """
    fields = fields_of(readings)
    roles = {atom for r in readings for atom in r.phrase.atoms} & {"owner", "holder"}
    if NAMED & fields or len(roles) != 1:
        return readings
    things = any({"animal", "vehicle"} & set(r.phrase.atoms) for r in readings)
    bare = things if "owner" in roles else "company" not in fields
    return [owned(r, bare=bare) if roles & set(r.phrase.atoms) else r for r in readings]


def take_family(readings: list[Reading]) -> list[Reading]:
    """Who is the client of a list of parents and children, and what reaches whom.

    A parent who is named is one where nobody else is, whom a mother's number reaches too; else a
    child is, whom its relatives are reached for.
    """
    told = take_parents(readings)
    if not NAMED & fields_of(readings) and NAMED & fields_of(told):
        return take_relatives(told, _KIN)
    roles = {atom for r in readings for atom in r.phrase.atoms}
    return take_relatives(take_children(told, roles))


def take_parents(readings: list[Reading]) -> list[Reading]:
    """``Parent's e-mail`` is the client's where no other column says who the client is.

    Beside a name, a telephone or an e-mail address of the child it is another person's, and so is
    that of a second parent.  Where the child's name says whose it is and a parent's stands beside
    it, whoever filled in the form is reached at the rest.
    """
    fields = fields_of(readings)
    told = [_of_a_parent(r) if "parent" in r.phrase.atoms else r for r in readings]
    of_child = any("child" in r.phrase.atoms for r in readings)
    named = of_child and bool(NAMED & fields_of(told))
    return readings if NAMED & fields or (_REACHED & fields and not named) else told


def take_relatives(readings: list[Reading], roles: frozenset[str] = _RELATIVES) -> list[Reading]:
    """``Móvil madre`` reaches the client where no number of the client's own does.

    So does "Mail ouders" where the client has no mailbox.  Whose it is the title says, which the
    reader keeps beside each number and each address.
    """
    fields = fields_of(readings)
    fields |= {"phone"} & {"phone" for r in readings if r.field == "kind?"}
    return [
        _of_a_relative(r, fields) if not roles.isdisjoint(r.phrase.atoms) else r for r in readings
    ]


def take_children(readings: list[Reading], roles: set[str]) -> list[Reading]:
    """``Kind`` beside "Handy Mutter" is the client where no other column says who that is."""
    if NAMED & fields_of(readings) or roles.isdisjoint(_RELATIVES):
        return readings
    return [_a_child(r) if "child" in r.phrase.atoms else r for r in readings]


def _a_child(reading: Reading) -> Reading:
    if reading.phrase.unknown:
        return reading
    return _without_role(reading, ("child",), bare=True)


def _of_a_relative(reading: Reading, taken: set[str]) -> Reading:
    atoms = tuple("who" if atom in _RELATIVES else atom for atom in reading.phrase.atoms)
    own = interpret(attrs.evolve(reading.phrase, atoms=atoms))
    if own.field not in ("phone", "email") or own.field in taken or own.kind == "fax":
        return reading
    return become(attrs.evolve(own, number=None), own.field)


def _of_a_parent(reading: Reading) -> Reading:
    atoms = tuple("who" if atom == "parent" else atom for atom in reading.phrase.atoms)
    own = interpret(attrs.evolve(reading.phrase, atoms=atoms))
    second = own.number is not None and own.number > 1
    return own if own.field in _OF_A_PARENT and not second else reading


def owned(reading: Reading, *, bare: bool) -> Reading:
    """Return the reading of a title without its owner or tenant.

    Args:
        reading: Of a title that has a word for one.
        bare: True where "Owner" alone is a name; of nothing it is a colleague.
    """
    own = _without_role(reading, ("owner", "holder"), bare=bare)
    if own.field == "external_id" and "holder" in reading.phrase.atoms:
        return reading  # a tenant is a firm to a program that many share
    return own


def _without_role(reading: Reading, roles: tuple[str, ...], *, bare: bool) -> Reading:
    atoms = tuple("who" if atom in roles else atom for atom in reading.phrase.atoms)
    if set(atoms) == {"who"} and bare:  # "Client / Locataire" too
        atoms = ("full", "bare")
    own = interpret(attrs.evolve(reading.phrase, atoms=atoms))
    named = own.field in _OPEN_NAMES or own.field == "title?"
    return own if own.is_core or named else reading


def leave_animals(readings: list[Reading]) -> list[Reading]:
    """Sex and birth that follow the animal's name or breed are the animal's.

    So is the "Genre" of a vehicle.
    """
    result: list[Reading] = []
    animal = vehicle = False
    for r in readings:
        if not {"animal", "vehicle"}.isdisjoint(r.phrase.atoms):
            animal, vehicle = "animal" in r.phrase.atoms, "vehicle" in r.phrase.atoms
        elif r.field in _A_CLIENT_AGAIN:
            animal = vehicle = False
        mine = animal and r.field in ("gender", "birth_date")
        mine = mine or (vehicle and r.field == "gender" and "doubtful" in r.phrase.atoms)
        result.append(become(r, "custom") if mine else r)
    return result


_A_CLIENT_AGAIN = ("given_name", "family_name", "full_name", "phone", "email", "address", "name?")


def leave_numbered_persons(readings: list[Reading]) -> list[Reading]:
    """``Contact 1 first name`` beside "First name" is that of whom to ask for."""
    own = {r.field for r in readings if _is_plain(r)}
    return [
        become(r, "custom")
        if r.field in own and r.field in _ONES_OWN and r.number is not None and _is_somebody(r)
        else r
        for r in readings
    ]


_ONES_OWN = ("given_name", "family_name", "full_name", "name_prefix", "gender", "birth_date")


def _is_somebody(reading: Reading) -> bool:
    return "who" in reading.phrase.atoms


def _is_plain(reading: Reading) -> bool:
    bare = reading.number is None and not _is_somebody(reading)
    return bare and reading.confidence >= ACCEPTED


_HALVES = (("given_name",), ("family_name", "surname?"), ("name?",))


def leave_bare_persons(readings: list[Reading]) -> list[Reading]:
    """``Contact`` and "Client" alone are names only where no other column is a whole one.

    Beside both halves of a name "Contact" is whatever reaches the client: a person, or the cells,
    say what.  "Relatie" and "Addressee" are the company's own words there.
    """
    fields = fields_of(readings)
    halves = sum(not fields.isdisjoint(half) for half in _HALVES) >= 2
    others = {r.field for r in readings if r.confidence >= ACCEPTED and not _is_bare(r)}
    others &= {"full_name"} if halves else {"full_name", "name?"}
    result: list[Reading] = []
    for r in readings:
        if _is_bare(r) and halves and not others and "contact" in r.phrase.atoms:
            r = attrs.evolve(become(r, "phone"), asked=True)  # noqa: PLW2901 (what it may be)
        gives_way = _is_bare(r) and (others or (halves and "doubtful" in r.phrase.atoms))
        result.append(become(r, "custom") if gives_way else r)
        if _is_bare(r):
            others.add("full_name")
    return result


def _is_bare(reading: Reading) -> bool:
    return reading.field == "full_name" and "bare" in reading.phrase.atoms


def tell_called(readings: list[Reading]) -> list[Reading]:
    """``Rufname`` beside the first name or a whole one is what the client is called.

    Beside the family's name alone it is the given one, as a Dutch "Roepnaam" beside "Naam".
    """
    fields = fields_of(readings)

    def called(r: Reading) -> str:
        half = r.phrase.language == "nl" or r.phrase.either  # "Prénom / surnom"
        names = {"full_name"} if half else {"name?", "full_name"}
        whole = bool(fields & names) and "family_name" not in fields
        return "nickname" if whole or "given_name" in fields else "given_name"

    return [become(r, called(r)) if r.field == "called?" else r for r in readings]


def tell_initials(readings: list[Reading]) -> list[Reading]:
    """``Voorletters`` stand for the given name where no other column does, else are the company's.

    Of two people with one surname they alone say who is who.
    """
    fields = fields_of(readings)
    known = not fields.isdisjoint(("given_name", "called?", "full_name", "first?"))
    halves = [fields & {"family_name", "surname?"}, fields & {"name?"}]
    one = any(halves) and not all(halves)  # "Nombre" beside "Apellidos" is the given name
    field = "given_name" if one and not known else "custom"
    return [become(r, field) if r.field == "initials?" else r for r in readings]


def tell_surnames(readings: list[Reading]) -> list[Reading]:
    """``Apelido`` is the family's name in Portugal; beside another or a whole name a nickname."""
    fields = fields_of(readings)
    whole = "full_name" in fields and "given_name" not in fields
    field = "nickname" if whole or "family_name" in fields else "family_name"
    return [become(r, field) if r.field == "surname?" else r for r in readings]


def tell_used_names(readings: list[Reading]) -> list[Reading]:
    """``Nom`` or "Last name" beside "Nom marital" is the one of birth, where no other column is.

    Where both are there the one by marriage is the third, and the company's own.
    """
    if not any("used" in r.phrase.atoms and r.confidence >= ACCEPTED for r in readings):
        return readings
    fields = fields_of(readings)
    own = ("family_name", "name?") if "given_name" in fields else ("family_name",)
    others = [r for r in readings if r.field in own and r.scope is None and _is_plain(r)]
    others = [r for r in others if "used" not in r.phrase.atoms]
    if not others:
        return readings
    if "maiden_name" in fields:
        return [become(r, "custom") if "used" in r.phrase.atoms else r for r in readings]
    return [become(r, "maiden_name") if r in others[:1] else r for r in readings]


_SECOND_NAMES = ("fr", "es", "it", "pt")


def tell_second_names(readings: list[Reading]) -> list[Reading]:
    """``Prénom 2`` right behind "Prénom 1" is a further name of the same person.

    Of two persons the family's names stand between; "Vorname 2" may be a wife's or a husband's.
    """
    fields = fields_of(readings)
    if fields.isdisjoint(("family_name", "surname?", "name?")) or "middle_name" in fields:
        return readings
    result = list(readings)
    for at, (r, following) in enumerate(pairwise(readings), start=1):
        first = r.field in ("given_name", "name?") and r.number == 1
        same = following.phrase.atoms == r.phrase.atoms and following.phrase.numbers == (2,)
        half = r.field == "given_name" or "family_name" in fields
        half = half and r.phrase.language in _SECOND_NAMES
        if first and same and half and not following.phrase.unknown:
            result[at] = become(attrs.evolve(following, confidence=NEAR), "middle_name")
            break
    return result


_BOTH_HALVES = frozenset(("given_name", "family_name"))


def tell_names(readings: list[Reading]) -> list[Reading]:
    """``Nom`` beside "Prénom" is the family's name, "Nombre" beside "Apellidos" the given one."""
    fields = fields_of(readings)
    field = "full_name"
    if "given_name" in fields and "family_name" not in fields:
        field = "family_name"
    elif "family_name" in fields and "given_name" not in fields:
        field = "given_name"
    if field == "full_name" and "full_name" in fields and "family_name" not in fields:
        field = "custom"
    known = _BOTH_HALVES & fields

    plain = any(r.field == "name?" and not is_person_or_firm(r) for r in readings)

    def named(r: Reading) -> Reading:
        if is_person_or_firm(r) and (plain or field == "custom" or fields >= _BOTH_HALVES):
            return become(r, "company")
        if r.scope and known and field == "full_name":
            return become(r, "custom")  # another person's, on an invoice
        return become(r, field, NEAR + 0.02 if "who" in r.phrase.atoms else NEAR)

    return [named(r) if r.field == "name?" else r for r in readings]
