"""What the other columns of a row of titles say about one of them."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

import attrs

from clientbook.importing.suggesting.grammar import (
    ACCEPTED,
    LIKELY,
    SURE,
    UNSURE,
    WEAK,
    Reading,
    interpret,
)
from clientbook.importing.suggesting.phrases import languages_of, parse
from clientbook.importing.suggesting.words import words_of

NEAR = 0.8  # confidence of what the neighbours decided


def read_titles(titles: Sequence[str]) -> list[Reading]:
    """Return a reading for each title of a header row, none of them open."""
    languages = languages_of(titles)
    prefix = common_prefix(titles)
    texts = _spelt_out([_without_prefix(title, prefix) for title in titles])
    readings = [interpret(parse(text, languages)) for text in texts]
    for step in _STEPS:
        readings = step(readings)
    return readings


def common_prefix(titles: Sequence[str]) -> str:
    """Return the first word that half of at least four titles begin with, else ``""``.

    ``"Person - Name"``, ``"Person - Phone"`` tell a column from its table, not from its row.
    """
    firsts = Counter(words[0] for t in titles if len(words := words_of(t).main) > 1)
    if len(titles) < 4 or not firsts:
        return ""
    word, count = firsts.most_common(1)[0]
    return word if count * 2 >= len(titles) else ""


# German shop programs end the titles of two addresses in a letter.
_LETTERS = {"l": "Lieferung", "r": "Rechnung"}


def _spelt_out(titles: list[str]) -> list[str]:
    """Return the titles with a last ``L`` and ``R`` in words, if at least three have each."""
    lasts = [(words_of(title).main or ("",))[-1] for title in titles]
    if min(lasts.count(letter) for letter in _LETTERS) < 3:
        return titles
    return [
        f"{title.strip()[:-1]}{_LETTERS[last]}" if last in _LETTERS else title
        for title, last in zip(titles, lasts, strict=True)
    ]


def _without_prefix(title: str, prefix: str) -> str:
    if not prefix:
        return title
    words = words_of(title)
    if len(words.main) < 2 or words.main[0] != prefix or interpretable(prefix):
        return title
    return " ".join((*words.main[1:], *(f"({' '.join(aside)})" for aside in words.asides)))


def interpretable(word: str) -> bool:
    """True when a lexicon knows the word."""
    return bool(parse(word, ("en", "fr", "de", "es")).atoms)


def _fields(readings: Sequence[Reading]) -> set[str]:
    return {r.field for r in readings if r.confidence >= ACCEPTED}


def _become(reading: Reading, field: str, confidence: float = NEAR) -> Reading:
    if reading.confidence < ACCEPTED:
        return attrs.evolve(reading, field=field)
    return attrs.evolve(reading, field=field, confidence=confidence, by_neighbours=True)


def _parts_of_names(readings: list[Reading]) -> list[Reading]:
    """``First`` and ``Last`` alone are names only together."""
    both = {"first?", "last?"} <= _fields(readings)
    return [
        _become(r, {"first?": "given_name", "last?": "family_name"}[r.field] if both else "custom")
        if r.field in ("first?", "last?")
        else r
        for r in readings
    ]


def _birth_parts(readings: list[Reading]) -> list[Reading]:
    """``Month`` beside "Year of birth" is the month of birth, and so is a birthday's day."""
    parts = {r.part for r in readings if r.field == "birth_date"}
    loose = {"day?": "day", "month?": "month", "year?": "year"}
    known = bool(parts & {"day", "month", "year"})
    result: list[Reading] = []
    for r in readings:
        part = loose.get(r.field)
        if part is not None and (not known or part in parts):
            result.append(_become(r, "custom"))
        elif part is not None:
            result.append(attrs.evolve(_become(r, "birth_date"), part=part))
        elif r.field == "birth_date" and r.part is None and {"year", "month"} <= parts:
            day = "day" not in parts
            result.append(attrs.evolve(r, part="day") if day else r)
        else:
            result.append(r)
    return result


