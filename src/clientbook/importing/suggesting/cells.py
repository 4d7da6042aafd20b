"""Let the cells speak: they name columns without a telling title and veto a title that lies."""

from collections.abc import Sequence

import attrs

from clientbook.domain.targets import DATE_PARTS, EMAIL_PARTS, PHONE_PARTS
from clientbook.importing.suggesting.atoms import NEUTRAL
from clientbook.importing.suggesting.evidence import ColumnLook, Look
from clientbook.importing.suggesting.readings import ACCEPTED, NEAR_CELLS, Reading

ENOUGH = 3  # filled cells before a column without a telling title is named by them
ENOUGH_TO_VETO = 5
MOST = 0.8

_NOT_A_NAME = (Look.EMAIL, Look.PHONE, Look.DIGITS, Look.DATE, Look.URL, Look.NUMBER)
_NOT_A_LINK = (Look.EMAIL, Look.PHONE, Look.DATE, Look.FLAG, Look.NUMBER)
_LETTERS = (Look.WORDS, Look.GIVEN, Look.PERSON, Look.COMPANY, Look.STATE)
# What the cells of a field never are, when nearly all of them are.
_LIES = {
    "phone": (Look.EMAIL, Look.DATE, Look.URL, Look.FLAG, Look.KIND, *_LETTERS),
    "email": (
        *(Look.PHONE, Look.DIGITS, Look.DATE, Look.FLAG, Look.NUMBER, Look.POSTCODE),
        Look.KIND,
    ),
    "birth_date": (Look.EMAIL, Look.PHONE, Look.URL, Look.FLAG, *_LETTERS),
    "created_at": (Look.EMAIL, Look.PHONE, Look.URL, Look.FLAG, *_LETTERS),
    "given_name": (*_NOT_A_NAME, Look.FLAG),
    "family_name": (*_NOT_A_NAME, Look.FLAG),
    "full_name": (*_NOT_A_NAME, Look.FLAG),
    "company": (Look.EMAIL, Look.PHONE, Look.DATE, Look.FLAG),
    "website": (*_NOT_A_LINK, *_LETTERS),
    "gender": (*_NOT_A_NAME, Look.STREET),
    "name_prefix": (*_NOT_A_NAME, Look.COMPANY, Look.PERSON),
    "consent": (Look.EMAIL, Look.PHONE, Look.URL, Look.STREET),
    "language": _NOT_A_NAME,
    "external_id": (Look.EMAIL, Look.DATE),
}
_PART_LIES = {
    "city": (Look.EMAIL, Look.PHONE, Look.DATE, Look.NUMBER, Look.FLAG, Look.URL, Look.POSTCODE),
    "postcode": (Look.EMAIL, Look.DATE, *_LETTERS, Look.URL),
    "country": (Look.EMAIL, Look.PHONE, Look.DATE, Look.URL),
    "region": (Look.EMAIL, Look.PHONE, Look.DATE, Look.URL, Look.STATE),
    "street": (Look.EMAIL, Look.PHONE, Look.DATE, Look.URL, Look.FLAG),
    "full": (Look.EMAIL, Look.PHONE, Look.DATE, Look.URL, Look.FLAG),
}


def heard(readings: Sequence[Reading], looks: Sequence[ColumnLook]) -> list[Reading]:
    """Return the readings after the cells have spoken; a changed one says so by ``by_cells``."""
    return [_hear(reading, look) for reading, look in zip(readings, looks, strict=True)]


def _hear(reading: Reading, look: ColumnLook) -> Reading:
    if not reading.is_core and (field := _reached(look)) is not None:
        if (place := _place_in(reading)) is not None:
            return attrs.evolve(_by_cells(reading, field), kind=place)
        if reading.field == "skip":  # a column full of values is not left out in silence
            return _by_cells(reading, "custom")
    lives = reading.field == "address" and "live" in reading.phrase.atoms
    if lives and reading.part in ("full", "street") and (part := _where(look)) is not None:
        return attrs.evolve(reading, part=part, by_cells=True)
    if reading.is_core and reading.confidence >= ACCEPTED:
        return _vetoed(reading, look) if lies(reading, look) else reading
    telling = not NEUTRAL.issuperset(reading.phrase.atoms)
    if telling or reading.field == "skip" or look.filled < ENOUGH:
        return reading  # the title says something of its own: whose phone it is, say
    field = _named(look)
    return reading if field is None else _by_cells(reading, field)


