"""A token that only a page of ours can have put into a form.

A cookie holds a random value; the token is its keyed digest over who asks.  Another site can make
a browser send the cookie, but can neither read it nor the page; and what one person's page holds
is of no use with another's login.  No secret has to be set, so every process agrees.
"""

import hmac
import secrets

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
