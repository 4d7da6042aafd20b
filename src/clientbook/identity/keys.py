"""Identity keys: the few strong keys by which a person is looked up."""

from collections.abc import Collection

from clientbook.domain.profiles import ExternalId, Profile
from clientbook.matching.pairs.contacts import email_key

HOLDERS_CAP = 20
"""Most clients that may hold a key which still identifies somebody.

A telephone of a family or of a small firm has a handful of holders.  A key with more is a
placeholder (``noemail@noemail.com``) or the shop's own number: it identifies nobody, whether
somebody has marked it as shared or not (SPEC X34).
"""

_FIELDS = {"p": "phone", "e": "email", "x": "external_id"}


def phone_key(e164: str) -> str:
    """Return the identity key of a number in E.164 form."""
    return f"p:{e164}"


def email_identity(address: str) -> str:
    """Return the identity key of an e-mail address in any spelling."""
    return f"e:{email_key(address)}"


def id_key(external: ExternalId) -> str:
    """Return the identity key of an id in another system."""
    return f"x:{external.system.casefold()}:{external.value}"


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


def key_field(key: str) -> str:
    """Return what kind of value a key stands for: ``phone``, ``email`` or ``external_id``."""
    return _FIELDS[key[0]]
