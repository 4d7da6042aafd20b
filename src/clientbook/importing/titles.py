"""Titles a column of ours carries, in English and French, and the way back from a title."""

import re
from functools import cache, lru_cache

import attrs

from clientbook.domain.targets import (
    ADDRESS_KINDS,
    ADDRESS_PARTS,
    CONSENT_KINDS,
    CONSENT_PARTS,
    DATE_PARTS,
    EMAIL_KINDS,
    EMAIL_PARTS,
    FIELDS,
    PHONE_KINDS,
    PHONE_PARTS,
    SINGLE_FIELDS,
    Target,
)
from clientbook.errors import InvalidValueError
from clientbook.importing.tables import normal_header

LANGUAGES = ("en", "fr")
MAX_SLOT = 9

# Each title names one target in both languages, so that a file of ours maps itself (SPEC V4, V22).
_SINGLE = {
    "name_prefix": ("Salutation", "Civilité"),
    "given_name": ("First name", "Prénom"),
    "middle_name": ("Middle name", "Deuxième prénom"),
    "family_name": ("Last name", "Nom de famille"),
    "full_name": ("Full name", "Nom complet"),
    "name_suffix": ("Name suffix", "Suffixe du nom"),
    "nickname": ("Nickname", "Surnom"),
    "maiden_name": ("Maiden name", "Nom de naissance"),
    "name_particle": ("Surname particle", "Particule du nom"),
    "second_family_name": ("Second last name", "Second nom de famille"),
    "academic_title": ("Academic title", "Titre universitaire"),
    "company": ("Company", "Société"),
    "department": ("Department", "Service (entreprise)"),
    "job_title": ("Job title", "Fonction"),
    "gender": ("Gender", "Sexe"),
    "language": ("Language", "Langue"),
    "website": ("Website", "Site web"),
    "note": ("Note", "Note"),
    "tags": ("Tags", "Étiquettes"),
    "external_id": ("External ID", "Identifiant externe"),
    "created_at": ("Created at", "Date de création"),
    "in_book_since": ("In this book since", "Dans ce fichier depuis"),
    "blocked": ("Blocked", "Bloqué"),
    "last_appointment_at": ("Last appointment started at", "Début du dernier rendez-vous"),
    "next_appointment_at": ("Next appointment starts at", "Début du prochain rendez-vous"),
    "internal_note": ("Newest internal note", "Dernière note interne"),
    "unread": ("Unread values", "Valeurs non lues"),
}
_BIRTH = {
    None: ("Birth date", "Date de naissance"),
    "year": ("Birth year", "Année de naissance"),
    "month": ("Birth month", "Mois de naissance"),
    "day": ("Birth day", "Jour de naissance"),
}
_PHONE = {
    None: ("Phone no. 1", "Téléphone n° 1"),
    "mobile": ("Mobile phone", "Téléphone mobile"),
    "home": ("Home phone", "Téléphone domicile"),
    "work": ("Work phone", "Téléphone professionnel"),
    "main": ("Main phone", "Téléphone principal"),
    "fax": ("Fax", "Fax"),
    "pager": ("Pager phone", "Téléphone de téléavertisseur"),
    "other": ("Phone", "Téléphone"),
    "unknown": ("Phone of unknown kind", "Téléphone de nature inconnue"),
}
_EMAIL = {
    None: ("E-mail", "E-mail"),
    "home": ("Home e-mail", "E-mail personnel"),
    "work": ("Work e-mail", "E-mail professionnel"),
    "other": ("Other e-mail", "Autre e-mail"),
}
_ADDRESS = {
    None: ("Address", "Adresse"),
    "home": ("Home address", "Adresse du domicile"),
    "work": ("Work address", "Adresse professionnelle"),
    "billing": ("Billing address", "Adresse de facturation"),
    "shipping": ("Shipping address", "Adresse de livraison"),
    "service": ("Service address", "Adresse d'intervention"),
    "other": ("Other address", "Autre adresse"),
}
_ADDRESS_PART = {
    "street": ("Street", "Rue"),
    "number": ("House number", "Numéro dans la rue"),
    "number_addition": ("House number addition", "Complément du numéro"),
    "street_type": ("Street type", "Type de voie"),
    "street2": ("Street line 2", "Rue, ligne 2"),
    "street3": ("Street line 3", "Rue, ligne 3"),
    "district": ("District", "Quartier"),
    "city": ("City", "Ville"),
    "region": ("Region", "Région"),
    "postcode": ("Postcode", "Code postal"),
    "postcode_city": ("Postcode and city", "Code postal et ville"),
    "country": ("Country", "Pays"),
    "po_box": ("PO box", "Boîte postale"),
    "full": ("Full address", "Adresse complète"),
    "label": ("Address label", "Libellé de l'adresse"),
    "preferred": ("Preferred address", "Adresse préférée"),
} | {f"line{n}": (f"Address free line {n}", f"Adresse, ligne libre {n}") for n in range(1, 10)}
_CONSENT = {
    "email": ("e-mail", "e-mail"),
    "sms": ("SMS", "SMS"),
    "phone": ("phone", "téléphone"),
    "post": ("post", "courrier"),
    "marketing": ("advertising, every channel", "publicité, tous les canaux"),
    "advertising": ("advertising, no channel named", "publicité, sans canal précisé"),
    "reminders": ("reminders", "rappels"),
    "followups": ("follow-ups", "suivis"),
    "partners": ("partners", "partenaires"),
    "all": ("all messages", "tous les messages"),
    "all_email": ("all e-mails", "tous les e-mails"),
    "all_sms": ("all SMS", "tous les SMS"),
    "all_phone": ("all calls", "tous les appels"),
    "all_post": ("all post", "tout le courrier"),
    "reminders_email": ("reminders by e-mail", "rappels par e-mail"),
    "reminders_sms": ("reminders by SMS", "rappels par SMS"),
    "reminders_phone": ("reminders by phone", "rappels par téléphone"),
    "reminders_post": ("reminders by post", "rappels par courrier"),
    "date": ("date", "date"),
}
_CONSENT_HEAD = {
    None: ("Consent", "Consentement"),
    "optout": ("Opt-out", "Désinscription"),
    "status": ("Consent status", "Statut du consentement"),
    "no": ("Consent, its no alone", "Consentement, le non seul"),
    "unclear": ("Consent or opt-out", "Consentement ou désinscription"),
}
_PART_OF = {
    "label": ("Kind of {}", "Nature de {}"),
    "country_code": ("Country code of {}", "Indicatif de {}"),
    "area_code": ("Area code of {}", "Indicatif régional de {}"),
    "extension": ("Extension of {}", "Poste de {}"),
    "preferred": ("Preferred: {}", "Préféré : {}"),
}


