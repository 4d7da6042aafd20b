"""Figures as a language writes them."""

from clientbook.messages.catalogue import Language


def decimal(number: float, language: Language, *, places: int = 1, sign: bool = False) -> str:
    """Return a number with a true minus sign and the language's decimal mark."""
    written = f"{number:+.{places}f}" if sign else f"{number:.{places}f}"
    written = written.replace("-", "\u2212")
    return written.replace(".", ",") if language == "fr" else written


def percent(part: float, language: Language) -> str:
    """Return a share in percent, never rounded up to a certainty nobody has."""
    shown = min(part * 100, 99.9) if part < 1 else 100.0
    space = "\u202f" if language == "fr" else ""
    return f"{decimal(shown, language)}{space}%"
