"""Phones and e-mails told by the other titles: kinds alone, labels, switchboards."""

from itertools import pairwise

import attrs

from clientbook.importing.suggesting.readings import (
    ACCEPTED,
    LIKELY,
    UNSURE,
    Reading,
)
from clientbook.importing.suggesting.steps import become


def find_main_phone(readings: list[Reading]) -> list[Reading]:
    """A plain phone beside one called "other" is the main one."""
    phones = [r for r in readings if r.field == "phone" and r.confidence >= ACCEPTED]
    plain = [r for r in phones if r.kind is None and r.scope is None and r.number is None]
    if len(plain) != 1 or not any(r.kind == "other" and r.number is None for r in phones):
        return readings
    if any(r.kind == "main" for r in phones):
        return readings
    main = attrs.evolve(plain[0], kind="main", by_neighbours=True)
    return [main if r is plain[0] else r for r in readings]


def tell_bare_homes(readings: list[Reading]) -> list[Reading]:
    """``Domicile`` beside telephones that say so is where somebody lives, if nothing else does."""
    own = [r for r in readings if r.confidence >= ACCEPTED and "bare" not in r.phrase.atoms]
    called = any(r.field == "phone" and r.kind is None for r in own)
    if not called or any(r.field == "address" for r in own):
        return readings
    return [
        attrs.evolve(become(r, "address"), kind=None, part="full")
        if r.field == "phone" and {"bare", "home"} <= set(r.phrase.atoms)
        else r
        for r in readings
    ]


def tell_bare_kinds(readings: list[Reading]) -> list[Reading]:
    """``Home``, "Work" and "Mobile" side by side are phones; "Other" alone is anything."""
    bare = [r for r in readings if r.field == "kind?"]
    called = any(r.field == "phone" and r.kind in ("home", "other") for r in readings)
    if not called:  # a "Business number" beside no other phone is the register's
        numbers = [r for r in bare if "num" in r.phrase.atoms]
        if len({r.kind for r in numbers}) < 2:
            readings = [become(r, "custom") if r in numbers else r for r in readings]
    kinds = {r.kind for r in readings if r.field == "kind?"}
    if kinds == {"other"}:
        return [become(r, "custom") if r.field == "kind?" else r for r in readings]
    mobile = any(r.field == "phone" and r.kind == "mobile" for r in readings)
    beside = mobile or any("num" in r.phrase.atoms for r in readings if r.field == "kind?")
    phones = len(kinds & {"home", "work", "other"}) >= 2 or (bool(kinds) and beside)
    taken = {r.kind for r in readings if r.field == "phone"}

    def field(kind: str | None) -> str:
        return "phone" if phones and None not in taken and kind not in taken else "custom"

    return [become(r, field(r.kind)) if r.field == "kind?" else r for r in readings]


def tell_second_numbers(readings: list[Reading]) -> list[Reading]:
    """``Alt no.`` and "2e numéro" right behind a telephone are another one."""
    result = list(readings)
    for at, (before, r) in enumerate(pairwise(readings), start=1):
        atoms = set(r.phrase.atoms)
        bare = "num" in atoms and atoms <= _A_NUMBER and not r.phrase.unknown
        further = bool(atoms & _FURTHER) or (r.number or 0) > 1
        if bare and further and before.field == "phone" and not r.is_core:
            told = become(attrs.evolve(r, number=None), "phone")
            result[at] = attrs.evolve(told, kind="other", confidence=LIKELY)
    return result


_FURTHER = frozenset(("second", "third", "alt", "other"))
_A_NUMBER = _FURTHER | {"num", "fill", "who"}


def tell_day_and_night(readings: list[Reading]) -> list[Reading]:
    """``Day`` and "Night" side by side are the numbers of somebody who can be called then."""
    result = list(readings)
    for at, (r, following) in enumerate(pairwise(readings)):
        day = r.phrase.atoms == ("day",) and not r.phrase.unknown
        if day and not following.phrase.atoms and following.phrase.unknown == ("night",):
            result[at : at + 2] = [
                attrs.evolve(become(each, "phone"), kind="other", confidence=LIKELY)
                for each in (r, following)
            ]
    return result


def pair_labels(readings: list[Reading]) -> list[Reading]:
    """``Phone 1 - Type`` names the kind of "Phone 1 - Value"; without a number nobody knows."""
    result = list(readings)
    values: dict[tuple[str, int | None], int] = {}
    for place, reading in enumerate(readings):
        if reading.field == "address" or "value" in reading.phrase.atoms:
            values.setdefault((reading.field, reading.number), place)
    for place, reading in enumerate(readings):
        if reading.field != "label?":
            continue
        of = reading.part or "custom"
        partner = values.get((of, reading.number))
        if reading.number is None or partner is None:
            result[place] = attrs.evolve(reading, field="custom", part=None, label_of=of)
            continue
        result[place] = attrs.evolve(reading, field=of, part="label", confidence=LIKELY)
        if of != "address":
            result[partner] = attrs.evolve(readings[partner], has_label=True)
    return result