def _main_phone(readings: list[Reading]) -> list[Reading]:
    """A plain phone beside one called "other" is the main one."""
    phones = [r for r in readings if r.field == "phone" and r.confidence >= ACCEPTED]
    plain = [r for r in phones if r.kind is None and r.scope is None and r.number is None]
    if len(plain) != 1 or not any(r.kind == "other" and r.number is None for r in phones):
        return readings
    if any(r.kind == "main" for r in phones):
        return readings
    main = attrs.evolve(plain[0], kind="main", by_neighbours=True)
    return [main if r is plain[0] else r for r in readings]


def _bare_names(readings: list[Reading]) -> list[Reading]:
    """``Nom`` beside "Prénom" is the family's name, "Nombre" beside "Apellidos" the given one."""
    fields = _fields(readings)
    field = "full_name"
    if "given_name" in fields and "family_name" not in fields:
        field = "family_name"
    elif "family_name" in fields and "given_name" not in fields:
        field = "given_name"
    if field == "full_name" and "full_name" in fields and "family_name" not in fields:
        field = "custom"
    known = {"given_name", "family_name"} & fields

    def named(r: Reading) -> Reading:
        if r.scope and known and field == "full_name":
            return _become(r, "custom")  # another person's, on an invoice
        return _become(r, field, NEAR + 0.02 if "who" in r.phrase.atoms else NEAR)

    return [named(r) if r.field == "name?" else r for r in readings]


_AFTER_A_SALUTATION = ("given_name", "middle_name", "family_name", "full_name", "name_suffix")


def _titles(readings: list[Reading]) -> list[Reading]:
    """``Title`` is a salutation, unless there is one or the job has no other column."""
    fields = _fields(readings)
    places = [i for i, r in enumerate(readings) if r.field == "title?"]
    result = list(readings)
    for rank, place in enumerate(places):
        following = readings[place + 1].field if place + 1 < len(readings) else ""
        if "job_title" in fields:
            field = "custom" if "name_prefix" in fields else "name_prefix"
        elif "name_prefix" in fields or rank > 0:
            field = "custom" if readings[place].phrase.language == "de" else "job_title"
        elif place == 0 or following in _AFTER_A_SALUTATION:
            field = "name_prefix"
        else:
            at_work = "company" in fields or any(r.kind == "work" for r in readings)
            field = "job_title" if at_work else "name_prefix"
        result[place] = _become(readings[place], field)
        fields.add(field)
    return result


def _occupations(readings: list[Reading]) -> list[Reading]:
    """A profession is the job where no other column is."""
    field = "custom" if "job_title" in _fields(readings) else "job_title"
    return [_become(r, field) if r.field == "job?" else r for r in readings]


def _states(readings: list[Reading]) -> list[Reading]:
    """``Estado`` and "Departamento" beside a town are regions; elsewhere a status, a team."""
    parts = {r.part for r in readings if r.field == "address"}
    kinds = {r.kind for r in readings if r.field == "address"}

    def is_place(at: int) -> bool:
        near = readings[at] if 0 <= at < len(readings) else None
        return near is not None and near.part in ("city", "postcode", "country", "district")

    result: list[Reading] = []
    for at, r in enumerate(readings):
        team = r.field == "department" and r.phrase.language in ("es", "fr")
        beside = "region" not in parts and (is_place(at - 1) or is_place(at + 1))
        beside = beside or (r.kind is not None and r.kind in kinds)
        if beside and (team or r.field == "state?"):
            result.append(attrs.evolve(_become(r, "address"), part="region"))
        else:
            result.append(_become(r, "custom") if r.field == "state?" else r)
    return result


def _bare_kinds(readings: list[Reading]) -> list[Reading]:
    """``Home``, "Work" and "Mobile" side by side are phones."""
    kinds = {r.kind for r in readings if r.field == "kind?"}
    mobile = any(r.field == "phone" and r.kind == "mobile" for r in readings)
    phones = len(kinds & {"home", "work", "other"}) >= 2 or (bool(kinds) and mobile)
    taken = {r.kind for r in readings if r.field == "phone"}

    def field(kind: str | None) -> str:
        return "phone" if phones and None not in taken and kind not in taken else "custom"

    return [_become(r, field(r.kind)) if r.field == "kind?" else r for r in readings]


