"""Labels by which clients are filtered and counted."""

import hashlib
from datetime import date
from decimal import Decimal
from functools import lru_cache

from clientbook.domain.attributes import AttributeValue, attribute_key
from clientbook.domain.clients import OriginKind
from clientbook.text import clean_text

MOBILE = "mobile"
PHONE = "phone"
EMAIL = "email"
ADDRESS = "address"
COMPANY = "company"
BIRTHDAY = "birthday"
BLOCKED = "blocked"
CALLABLE = "callable"
TAGGED = ("tag:", "tag;")
"""The range of facets of any tag."""
_LABEL_LIMIT = 100
_ORIGINS = {kind: f"origin:{kind.value}" for kind in OriginKind}


def _label(kind: str, text: str) -> str:
    """Return ``kind:text`` without slashes (they set namespaces apart), long texts cut.

    A long text keeps its beginning and a digest of the whole, so that two never meet.
    """
    text = clean_text(text).replace("%", "%25").replace("/", "%2F")
    if len(text) > _LABEL_LIMIT:
        digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=12).hexdigest()
        text = f"{text[:60]}%{digest}"
    return f"{kind}:{text}"


def tag_facet(tag: str) -> str:
    """Return the facet of a tag; letter case does not count."""
    return _label("tag", tag.casefold())


def origin_facet(kind: OriginKind) -> str:
    """Return the facet of the door clients came through."""
    return _ORIGINS[kind]


@lru_cache(maxsize=64)
def run_facet(run_id: str) -> str:
    """Return the facet of the clients that an import created."""
    return _label("run", run_id)


@lru_cache(maxsize=366)
def birthday_facet(month: int, day: int) -> str:
    """Return the facet of a birthday, the year aside, such as ``"bday:05-12"``."""
    return f"bday:{month:02d}-{day:02d}"


def attribute_facet(name: str) -> str:
    """Return the facet of having a custom attribute."""
    return _label("has-attribute", attribute_key(name))


def value_facets(name: str, value: AttributeValue) -> tuple[str, ...]:
    """Return the facets of a custom attribute's value; one for each entry of a list."""
    key = attribute_key(name)
    texts = value if isinstance(value, tuple) else (value_text(value),)
    return tuple(_label("attr", f"{key}={text.casefold()}") for text in texts)


def value_text(value: AttributeValue) -> str:
    """Return an attribute's value in words: ISO dates, plain numbers, ``yes`` and ``no``."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value.is_finite() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return " ".join(value)
    return str(value)