def title_of(target: Target, language: str = "en") -> str:
    """Return the title of a column that holds *target*.

    :func:`target_of_title` finds the target again (SPEC V4, V22).

    Args:
        target: Neither ``skip`` nor a ``custom`` without a name.
        language: ``"en"`` or ``"fr"``.

    Returns:
        Such as ``"First name"``, ``"Mobile phone 2"``, ``"Home address: City"``.

    Raises:
        ValueError: Another language, or a target that names no column.
    """
    if language not in LANGUAGES:
        raise ValueError(f"language: expected one of {', '.join(LANGUAGES)}, got {language!r}")
    at = LANGUAGES.index(language)
    if target.field == "custom" and target.name:
        return target.name
    if (target.slot or 1) > MAX_SLOT:
        return str(target)
    if target.field in _SINGLE:
        slot = f" {target.slot}" if target.slot else ""
        return _SINGLE[target.field][at] + slot + (f": {target.name}" if target.name else "")
    if target.field == "consent":
        return f"{_CONSENT_HEAD[target.part][at]}: {_CONSENT[target.kind or 'email'][at]}"
    if target.field in _STRUCTURED:
        return _STRUCTURED[target.field](target, at)
    raise ValueError(f"target: {target} is no column of a file")


def _birth_title(target: Target, at: int) -> str:
    return _BIRTH[target.part][at]


def _phone_title(target: Target, at: int) -> str:
    return _contact_title(target, _PHONE, at)


def _email_title(target: Target, at: int) -> str:
    return _contact_title(target, _EMAIL, at)


def _contact_title(target: Target, titles: dict[str | None, tuple[str, str]], at: int) -> str:
    title = titles[target.kind][at]
    if target.slot is not None and target.slot > 1:
        title = f"{title.removesuffix(' 1')} {target.slot}"
    return _PART_OF[target.part][at].format(title) if target.part else title