def _labels(readings: list[Reading]) -> list[Reading]:
    """``Phone 1 - Type`` names the kind of "Phone 1 - Value"; without a number nobody knows."""
    result = list(readings)
    for place, reading in enumerate(readings):
        if reading.field != "label?":
            continue
        of = reading.part or "custom"
        partners = [
            at
            for at, r in enumerate(readings)
            if r.field == of
            and r.number == reading.number
            and (of == "address" or "value" in r.phrase.atoms)
        ]
        if reading.number is None or not partners:
            result[place] = attrs.evolve(reading, field="custom", part=None, label_of=of)
            continue
        result[place] = attrs.evolve(reading, field=of, part="label", confidence=LIKELY)
        if of != "address":
            result[partners[0]] = attrs.evolve(readings[partners[0]], has_label=True)
    return result


def _address_numbers(readings: list[Reading]) -> list[Reading]:
    """``Address 2`` is a second line of the street, or a second address if it has parts of its own.

    A bare "Address" is the street when the town has its own column, else the whole address.
    """
    parts = [r for r in readings if r.field == "address"]
    definite = [r for r in parts if r.part not in ("address?", "line?", "street", "street2")]
    numbered = {r.number for r in definite if r.number is not None}
    grouped = {r.kind for r in definite if r.part in ("city", "postcode")}
    return [
        _address_line(r, numbered, grouped, parts) if r.field == "address" else r for r in readings
    ]


def _address_line(
    reading: Reading,
    numbered: set[int],
    grouped: set[str | None],
    parts: list[Reading],
) -> Reading:
    if reading.part not in ("address?", "line?", "street", "street2"):
        return reading
    number = reading.number
    if number is not None and number in numbered:
        has_street = any(r.number == number and r.part == "street" for r in parts)
        bare = reading.part in ("address?", "line?")
        part = "full" if bare and has_street else "street" if bare else reading.part
        return attrs.evolve(reading, part=part)
    if reading.part == "street2":
        return attrs.evolve(reading, part="street2", number=None)
    alone = reading.kind not in grouped and not (reading.kind is None and grouped)
    if reading.part == "address?" and alone and number is None:
        return attrs.evolve(reading, part="full", confidence=min(NEAR, reading.confidence))
    line = number or 1
    if line > 3:
        return attrs.evolve(reading, field="custom")
    streets = {r.number or 1 for r in parts if r.part == "street" and r.kind == reading.kind}
    if reading.part == "address?" and line in streets:
        sure = min(WEAK, reading.confidence)
        return attrs.evolve(reading, part="full", number=None, confidence=sure)
    part = "street" if line == 1 else f"street{line}"
    return attrs.evolve(reading, part=part, number=None)


def _joined_addresses(readings: list[Reading]) -> list[Reading]:
    """``Home address``, "City", "Zip" are one address: the street and the town need one another."""
    parts: dict[str | None, set[str | None]] = {}
    for r in readings:
        if r.field == "address" and r.number is None:
            parts.setdefault(r.kind, set()).add(r.part)
    plain = parts.pop(None, set())
    streets = {"street", "full", "address?"}
    towns = {"city", "postcode"}
    halves = [
        kind
        for kind, named in parts.items()
        if (named <= streets | {"street2"} and plain & towns and not plain & streets)
        or (named & towns and not named & streets and plain & streets and not plain & towns)
    ]
    if len(halves) != 1:
        return readings
    kind = halves[0]
    if len(parts) > 1:  # "Home address", "City" beside "Work address", "Work city"
        return [
            attrs.evolve(r, kind=kind) if r.field == "address" and r.kind is None else r
            for r in readings
        ]
    return [
        attrs.evolve(r, kind=None) if r.field == "address" and r.kind == kind else r
        for r in readings
    ]


