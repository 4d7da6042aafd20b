"""Addresses of pages: patterns with named parts, and ids in them."""

import re
from collections.abc import Mapping
from functools import lru_cache

_PART = re.compile(r"\{([a-z_]+)\}")
_ESCAPE = re.compile(r"~([0-9a-f]{2})")


def _escaped(value: str) -> str:
    """Return an id as one part of a path.

    Not by percent signs: servers take those off before a path is looked at, and an id may hold a
    slash, or be ``..``.
    """
    return "".join(
        c
        if c.isascii() and (c.isalnum() or c in "-_")
        else "".join(f"~{b:02x}" for b in c.encode())
        for c in value
    )


def _read(value: str) -> str:
    raw = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), value)
    return raw.encode("latin-1", "replace").decode("utf-8", "replace")


def path_of(pattern: str, **params: str) -> str:
    """Return the path of a pattern such as ``"/clients/{client_id}"``, its parts filled in."""
    return _PART.sub(lambda found: _escaped(params[found[1]]), pattern)


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(_PART.sub(lambda found: f"(?P<{found[1]}>[^/]+)", pattern))


def match_path(pattern: str, path: str) -> Mapping[str, str] | None:
    """Return the parts of a path that has the form of a pattern, else None."""
    found = _compiled(pattern).fullmatch(path)
    return {name: _read(value) for name, value in found.groupdict().items()} if found else None
