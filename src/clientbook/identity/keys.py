"""Identity keys: the few strong keys by which a person is looked up."""

from collections.abc import Collection

import attrs

from clientbook.domain.profiles import ExternalId, Profile
from clientbook.matching.pairs.contacts import email_key
from clientbook.text import fold_name

HOLDERS_CAP = 20
"""Most clients that may hold a key which still identifies somebody.

A telephone of a family or of a small firm has a handful of holders.  A key with more is a
placeholder (``noemail@noemail.com``) or the shop's own number: it identifies nobody, whether
somebody has marked it as shared or not (SPEC X34).
"""

_FIELDS = {
    "p": "phone",
    "e": "email",
    "x": "external_id",
    "n": "name",
    "c": "company",
    "b": "birthday",
}


NAMELESS = "n:"
"""The name key of a profile that names nobody: no person and no firm."""


def phone_key(e164: str) -> str:
    """Return the identity key of a number in E.164 form."""
    return f"p:{e164}"


def email_identity(address: str) -> str:
    """Return the identity key of an e-mail address in any spelling."""
    return f"e:{email_key(address)}"


def id_key(external: ExternalId) -> str:
    """Return the identity key of an id in another system."""
    system, value = external.key
    return f"x:{system}:{value}"


def contact_keys(profile: Profile) -> frozenset[str]:
    """Return the identity keys of a profile's telephones and e-mail addresses."""
    keys = [phone_key(phone.e164) for phone in profile.phones]
    keys += [email_identity(email.address) for email in profile.emails]
    return frozenset(keys)


def identity_keys(profile: Profile, *, shared: Collection[str] = ()) -> frozenset[str]:
    """Return the identity keys: external ids ``x:system:value``, phones ``p:+…``, ``e:…``.

    Args:
        profile: Whose keys.
        shared: Keys to leave out because they identify nobody.
    """
    found = contact_keys(profile)
    if profile.external_ids:
        found |= {id_key(external) for external in profile.external_ids}
    return found.difference(shared) if shared else found


def name_key(profile: Profile) -> str:
    """Return the key of the words of a name, in any order; of the firm where nobody is named.

    :data:`NAMELESS` where neither is.
    """
    if profile.name is not None:
        parts = (part for part in attrs.astuple(profile.name) if part)
        words = {word for part in parts for word in fold_name(part).split()}
        return f"n:{' '.join(sorted(words))}"
    return f"c:{fold_name(profile.company)}" if profile.company else NAMELESS


def birth_key(profile: Profile) -> str:
    """Return the key of a birth date, empty where none is known."""
    return f"b:{profile.birthday.isoformat()}" if profile.birthday else ""


def known_by(profile: Profile) -> frozenset[str]:
    """Return the keys of all that somebody is known by.

    The identity keys, and those of the name and the birth date.
    """
    found = identity_keys(profile).union([name_key(profile)])
    return found.union([birth_key(profile)]) if profile.birthday else found


def key_field(key: str) -> str:
    """Return what kind of value a key stands for: ``phone``, ``email``, ``external_id``.

    Of what somebody is known by otherwise: ``name``, ``company`` or ``birthday``.
    """
    return _FIELDS[key[0]]