def _where(look: ColumnLook) -> str | None:
    """Return what is answered to "Where do you live?", where it is no whole address."""
    for part, looks in _PLACES:
        if look.share(*looks) >= MOST:
            return part
    return None


_PLACES = (
    ("city", (Look.WORDS, Look.GIVEN, Look.PERSON)),
    ("postcode_city", (Look.PLACE,)),
    ("country", (Look.COUNTRY,)),
)
_TELL_OTHERWISE = (*DATE_PARTS, *PHONE_PARTS, *EMAIL_PARTS)
"""Parts whose cells look like something else than the whole value does."""


def lies(reading: Reading, look: ColumnLook) -> bool:
    """True when nearly all cells are what the column's field never is."""
    if reading.part in _TELL_OTHERWISE:
        return False
    if look.filled < ENOUGH_TO_VETO and not _one_tells(reading, look):
        return False
    if reading.field == "address":
        never = _PART_LIES.get(reading.part or "", ())
    else:
        never = _LIES.get(reading.field, ())
    if reading.field == "consent" and reading.kind != "date" and reading.part != "optout":
        never = (*never, Look.DATE)  # since when, not whether; who opted out did so on a day
    return look.share(*never) >= MOST


# What one cell is enough to tell, where every cell is so: a phone that says yes or which, a consent
# that is an address, a state of an account that is no region, a salutation that is a firm.
_ONE_TELLS = {
    "phone": (Look.FLAG, Look.KIND),
    "email": (Look.FLAG, Look.KIND),
    "consent": (Look.EMAIL,),
    "region": (Look.STATE,),
    "street": (Look.FLAG,),
    "full": (Look.FLAG,),
    "website": (Look.WORDS,),
    "name_prefix": (Look.COMPANY,),
}


def _one_tells(reading: Reading, look: ColumnLook) -> bool:
    told = _ONE_TELLS.get((reading.part or "") if reading.field == "address" else reading.field)
    return told is not None and look.filled > 0 and look.share(*told) == 1.0


def _vetoed(reading: Reading, look: ColumnLook) -> Reading:
    if "sms" in reading.phrase.atoms and look.share(Look.FLAG) >= MOST:
        return attrs.evolve(_by_cells(reading, "consent"), kind="sms")
    if reading.field == "name_prefix" and look.share(Look.COMPANY) >= 0.5:
        return _by_cells(reading, "company")
    return _by_cells(reading, _named(look) or "custom")


def _by_cells(reading: Reading, field: str) -> Reading:
    return attrs.evolve(
        reading,
        field=field,
        kind=None,
        part=None,
        number=None,
        scope=None,
        confidence=NEAR_CELLS,
        by_cells=True,
    )


def _place_in(reading: Reading) -> str | None:
    """Return the kind that a title names and nothing else: "Private", "Büro", "Dienstlich".

    A "Business number" may be one of a register.
    """
    if "num" in reading.phrase.atoms:
        return None
    atoms = set(reading.phrase.atoms) - NEUTRAL - {"junk"}
    return atoms.pop() if atoms in ({"home"}, {"work"}) and not reading.phrase.unknown else None


def _reached(look: ColumnLook) -> str | None:
    """Return what cells are that all reach somebody: one is enough below a word for a place."""
    if look.share(Look.EMAIL) >= MOST:
        return "email"
    return "phone" if look.share(Look.PHONE, Look.DIGITS) >= 0.9 else None


def _named(look: ColumnLook) -> str | None:
    """Return the field that cells alone prove."""
    if look.share(Look.EMAIL) >= MOST:
        return "email"
    phones = look.share(Look.PHONE)
    if phones + look.share(Look.DIGITS) >= 0.9 and phones >= 0.3:
        return "phone"
    return None
