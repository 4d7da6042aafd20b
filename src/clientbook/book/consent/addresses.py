"""Where a client can be reached, and which addresses an opt-out speaks for."""

from collections.abc import Iterable

from clientbook.domain.consents import Channel, ConsentEvent
from clientbook.domain.phones import PhoneKind
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import BookSettings, counts_as_mobile
from clientbook.domain.subscriptions import Addresses

_NO_CALLS = (PhoneKind.FAX, PhoneKind.PAGER)
_BY_PHONE = (None, Channel.SMS, Channel.PHONE)
_BY_EMAIL = (None, Channel.EMAIL)


def addresses_on(profile: Profile, channel: Channel, settings: BookSettings) -> tuple[str, ...]:
    """Return the keys of what a client can be reached at on a channel, best first.

    Text messages need a number that counts as a mobile (SPEC V25); fax and pager numbers take no
    calls.
    """
    if channel is Channel.SMS:
        phones = [p for p in profile.phones if counts_as_mobile(p, settings)]
        return tuple(dict.fromkeys(p.e164 for p in sorted(phones, key=lambda p: not p.preferred)))
    if channel is Channel.PHONE:
        phones = [p for p in profile.phones if p.kind not in _NO_CALLS]
        ranked = sorted(phones, key=lambda p: (not p.preferred, not p.is_mobile))
        return tuple(dict.fromkeys(p.e164 for p in ranked))
    if channel is Channel.EMAIL:
        return tuple(e.key for e in sorted(profile.emails, key=lambda e: not e.preferred))
    addresses = sorted(profile.addresses, key=lambda a: not a.preferred)
    return tuple(" ".join(part for part in a.key if part) for a in addresses)


def every_address(profile: Profile, settings: BookSettings) -> Addresses:
    """Return :func:`addresses_on` of every channel."""
    return {channel: addresses_on(profile, channel, settings) for channel in Channel}


def contact_keys(profile: Profile) -> tuple[str, ...]:
    """Return the keys of a profile's telephone numbers and e-mail addresses."""
    return (*dict.fromkeys(p.e164 for p in profile.phones), *(e.key for e in profile.emails))


def spoken_for(event: ConsentEvent, keys: Iterable[str]) -> tuple[str, ...]:
    """Return the contact points, among those of who said it, that an opt-out speaks for.

    An opt-out of one address speaks for that one, held or not; another for all numbers and e-mail
    addresses its channel can use, whatever the kind of a number.  Post has no contact points.
    """
    if event.address is not None:
        return (event.address,)
    return tuple(key for key in keys if event.channel in (_BY_EMAIL if "@" in key else _BY_PHONE))
