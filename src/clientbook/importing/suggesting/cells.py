"""Let the cells speak: they name columns without a telling title and veto a title that lies."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import attrs

from clientbook.domain.targets import DATE_PARTS, EMAIL_PARTS, PHONE_PARTS
from clientbook.importing.suggesting.atoms import NEUTRAL
from clientbook.importing.suggesting.doubtful import told_of_two
from clientbook.importing.suggesting.evidence import ColumnLook, Look
from clientbook.importing.suggesting.person_or_firm import is_person_or_firm
from clientbook.importing.suggesting.places import reached, told_of_place
from clientbook.importing.suggesting.readings import ACCEPTED, NEAR_CELLS, Reading

ENOUGH_TO_VETO = 5
MOST = 0.8
_SOME = 0.1

_NAMES = ("given_name", "middle_name", "family_name", "full_name", "nickname", "maiden_name")
_NO_LETTERS = (Look.EMAIL, Look.PHONE, Look.DIGITS, Look.DATE, Look.NUMBER, Look.POSTCODE)
_NOT_A_NAME = (*_NO_LETTERS, Look.URL)
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
    **dict.fromkeys(_NAMES, (*_NOT_A_NAME, Look.FLAG)),
    "company": (Look.EMAIL, Look.PHONE, Look.DATE, Look.FLAG),
    "website": (*_NOT_A_LINK, *_LETTERS),
    "gender": (*_NOT_A_NAME, Look.STREET),
    "name_prefix": (*_NOT_A_NAME, Look.COMPANY, Look.PERSON, Look.GREETING),
    "consent": (Look.EMAIL, Look.PHONE, Look.URL, Look.STREET),
    "language": _NOT_A_NAME,
    "external_id": (Look.EMAIL, Look.DATE),
    "note": (Look.NUMBER, Look.FLAG),  # a mark, an invoice
}
_PART_LIES = {
    "city": (Look.EMAIL, Look.PHONE, Look.DATE, Look.NUMBER, Look.FLAG, Look.URL, Look.POSTCODE),
    "postcode": (Look.EMAIL, Look.DATE, *_LETTERS, Look.URL),
    "country": (Look.EMAIL, Look.PHONE, Look.DATE, Look.URL),
    "region": (Look.EMAIL, Look.PHONE, Look.DATE, Look.URL, Look.STATE),
    "street": (Look.EMAIL, Look.PHONE, Look.DATE, Look.URL, Look.FLAG),
    "street2": (Look.EMAIL, Look.DATE, Look.URL),
    "full": (Look.EMAIL, Look.PHONE, Look.DATE, Look.URL, Look.FLAG),
}


def heard(readings: Sequence[Reading], looks: Sequence[ColumnLook]) -> list[Reading]:
    """Return the readings after the cells have spoken; a changed one says so by ``by_cells``.

    What cells prove they prove in one row as in a hundred.
    """
    own = [r for r in readings if r.is_core and r.confidence >= ACCEPTED]
    sure = {r.field for r in own} | {f"address.{r.part}" for r in own if r.field == "address"}
    return [_hear(reading, look, sure) for reading, look in zip(readings, looks, strict=True)]


def _hear(reading: Reading, look: ColumnLook, sure: AbstractSet[str]) -> Reading:
    told = told_of_place(reading, look, sure) or told_of_two(reading, look)
    if told is not None:
        return told
    if "contact" in reading.phrase.atoms:
        told = _told_by_ways(reading, look)
        if told is not None or (reading.asked and look.filled):  # whom to ask for
            return told or _by_cells(reading, "custom")
    if _is_whole_address(reading, look) and "address.full" not in sure:
        return attrs.evolve(reading, part="full", by_cells=True)
    lives = reading.field == "address" and "live" in reading.phrase.atoms
    if lives and reading.part in ("full", "street") and (part := _where(look)) is not None:
        return attrs.evolve(reading, part=part, by_cells=True)
    if (told := _told_of_a_bare_name(reading, look, sure)) is not None:
        return told
    if reading.is_core and reading.confidence >= ACCEPTED:
        return _vetoed(reading, look) if lies(reading, look) else reading
    if reading.field == "skip":  # a column full of values is not left out in silence
        return reading if reached(look) is None else _by_cells(reading, "custom")
    if _is_a_note(reading, look) and "note" not in sure:
        return _confirmed(reading)  # "Remarques moniteur", "Notes from committee"
    field = _named(look)
    if field is None or (field == "address" and field in sure):
        return reading
    misread = reading.is_core and field not in sure and lies(reading, look)
    if _says_nothing(reading) or misread:  # "Mailen naar" is no maiden name
        return _by_cells(reading, field)
    agreed = reading.field == field and field not in sure
    return _confirmed(reading) if agreed and reading.phrase.unknown else reading


def _told_of_a_bare_name(
    reading: Reading, look: ColumnLook, sure: AbstractSet[str]
) -> Reading | None:
    """Return what "Client" or "Name / Firma" over firms is, or "Razón social" over people."""
    if is_person_or_firm(reading) and look.share(Look.COMPANY) >= MOST:
        return _by_cells(reading, "company")
    if _is_of_persons(reading, look) and sure.isdisjoint((*_NAMES, "name_prefix")):
        return _by_cells(reading, "full_name")
    if reading.field != "full_name" or "bare" not in reading.phrase.atoms:
        return None
    if look.share(Look.COMPANY) >= MOST and "company" not in sure:
        return _by_cells(reading, "company")
    numbered = look.share(Look.NUMBER, Look.DIGITS, Look.POSTCODE) == 1.0
    if numbered and look.distinct == look.filled >= ENOUGH_TO_VETO and "external_id" not in sure:
        return _by_cells(reading, "external_id")
    return None


def _is_of_persons(reading: Reading, look: ColumnLook) -> bool:
    """True for a title of firms over people, as those who trade under their own names write."""
    told = reading.field == "company" and reading.confidence >= ACCEPTED and reading.kind is None
    return told and look.filled >= ENOUGH_TO_VETO and look.share(Look.PERSON) >= MOST


def _says_nothing(reading: Reading) -> bool:
    """False for a title that says something of its own: whose phone it is, say.

    "Since" or "at" is no date over what reaches somebody.
    """
    atoms = set(reading.phrase.atoms) - NEUTRAL
    if _counts_something_else(reading):
        return False
    return not atoms or (reading.field == "custom" and atoms in ({"full"}, {"date"}))


_OF_A_TELEPHONE = ("tel", "tlf", "mob", "gsm", "fon", "phon", "puh", "cep", "cell")


def _counts_something_else(reading: Reading) -> bool:
    """True for the number of what nobody knows: "Medicare No", "N° AVS", "KV-Nr.".

    Its digits may look like a telephone's; in other languages too that word begins as in ours.
    """
    unknown = reading.phrase.unknown if "num" in reading.phrase.atoms else ()
    return bool(unknown) and not any(part in word for word in unknown for part in _OF_A_TELEPHONE)


def _is_a_note(reading: Reading, look: ColumnLook) -> bool:
    """True for a word for notes, and one that nobody knows, over remarks of several words."""
    told = reading.field == "note" and bool(reading.phrase.unknown)
    return told and look.share(*_REMARKS) >= MOST and look.single <= _SOME


def _confirmed(reading: Reading) -> Reading:
    """``E-mail cím`` over addresses is what the one word that is known says."""
    return attrs.evolve(reading, confidence=NEAR_CELLS, by_cells=True)


def _told_by_ways(reading: Reading, look: ColumnLook) -> Reading | None:
    """Return what a column "Contact" is that reaches people, None where it names them.

    Numbers here and addresses or names there are for a person to part.
    """
    if not set(reading.phrase.atoms) <= NEUTRAL | {"full"} or reading.phrase.unknown:
        return None
    if (field := reached(look)) is not None:
        return _by_cells(reading, field)
    if look.share(Look.EMAIL, Look.PHONE, Look.DIGITS) < _SOME:
        return None
    return attrs.evolve(_by_cells(reading, reading.field), asked=True)


def _is_whole_address(reading: Reading, look: ColumnLook) -> bool:
    """True for "Address" or "Vive en" over whole ones, whatever stands beside it."""
    atoms = set(reading.phrase.atoms) - NEUTRAL
    told = reading.field == "address" and reading.part in ("street", "city")
    return told and atoms <= {"address", "city"} and look.share(Look.FULL_ADDRESS) >= MOST


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
_REMARKS = (Look.WORDS, Look.OTHER, Look.PERSON, Look.GIVEN)
_TELL_OTHERWISE = (*DATE_PARTS, *PHONE_PARTS, *EMAIL_PARTS)
"""Parts whose cells look like something else than the whole value does."""


def lies(reading: Reading, look: ColumnLook) -> bool:
    """True when nearly all cells are what the column's field never is.

    Of a few cells every one must be so, and unmistakably.
    """
    if reading.part in _TELL_OTHERWISE:
        return False
    field = (reading.part or "") if reading.field == "address" else reading.field
    never = (_PART_LIES if reading.field == "address" else _LIES).get(field, ())
    if look.filled < ENOUGH_TO_VETO:
        never = _ONE_TELLS.get(field, ())
        if field in _NAMES and look.share(*_NO_LETTERS) > 0:
            never = (*never, Look.FLAG)  # beside a 2 a 1 is a number too
    if field == "postcode" and look.dialable >= MOST:
        return True  # "Cep" is a postcode in Brazil and a mobile in Turkey
    least = MOST if look.filled >= ENOUGH_TO_VETO else 1.0
    return look.filled > 0 and look.share(*never) >= least


_A_WAY = (Look.EMAIL, Look.PHONE)

# What one cell is enough to tell, where every cell is so: a phone that says yes or which, a consent
# that is an address, a state of an account that is no region, a salutation that is a firm or begins
# a letter, a name that is a number.
_ONE_TELLS: dict[str, tuple[Look, ...]] = {
    "phone": (Look.FLAG, Look.KIND),
    "email": (Look.FLAG, Look.KIND),
    "consent": (Look.EMAIL,),
    "region": (Look.STATE, *_A_WAY),
    "country": _A_WAY,
    "city": _A_WAY,
    "postcode": (Look.EMAIL,),
    "street": (Look.FLAG, *_A_WAY),
    "full": (Look.FLAG, *_A_WAY),
    "website": (Look.WORDS, *_A_WAY),
    "company": _A_WAY,
    "name_prefix": (Look.COMPANY, Look.GREETING, *_NO_LETTERS),
    **dict.fromkeys(_NAMES, _NO_LETTERS),
}


def _vetoed(reading: Reading, look: ColumnLook) -> Reading:
    if "sms" in reading.phrase.atoms and look.share(Look.FLAG) >= MOST:
        return attrs.evolve(_by_cells(reading, "consent"), kind="sms")
    if reading.part == "postcode" and look.dialable >= MOST:
        return _by_cells(reading, "phone")
    if reading.field == "name_prefix" and look.share(Look.COMPANY) >= 0.5:
        return _by_cells(reading, "company")
    return _by_cells(reading, _named(look) or "custom")


def _by_cells(reading: Reading, field: str) -> Reading:
    return attrs.evolve(
        reading,
        field=field,
        kind=None,
        part="full" if field == "address" else None,
        number=None,
        scope=None,
        confidence=NEAR_CELLS,
        by_cells=True,
        asked=False,
    )


def _named(look: ColumnLook) -> str | None:
    """Return the field that cells alone prove."""
    if look.share(Look.EMAIL) >= MOST:
        return "email"
    phones = look.share(Look.PHONE)
    if phones + look.share(Look.DIGITS) >= 0.9 and phones >= 0.3:
        return "phone"
    return "address" if look.share(Look.FULL_ADDRESS) >= MOST else None
