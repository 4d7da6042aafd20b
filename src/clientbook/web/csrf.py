"""A token that only a page of ours can have put into a form.

A cookie holds a random value; the token is its keyed digest over who asks.  Another site can make
a browser send the cookie, but can neither read it nor the page; and what one person's page holds
is of no use with another's login.  No secret has to be set, so every process agrees.
"""

import hmac
import secrets
from collections.abc import Collection, Mapping
from enum import StrEnum
from urllib.parse import urlsplit

COOKIE = "clientbook_form"
"""Name of the cookie; ``HttpOnly``, ``SameSite=Strict``, for the path of the mount alone."""


def new_seed() -> str:
    """Return the value of a new cookie."""
    return secrets.token_urlsafe(32)


def is_seed(value: str) -> bool:
    """True for a value :func:`new_seed` makes: nothing shorter is taken from a cookie."""
    return (
        len(value) == 43 and value.isascii() and value.replace("-", "a").replace("_", "a").isalnum()
    )


def token_of(seed: str, actor_id: str) -> str:
    """Return the token of somebody's forms."""
    return hmac.new(seed.encode(), actor_id.encode(), "sha256").hexdigest()


class Sender(StrEnum):
    """Whose page sends a request, as the browser says."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"  # nothing is said: a program, or an old browser


def sender_of(headers: Mapping[str, str], host: str, origins: Collection[str] = ()) -> Sender:
    """Return whose page sends a request.

    ``Sec-Fetch-Site`` says it; browsers leave it out over plain HTTP, where ``Origin`` has to name
    the host that is asked.  A ``Referer`` of this host is taken for a yes, never for a no.

    Args:
        headers: Of the request; letter case of names does not count.
        host: Name and port that are asked for, as the request has them.
        origins: Origins beside it that are ours, such as ``"https://shop.example"`` where a proxy
            changes the name.
    """
    site = headers.get("Sec-Fetch-Site")
    if site is not None:
        known = {"same-origin": Sender.HERE, "none": Sender.UNKNOWN}
        return known.get(site, Sender.ELSEWHERE)
    origin = headers.get("Origin")
    if origin is not None:
        return Sender.HERE if _is_of(origin, host, origins) else Sender.ELSEWHERE
    referrer = headers.get("Referer", "")
    return Sender.HERE if _is_of(referrer, host, origins) else Sender.UNKNOWN


def _is_of(address: str, host: str, origins: Collection[str]) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:  # brackets of no IPv6 address
        return False
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return False
    named = f"{parts.scheme}://{parts.netloc}".lower()
    return parts.netloc.lower() == host.lower() or named in {o.lower() for o in origins}