def _carried_kinds(readings: list[Reading]) -> list[Reading]:
    """``Billing address``, "Postcode", "Delivery address", "Postcode": each with its own."""
    addresses = [r for r in readings if r.field == "address"]
    if any(r.kind is None and r.part in ("street", "full", "address?") for r in addresses):
        return readings
    own = {(r.kind, r.part) for r in addresses}
    result = list(readings)
    for at, r in enumerate(readings[1:], start=1):
        before = result[at - 1]
        plain = r.field == "address" and r.kind is None and r.part in _OF_A_STREET
        if plain and before.field == "address" and before.kind and (before.kind, r.part) not in own:
            result[at] = attrs.evolve(r, kind=before.kind, number=None, by_neighbours=True)
    return result


_OF_A_STREET = ("street2", "district", "city", "region", "postcode", "country")


def _lonely_places(readings: list[Reading]) -> list[Reading]:
    """A town apart from complete addresses of known kinds is a location, not where one lives."""
    plain = {r.part for r in readings if r.field == "address" and r.kind is None}
    kinds = {r.kind for r in readings if r.field == "address" and r.part == "street"}
    if kinds - {None} and plain and plain <= {"city", "region", "country"}:
        lonely = [r.field == "address" and r.kind is None for r in readings]
        return [
            attrs.evolve(r, field="custom", confidence=UNSURE) if alone and r.part == "city" else r
            for r, alone in zip(readings, lonely, strict=True)
        ]
    return readings


def _ids(readings: list[Reading]) -> list[Reading]:
    """A bare number is an id in the first column only; of several ids the surest is one."""
    readings = [
        attrs.evolve(r, field="custom")
        if r.field == "external_id" and r.confidence == WEAK and place > 0
        else r
        for place, r in enumerate(readings)
    ]
    ids = [r for r in readings if r.field == "external_id"]
    best = max((r.confidence for r in ids), default=0.0)
    if len(ids) < 2:
        return readings
    return [
        attrs.evolve(r, field="custom") if r.field == "external_id" and r.confidence < best else r
        for r in readings
    ]


def _switchboards(readings: list[Reading]) -> list[Reading]:
    """The company's phone reaches the company: it gives way to the client's own one at work."""
    own = any(
        r.field == "phone" and r.kind == "work" and r.scope is None and r.confidence >= ACCEPTED
        for r in readings
    )
    return [
        attrs.evolve(r, field="custom") if own and r.scope == "company" else r for r in readings
    ]


def _dialling_codes(readings: list[Reading]) -> list[Reading]:
    """A country's code right before a phone is for dialling."""
    result = list(readings)
    for at, (r, following) in enumerate(pairwise(readings)):
        if r.part == "country" and "code" in r.phrase.atoms and following.field == "phone":
            result[at] = attrs.evolve(r, field="custom", confidence=UNSURE)
    return result


def _scoped(readings: list[Reading]) -> list[Reading]:
    """The name on the invoice is the client's when there is no other name."""
    own = {r.field for r in readings if r.scope in (None, "work") and r.confidence >= ACCEPTED}
    billing = {r.field for r in readings if r.scope == "billing"}
    multiple = ("phone", "email", "address")

    def settled(r: Reading) -> Reading:
        if r.scope not in ("billing", "shipping") or r.field in multiple or not r.is_core:
            return r
        if r.field in own or (r.scope == "shipping" and (r.field in billing or own)):
            return attrs.evolve(r, field="custom")
        return attrs.evolve(r, confidence=min(r.confidence, NEAR))

    return [settled(r) for r in readings]


_STEPS: tuple[Callable[[list[Reading]], list[Reading]], ...] = (
    _parts_of_names,
    _birth_parts,
    _bare_names,
    _titles,
    _occupations,
    _states,
    _bare_kinds,
    _main_phone,
    _labels,
    _joined_addresses,
    _carried_kinds,
    _address_numbers,
    _lonely_places,
    _ids,
    _switchboards,
    _dialling_codes,
    _scoped,
)
assert SURE > LIKELY > NEAR > WEAK > ACCEPTED > UNSURE