def tell_mail(readings: list[Reading]) -> list[Reading]:
    """``Opt-out mail`` beside "Opt-out e-mail" is one of letters; one unsubscribes from e-mail."""
    asked = [r for r in readings if r.field == "consent" and r.kind in _OF_EMAIL]
    if all("letter" in r.phrase.atoms for r in asked):
        return readings
    return [
        attrs.evolve(r, kind=_OF_EMAIL[r.kind], by_neighbours=True)
        if r.field == "consent" and r.kind in _OF_EMAIL and _is_of_letters(r)
        else r
        for r in readings
    ]


def _is_of_letters(reading: Reading) -> bool:
    atoms = reading.phrase.atoms
    return "letter" in atoms and "left" not in atoms


_OF_EMAIL: dict[str | None, str] = {"email": "post", "all_email": "all_post"}


def yield_to_newsletters(readings: list[Reading]) -> list[Reading]:
    """``Consenso marketing`` gives way to "Newsletter": it was one of e-mail for want of another.

    Which channels it is of, a person says.
    """
    consents = [r for r in readings if r.field == "consent" and r.part is None]
    unnamed = [r for r in consents if r.kind == "advertising"]
    if not any(r.kind == "email" for r in consents):
        return readings
    return [
        attrs.evolve(r, confidence=min(r.confidence, _LEAST)) if r in unnamed else r
        for r in readings
    ]


_LEAST = 0.3  # a person is asked


def leave_guests(readings: list[Reading]) -> list[Reading]:
    """``Guest e-mail`` beside the client's own is somebody else's; alone it is the client's.

    So are the numbers and mailboxes of a delivery to somebody who has a name of his own.
    """
    if any(r.field == "external_id" and _is_of_guest(r) for r in readings):
        return readings  # "Guest code": the clients are called so
    own = [r for r in readings if not _is_of_guest(r) and r.scope is None and _says_who(r)]
    fields = {r.field for r in own}
    named = not _NAMES.isdisjoint(fields)
    lines = {r.kind for r in own if r.field == "phone"}
    others = named and any(
        r.scope == "shipping" and r.field in _NAMES and r.confidence >= ACCEPTED for r in readings
    )

    def is_other(r: Reading) -> bool:
        if r.field in _NAMES:
            return named and _is_of_guest(r)
        sent = others and r.scope == "shipping"
        if r.kind == "mobile" and lines == {"home"} and not sent:
            return False  # "Festnetz" is of the whole house, "Handy (Eltern)" beside it too
        return r.field in ("phone", "email") and r.field in fields and (sent or _is_of_guest(r))

    return [attrs.evolve(r, field="custom") if is_other(r) else r for r in readings]


_NAMES = frozenset(("full_name", "given_name", "family_name", "name?", "first?", "last?"))


def _is_of_guest(reading: Reading) -> bool:
    return "guest" in reading.phrase.atoms


def _says_who(reading: Reading) -> bool:
    return reading.confidence >= ACCEPTED and reading.part is None


def leave_switchboards(readings: list[Reading]) -> list[Reading]:
    """The company's phone reaches the company: beside the client's own at work it is the main one.

    Where that place is taken it gives way.
    """
    phones = [r for r in readings if r.field == "phone" and r.confidence >= ACCEPTED]
    own = any(r.kind == "work" and r.scope is None for r in phones)
    main = any(r.kind == "main" for r in phones)
    result: list[Reading] = []
    for r in readings:
        if not own or r.scope != "company":
            result.append(r)
        elif r.field == "phone" and r.kind == "work" and not main:
            result.append(attrs.evolve(r, kind="main", by_neighbours=True))
            main = True
        else:
            result.append(attrs.evolve(r, field="custom"))
    return result


def leave_dialling_codes(readings: list[Reading]) -> list[Reading]:
    """A country's code right before a phone is for dialling, unless it ends an address."""
    result = list(readings)
    for at, (r, following) in enumerate(pairwise(readings)):
        if at > 0 and readings[at - 1].part in ("city", "region", "postcode"):
            continue
        if r.part == "country" and "code" in r.phrase.atoms and following.field == "phone":
            result[at] = attrs.evolve(r, field="custom", confidence=UNSURE)
    return result
