"""Hashes with a key of the book: they recognise what is said again, and tell nothing by themselves.

An unkeyed hash of a telephone number is read back by hashing every number there is.
"""

import hashlib
import hmac
import secrets

from clientbook.book.contexts import Context
from clientbook.storage.protocols import Record

SECRETS = "secret"
_NAME = "suppression"  # the first use there was


def find_secret(context: Context) -> bytes | None:
    """Return the key of this book's hashes, None when nothing was ever hashed."""
    found = context.store.get_records(context.book, SECRETS, [_NAME])
    return bytes.fromhex(found[_NAME].body["key"]) if _NAME in found else None


def secret_of(context: Context) -> bytes:
    """Return the key of this book's hashes, made when first needed, inside a unit of work."""
    key = find_secret(context)
    if key is None:
        key = secrets.token_bytes(32)
        context.store.put_records(context.book, [Record(SECRETS, _NAME, {"key": key.hex()})])
    return key


def keyed_hash(key: bytes, text: str) -> str:
    """Return the hash of a text in hexadecimal."""
    return hmac.new(key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
