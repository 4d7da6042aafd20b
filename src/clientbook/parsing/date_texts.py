"""What stands around a date in its cell."""

import re

_AGE_WORDS = "ans?|years?|yrs?|yo|y/o|jahre?n?|j|anni|an[oi]s|años|jaar|jr"
_AGE = re.compile(
    rf"\s*(?:[(\[]\s*(?:(?:age|aged|âge|alter|edad|età|idade|leeftijd)\s*:?\s*)?[0-9]{{1,3}}"
    rf"\s*(?:{_AGE_WORDS})?\.?(?: old| alt)?\s*[)\]]"
    rf"|[\s,;–-]\s*[0-9]{{1,3}}\s(?:{_AGE_WORDS})\.?(?: old| alt)?)",
    re.IGNORECASE,
)
_ENDED = re.compile(r"([0-9]{1,4}([./\- ])[0-9]{1,2}\2[0-9]{2,4})[.,;]").fullmatch
_UNKNOWN_PART = re.compile(r"(?<![^./\-])(?:\?{1,2}|[xX]{2}|_{2})(?![^./\-])")


def bare_date(text: str) -> str:
    """Return a date without the age behind it, a full stop or brackets around it.

    A part that is not known is written as databases do: ``"??/05/1980"`` is ``"00/05/1980"``.
    """
    if text.isascii() and text[-1:].isdigit() and text[:1].isdigit() and len(text) < 11:
        return text if "?" not in text and "x" not in text.lower() else _numbered(text)
    if (age := _AGE.search(text)) and age.end() == len(text) and age.start():
        text = text[: age.start()]
    if ended := _ENDED(text):
        return ended[1]
    if text[:1] in "([" and text[-1:] in ")]":
        text = text[1:-1].strip()
    return _numbered(text)


def _numbered(text: str) -> str:
    if not any(sign in text for sign in "?xX_"):
        return text
    written = _UNKNOWN_PART.sub("00", text)
    return written if any("1" <= c <= "9" for c in written) else text