def _address_title(target: Target, at: int) -> str:
    part = _ADDRESS_PART[target.part or "full"][at]
    if target.kind is None and target.slot is None:
        return part
    slot = f" {target.slot}" if target.slot is not None else ""
    return f"{_ADDRESS[target.kind][at]}{slot}: {part}"


_STRUCTURED = {
    "birth_date": _birth_title,
    "phone": _phone_title,
    "email": _email_title,
    "address": _address_title,
}


def every_target(last_slot: int = MAX_SLOT) -> tuple[Target, ...]:
    """Return each target a column of a file can have, custom ones left out.

    Args:
        last_slot: Their slots are 1 (which most do not name) to this one.
    """
    slots = (None, *range(2, last_slot + 1))
    found = [Target(field) for field in SINGLE_FIELDS]
    found += [Target("birth_date", part=part) for part in (None, *DATE_PARTS)]
    for field, kinds, parts in (
        ("phone", PHONE_KINDS, PHONE_PARTS),
        ("email", EMAIL_KINDS, EMAIL_PARTS),
    ):
        found += [
            Target(field, kind, slot, part)
            for kind in (None, *kinds)
            for slot in slots
            for part in (None, *parts)
        ]
    found += [
        Target("address", kind, slot, part)
        for kind in (None, *ADDRESS_KINDS)
        for slot in ((1, *slots) if kind is None else slots)
        for part in ADDRESS_PARTS
    ]
    found += [
        Target("consent", kind, part=part)
        for kind in CONSENT_KINDS
        for part in (None, *CONSENT_PARTS)
    ]
    return tuple(found)


@cache
def _titles() -> dict[str, Target]:
    """Titles of every first slot."""
    titles: dict[str, Target] = {}
    first = every_target(last_slot=1)
    for language in LANGUAGES:
        for target in first:
            titles.setdefault(normal_header(title_of(target, language)), target)
    return titles


_SLOT = re.compile(f" ([2-{MAX_SLOT}])\\b")


def _in_a_slot(title: str) -> Target | None:
    """Return the target of ``mobile phone 2``, by the title of the first slot."""
    for number in _SLOT.finditer(title):
        head, tail = title[: number.start()], title[number.end() :]
        for first in (head + tail, f"{head} 1{tail}"):
            plain = _titles().get(first)
            if plain is None or plain.field not in _COUNTED:
                continue
            target = attrs.evolve(plain, slot=int(number[1]))
            if title in (normal_header(title_of(target, language)) for language in LANGUAGES):
                return target
    return None


@cache
def _external_id_titles() -> dict[str, int]:
    """Titles before the name of the system and their slots: ``External ID 2: quickbooks``."""
    return {
        normal_header(title if slot == 1 else f"{title} {slot}"): slot
        for title in _SINGLE["external_id"]
        for slot in range(1, MAX_SLOT + 1)
    }


# Texts that are a target's and an everyday word too: their meaning depends on the neighbours.
_COUNTED = ("phone", "email", "address")
_BARE = (*_COUNTED, "consent", "custom", "skip")


_LONGEST = 100
"""Characters of a title of ours, or of another that is remembered: a file may hold any text."""


def target_of_title(title: str) -> Target | None:
    """Return the target whose title or text *title* is, None for another.

    Letter case and spaces do not count in titles, ``phone.mobile.2`` and the other texts of
    targets are taken as they are.
    """
    return _of_short_title(title) if len(title) <= _LONGEST else _of_text(title)


def is_exported(title: str, target: Target) -> bool:
    """True where an export of a book writes a target below this title."""
    if target.field == "custom" and target.name:
        return normal_header(title) == normal_header(target.name)
    return target_of_title(title) == target


@lru_cache(maxsize=4096)
def _of_short_title(title: str) -> Target | None:
    said = normal_header(title)
    return _titles().get(said) or _in_a_slot(said) or _of_text(title)


def _of_text(title: str) -> Target | None:
    """Return the target of a text, or of a title that names a system."""
    head, colon, system = title.partition(":")
    if colon and system.strip() and (slot := _external_id_titles().get(normal_header(head))):
        return Target("external_id", slot=slot, name=system.strip())
    if title in _BARE or head.partition(".")[0].rstrip() not in FIELDS:
        return None
    try:
        return Target.parse(title)
    except InvalidValueError:
        return None
