"""Counts as each language writes them."""

from clientbook.messages.issues import Language


def whole(number: int, language: Language) -> str:
    """Return a count with its thousands set apart, as the language writes them."""
    return f"{number:,}".replace(",", "\u202f" if language == "fr" else ",")
