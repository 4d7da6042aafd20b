"""What a title says of a telephone, an e-mail address or a postal address."""

import attrs

from clientbook.importing.suggesting.atoms import ADDRESS_HEADS
from clientbook.importing.suggesting.readings import SURE, Reading

ADDRESS_AND_FULL = ADDRESS_HEADS | {"full"}


def value_kind(qualifiers: set[str]) -> str | None:
    """Return the one kind a title names; a conflict of two is the more special one."""
    for kind in ("billing", "shipping", "service", "work", "home", "other"):
        if kind in qualifiers:
            return kind
    return None


def read_phone(heads: set[str], qualifiers: set[str], base: Reading) -> Reading | None:
    """Return the reading of a telephone's title, or None where it names none."""
    if heads & {"phone", "mobile", "landline"}:
        heads = heads - {"day"}  # "Phone (day)": when somebody can be called there
    if not heads or not heads <= {"phone", "mobile", "landline", "fax", "pager", "sms"}:
        return None
    if heads == {"sms"} and "num" not in qualifiers:
        return None
    if base.phrase.either and "fax" in heads and len(heads) > 1:
        heads = heads - {"fax"}  # "Tel./Fax": whoever answers it, it can be called
    kind = value_kind(qualifiers)
    scope = kind if kind in ("billing", "shipping", "service") else None
    kind = _phone_kind(heads, qualifiers, None if scope else kind)
    scope = "company" if "shared" in qualifiers else scope
    if kind == "pager":
        return base
    return attrs.evolve(base, field="phone", kind=kind, confidence=SURE, scope=scope)


# A pager reaches nobody any more: the number is kept, as an attribute of its own name.
def _phone_kind(heads: set[str], qualifiers: set[str], kind: str | None) -> str | None:
    for head in ("fax", "pager", "mobile"):
        if head in heads:
            return head
    if "sms" in heads:
        return "mobile"
    if "landline" in heads:
        return kind or "home"
    if kind is None and qualifiers & {"main", "primary"}:
        return "main"
    return "other" if kind is None and qualifiers & {"alt", "second", "third"} else kind


def read_email(heads: set[str], qualifiers: set[str], base: Reading) -> Reading | None:
    """Return the reading of an e-mail address's title, or None where it names none."""
    if heads != {"email"}:
        return None
    if "by" in qualifiers or ("num" in qualifiers and base.number is None):
        return base  # how something is sent, or how much of it; not where to
    kind = value_kind(qualifiers)
    scope = kind if kind in ("billing", "shipping", "service") else None
    if kind not in ("home", "work", "other"):
        kind = None
    return attrs.evolve(base, field="email", kind=kind, confidence=SURE, scope=scope)


def read_address(heads: set[str], qualifiers: set[str], base: Reading) -> Reading | None:
    """Return the reading of the title of an address or a part of one, or None."""
    if "place" in qualifiers and _is_place(heads, base.phrase.atoms):
        return attrs.evolve(base, field="place?", kind=value_kind(qualifiers))
    if not heads:
        slip = qualifiers & {"billing", "shipping"}
        if slip and base.number is not None and qualifiers <= {"billing", "shipping", "fill"}:
            part = f"line{base.number}" if base.number < 10 else None
            return attrs.evolve(
                base, field="address", kind=value_kind(qualifiers), part=part, number=None
            )
        return None
    if not heads <= ADDRESS_AND_FULL or heads == {"full"}:
        return None
    part = _address_part(heads, qualifiers, either=base.phrase.either)
    if part is None:
        return base
    number, numbers = base.number, base.phrase.numbers
    both = base.phrase.either and numbers == (1, 2)
    if both and part in ("line?", "address?", "street"):  # "Dirección líneas 1 y 2"
        number, part = None, "street"
    elif len(numbers) == 2 and part in ("street", "line?") and 1 <= numbers[1] <= 3:
        # "Address 1: Street 2" is the second line of the first address
        number, part = numbers[0], f"street{numbers[1]}".removesuffix("1")
    elif len(numbers) == 2:  # "Adresse 1 & 2"
        number = numbers[0]
    beside = "other" if "alt" in qualifiers and number is None else None  # "Additional address"
    return attrs.evolve(
        base,
        field="address",
        kind=value_kind(qualifiers) or beside,
        part=part,
        number=number,
        confidence=SURE,
    )


def _is_place(heads: set[str], atoms: tuple[str, ...]) -> bool:
    """True for "Location" and "Invoice address: location", not for "Location address"."""
    if not heads:
        return True
    return heads == {"address"} and atoms.index("address") < atoms.index("place")


_PARTS = {
    "pobox": "po_box",
    "housenum": "number",
    "housenum2": "number_addition",
    "streettype": "street_type",
    "address": "address?",
}
_BESIDE_A_STREET = frozenset("street2 district pobox".split())
_LISTED = frozenset("street housenum city region postcode country".split())


def _address_part(heads: set[str], qualifiers: set[str], *, either: bool) -> str | None:
    if {"address", "full"} <= heads <= _LISTED | {"address", "full"}:
        return "full"
    if either and heads in ({"address", "city"}, {"address", "postcode", "city"}):
        return "full"  # "Adresse + ville"
    rest = heads - {"address"} or heads
    listed = len(rest & _LISTED) + ("address" in heads)
    if listed >= 3 and rest <= _LISTED and rest & {"street", "housenum"}:
        return "full"  # "Endereço (rua, cidade, região)", "Straße, PLZ, Ort"
    if rest in ({"line"}, {"street", "line"}):
        return "line?"
    if rest == {"address"} and "num" in qualifiers and either:
        return "street"  # "Morada + nº"
    if rest in ({"street", "housenum"}, {"street", "street2"}):
        return "street"
    if either and len(rest) > 1 and rest <= _BESIDE_A_STREET:
        return "street2"  # "Lieu-dit / BP"
    if rest in ({"city", "district"}, {"line", "city"}, {"city", "region"}):
        return "city"
    if rest in ({"postcode", "city"}, {"postcode", "city", "region"}):
        return "postcode_city"
    if len(rest) != 1:
        return None
    part = next(iter(rest))
    if "num" in qualifiers and part not in ("street", "postcode", "pobox", "housenum"):
        return None
    return _PARTS.get(part, part)
