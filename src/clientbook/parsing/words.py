"""Words as they are compared: without case, accents and punctuation."""

import unicodedata


def fold(text: str) -> str:
    """Return *text* without case, accents and marks at its ends, spaces folded.

    ``"Février."`` and ``"FEVRIER"`` give ``"fevrier"``; ``"Straße"`` gives ``"strasse"``.
    """
    if text.isascii():
        return " ".join(text.lower().split()).strip(" .,;:!'\"")
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    bare = bare.replace("’", "'").replace("œ", "oe").replace("æ", "ae").replace("ø", "o")
    kept = "".join(c for c in bare if c.isprintable() or c.isspace())
    return " ".join(kept.split()).strip(" .,;:!'\"")


def ascii_digits(text: str) -> str:
    """Return *text* with the digits of other scripts and full-width forms as ``0`` to ``9``."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
