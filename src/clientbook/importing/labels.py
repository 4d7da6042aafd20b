"""What the word beside a phone or an address says about its use, in four languages."""

import re

import attrs

from clientbook.domain.addresses import AddressKind
from clientbook.domain.phones import PhoneKind
from clientbook.parsing.phones import PhoneReading
from clientbook.text import base_letters

_PHONES = {
    PhoneKind.MOBILE: "mobile mobil movil cell cellular cellulaire portable handy gsm iphone sms",
    PhoneKind.HOME: "home domicile maison privat private personal personnel particular casa fixe",
    PhoneKind.WORK: "work office business bureau travail pro professionnel geschaftlich arbeit "
    "trabajo oficina buro",
    PhoneKind.MAIN: "main principal haupt primary standard zentrale",
    PhoneKind.FAX: "fax telecopie telecopieur telefax",
    PhoneKind.PAGER: "pager bip beeper",
    PhoneKind.UNKNOWN: "unknown inconnu unbekannt desconocido",
}
_ADDRESSES = {
    AddressKind.HOME: "home domicile maison privat private personal casa domicilio particular",
    AddressKind.WORK: "work office business bureau travail geschaftlich arbeit trabajo oficina",
    AddressKind.BILLING: "billing bill facturation rechnung facturacion",
    AddressKind.SHIPPING: "shipping ship delivery livraison lieferung envio entrega",
    AddressKind.SERVICE: "service intervention chantier site einsatz servicio",
}
_PHONE_WORDS = {word: kind for kind, words in _PHONES.items() for word in words.split()}
_ADDRESS_WORDS = {word: kind for kind, words in _ADDRESSES.items() for word in words.split()}


def _words(label: str) -> list[str]:
    return re.findall(r"[a-z]+", base_letters(label[:100]))


def phone_kind_of(label: str) -> PhoneKind:
    """Return the kind a label such as ``"Mobile"`` or ``"Tél. bureau"`` names, else OTHER.

    ``"Work Fax"`` is a fax: what the line carries counts before where it stands.
    """
    kinds = [_PHONE_WORDS[word] for word in _words(label) if word in _PHONE_WORDS]
    for kind in (PhoneKind.FAX, PhoneKind.PAGER, PhoneKind.MOBILE):
        if kind in kinds:
            return kind
    return kinds[0] if kinds else PhoneKind.OTHER


def names_only_kinds(label: str) -> bool:
    """True for words that say of what kind a value is, and nothing else: ``"Mobile"``."""
    words = _words(label)
    return bool(words) and all(word in _PHONE_WORDS or word in _ADDRESS_WORDS for word in words)


def kind_as_told(reading: PhoneReading) -> PhoneReading:
    """Give a number of no known kind the kind that words in its own cell name.

    ``bureau : 01 42 68 53 00`` and ``01 42 68 53 00 (bureau)`` are numbers at work; what a column
    declares, or the number proves, stays.
    """
    number = reading.number
    if number.label is None or number.kind not in (PhoneKind.OTHER, PhoneKind.UNKNOWN):
        return reading
    kind = phone_kind_of(number.label)
    if kind is PhoneKind.OTHER:
        return reading
    return attrs.evolve(reading, number=attrs.evolve(number, kind=kind))


def address_kind_of(label: str) -> AddressKind:
    """Return the kind a label such as ``"Facturation"`` names; HOME when it says nothing."""
    if not label:
        return AddressKind.HOME
    kinds = [_ADDRESS_WORDS[word] for word in _words(label) if word in _ADDRESS_WORDS]
    if kinds:
        return kinds[0]
    return AddressKind.OTHER if label.strip() else AddressKind.HOME
