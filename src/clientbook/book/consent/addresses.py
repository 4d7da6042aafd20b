"""Where a client can be reached, and which addresses an opt-out speaks for."""

from collections.abc import Mapping

import attrs

from clientbook.domain.addresses import PostalAddress, places_of
from clientbook.domain.consents import Channel, ConsentEvent
from clientbook.domain.phones import PhoneKind
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import BookSettings, counts_as_mobile
from clientbook.domain.subscriptions import Addresses
from clientbook.matching.index_keys import index_keys

_NO_CALLS = (PhoneKind.FAX, PhoneKind.PAGER)
_BY_PHONE = (None, Channel.SMS, Channel.PHONE)
_BY_EMAIL = (None, Channel.EMAIL)
_BY_POST = (None, Channel.POST)

POST = "post:"
"""Beginning of a key of post; an index key of the name follows, a bar, and a place or a point."""

SpokenOf = Mapping[str, tuple[str | None, ...]]
"""Keys that opt-outs are remembered by, and the addresses of a client that each stands for.

None stands for every address of the channel.
"""


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
    return tuple(map(_postal_key, addresses))


def _postal_key(address: PostalAddress) -> str:
    return " ".join(part for part in address.key if part)


def every_address(profile: Profile, settings: BookSettings) -> Addresses:
    """Return :func:`addresses_on` of every channel."""
    return {channel: addresses_on(profile, channel, settings) for channel in Channel}


def contact_keys(profile: Profile) -> tuple[str, ...]:
    """Return the keys of a profile's telephone numbers and e-mail addresses."""
    return (*dict.fromkeys(p.e164 for p in profile.phones), *(e.key for e in profile.emails))


def is_contact_point(text: str) -> bool:
    """True for the key of a telephone number or an e-mail address."""
    return not text.startswith(POST) and ("@" in text or text.startswith("+"))


def contact_points(profile: Profile) -> SpokenOf:
    """Return :func:`contact_keys`, of which each stands for itself."""
    return {key: (key,) for key in contact_keys(profile)}


def post_keys(profile: Profile) -> SpokenOf:
    """Return what somebody is known by who is written to by post.

    A letter goes to a person at a place, so that a place alone is nobody.  Each key is the whole
    name, or else the company, in any order of its words, with one of the client's places, which
    stands for the addresses there; or with a number or an e-mail address, which tells that it is
    the same person wherever they live by now.
    """
    kinds = ("n:", "c:")
    called = next((key for key in index_keys(profile) if key.startswith(kinds)), "")
    who = f"{POST}{called}|"
    found: dict[str, tuple[str | None, ...]] = {who + k: (None,) for k in contact_keys(profile)}
    for address in profile.addresses:
        for place in places_of(address):
            found[who + place] = (*found.get(who + place, ()), _postal_key(address))
    return found


def opt_out_keys(profile: Profile) -> SpokenOf:
    """Return every key that an opt-out of a client is remembered by."""
    return {**contact_points(profile), **post_keys(profile)}


def spoken_for(event: ConsentEvent, keys: SpokenOf) -> tuple[str, ...]:
    """Return the keys, among those of who said it, that an opt-out speaks for.

    An opt-out of one address speaks for that one, a number or an e-mail address held or not;
    another for all that its channel can use, whatever the kind of a number.
    """
    if event.address is None:
        return tuple(key for key in keys if event.channel in _ways(key))
    named = tuple(key for key, addresses in keys.items() if event.address in addresses)
    return named or ((event.address,) if is_contact_point(event.address) else ())


def _ways(key: str) -> tuple[Channel | None, ...]:
    if key.startswith(POST):
        return _BY_POST
    return _BY_EMAIL if "@" in key else _BY_PHONE


def found_by(out: ConsentEvent, key: str, addresses: tuple[str | None, ...]) -> list[ConsentEvent]:
    """Return a remembered opt-out as it speaks to whoever holds its key.

    Args:
        out: What is remembered.
        key: By which it was found.
        addresses: What the key stands for, of the client that holds it.
    """
    channel = Channel.POST if key.startswith(POST) else out.channel
    return [attrs.evolve(out, channel=channel, address=address) for address in addresses]
