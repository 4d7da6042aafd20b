"""E-mail addresses as people write them."""

import re
from collections.abc import Iterator
from contextlib import suppress
from unicodedata import category, is_normalized

import attrs
from email_validator import (
    SPECIAL_USE_DOMAIN_NAMES,
    EmailNotValidError,
    validate_email,
)

from clientbook.domain.doors import guarded
from clientbook.domain.emails import EmailAddress
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.consents import refused_beside
from clientbook.parsing.html_texts import as_shown
from clientbook.parsing.nothing import blank, is_crossed_out, is_no_value
from clientbook.text import clean_text, plain_form

_FIELD = "email"
_ADDRESS_LIMIT = 254  # RFC 5321 4.5.3.1.3, less the angle brackets
_LOCAL_LIMIT = 64  # RFC 5321 4.5.3.1.1
_CELL_LIMIT = 1_000

# The addresses people have; anything else goes to email-validator.  A label with "--" may be
# an encoded international one, so it is not plain.
_PLAIN = re.compile(
    r"([A-Za-z0-9_+][A-Za-z0-9_+'-]{0,40}(?:\.[A-Za-z0-9_+'-]{1,40}){0,3})"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,40}[A-Za-z0-9])?\.){1,3}[A-Za-z]{2,20}"
).fullmatch
_SPECIAL = tuple(f".{name}" for name in SPECIAL_USE_DOMAIN_NAMES)
_NAMED = re.compile(r"[^<>]*<([^<>]*)>")
_AROUND_NAME = " \"'‘’“”«»,;"
_AROUND_WORDS = _AROUND_NAME + "()<>[]{}|/:*-–—"
_SCHEME = re.compile(
    r"(?:mailto|smtp|(?:e-?)?mail|courriel|mel|mél|correo|posta)\s*:\s*", re.IGNORECASE
)
_SEPARATORS = re.compile(r"[;,|\s/<>()]+|:::")
_SLIPS = (
    (re.compile(r"\s*[\[({<]\s*(?:at|a|@|arobase|arroba)\s*[\])}>]\s*", re.IGNORECASE), "@"),
    (re.compile(r"\s*[\[({<]\s*(?:dot|point|punkt|punto|\.)\s*[\])}>]\s*", re.IGNORECASE), "."),
    (re.compile(r"\s*@\s*"), "@"),
    (re.compile(r"\s+\.(?=\w)"), "."),
    (re.compile(r"([@.])\1+"), r"\1"),
    (re.compile(r"(@[^\s?@]+)\?\S*"), r"\1"),
)
_BEFORE, _BEHIND = "[]{}\"'“”«»‘’!?:.*", "[]{}\"'“”«»‘’!?:.*-_"
_LABELLED = re.compile(
    r"([^\s@()\[\]:]{1,64}@[^\s@()\[\]:,;]{3,189})\s?[(\[]([^()\[\]@]{1,40})[)\]]"
    r"|([^\W\d_][^:@<>()\[\],;]{0,30}):\s?([^\s@()\[\]:]{1,64}@[^\s@()\[\]:,;]{3,189})"
)
# A link as a database writes it: what is shown, and where it leads.
_DATABASE_LINK = re.compile(
    r"([^#]*)#(?:mailto:|https?://)([^#@]{1,64}@[^#?@]{3,189})[^#]*#", re.IGNORECASE
)
# A spreadsheet's mark of text, a formula that is only text, quotes on both sides.
_QUOTED = re.compile(r"""="(.*)"|"(.*)"|'(.*)'|“(.*)”|«(.*)»|[‘’](.*)[’']|'(.*)""", re.DOTALL)


@guarded
def parse_email(text: str, *, label: str | None = None, preferred: bool = False) -> EmailAddress:
    """Read an e-mail address; it is kept as written, full width and what nobody sees aside.

    What ``email-validator`` refuses (no DNS is asked) is refused here too.

    Args:
        text: An address, ``mailto:`` and an address (a query behind it aside),
            ``Name <address>``, or an address with its label (``work: address``,
            ``address (work)``) or words that refuse contact there.
        label: The owner's own word for it; else what stands beside it, but for a name.
        preferred: True for the address its owner wants used first.

    Raises:
        InvalidValueError: INVALID_EMAIL with a reason, MULTI_VALUE_CELL for several addresses,
            BLANK_VALUE.
    """
    email = read_email_said(as_shown(text), label)[0]
    return attrs.evolve(email, preferred=True) if preferred else email


def read_email_said(text: str, label: str | None = None) -> tuple[EmailAddress, str]:
    """Read an address with what stands beside it: a label, a refusal, or a name before it.

    Returns:
        The address, and the words beside it that are no label: a name, or a refusal, which the
        address has for its label where it has no other.

    Raises:
        InvalidValueError: There is none, or other words are beside it.
    """
    try:
        email = read_email(text, label)
    except InvalidValueError:
        beside = words_beside(text)
        if beside is None:
            raise
        if refused_beside(beside[1]) is None:
            if (told := label_beside(text)) is None:
                raise
            return read_email(told[0], label or told[1]), ""
        return read_email(beside[0], label or beside[1]), beside[1]
    name = name_beside(text) if "<" in text else ""
    if name and label is None and refused_beside(name) is not None:
        email = attrs.evolve(email, label=name)
    return email, name


def read_email(text: str, label: str | None = None) -> EmailAddress:
    """Read an address alone, in quotes or behind a name: as :func:`parse_email`, less the words."""
    found = _PLAIN(text)
    if found is not None and found.end(1) <= _LOCAL_LIMIT and _is_plain_domain(text):
        return EmailAddress(text, label)
    return EmailAddress(_read_with_care(text), label)


def emails_named(text: str) -> Iterator[str]:
    """Yield the keys of the addresses that a text names, read as leniently as is unambiguous.

    For what is said against contact, of a text that :func:`parse_email` refuses: several addresses,
    words beside one, a slip (``ann@x.fr.``, ``ann @x.fr``, ``ann(at)x.fr``).  Nothing is sent
    there, so that a slip of the pen is mended.
    """
    text = clean_text(text[: _CELL_LIMIT + 1])
    mended = text
    for slip, meant in _SLIPS:
        mended = slip.sub(meant, mended)
    for part in dict.fromkeys((*_SEPARATORS.split(text), *_SEPARATORS.split(mended))):
        if "@" in part:
            with suppress(InvalidValueError):
                yield parse_email(part.lstrip(_BEFORE).rstrip(_BEHIND)).key


def words_beside(text: str) -> tuple[str, str] | None:
    """Return the one address of a cell and the words beside it, None where it is not so.

    ``ann@x.fr (do not contact)`` and ``no mail: ann@x.fr``.
    """
    text = clean_text(text[: _CELL_LIMIT + 1])
    parts = [part for part in _SEPARATORS.split(text) if "@" in part]
    if len(parts) != 1:
        return None
    address = parts[0].lstrip(_BEFORE).rstrip(_BEHIND)
    before, _, behind = text.partition(address)
    words = clean_text(" ".join(side.strip(_AROUND_WORDS) for side in (before, behind)))
    return (address, words) if words else None


def label_beside(text: str) -> tuple[str, str] | None:
    """Return an address and its label: ``ann@x.fr (work)``, ``work: ann@x.fr``; None for others.

    A label is in brackets behind the address, or before a colon in front of it.
    """
    found = _LABELLED.fullmatch(clean_text(text[: _CELL_LIMIT + 1]))
    if found is None:
        return None
    return (found[1], found[2].strip()) if found[1] else (found[4], found[3].strip())


def name_beside(text: str) -> str:
    """Return the name that is shown before an address in angle brackets, nothing where none is.

    ``Eva Mai <eva@mai.de>`` and ``"Mai, Eva" <eva@mai.de>``; an address shown twice is no name.
    """
    shown, _, rest = text[: _CELL_LIMIT + 1].partition("<")
    _, closed, behind = rest.partition(">")
    if not closed or behind.strip(" ;,") or "@" in shown or not any(map(str.isalpha, shown)):
        return ""
    return shown.strip(_AROUND_NAME)


def _is_plain_domain(text: str) -> bool:
    return "--" not in text and not text.lower().endswith(_SPECIAL)


def _read_with_care(text: str) -> str:
    if len(text) > _CELL_LIMIT:
        raise _refusal("too long")
    text = plain_form(text)
    trimmed = text.strip(" \t\xa0")
    text = clean_text(text)
    if not text or is_no_value(text) or is_crossed_out(text):
        raise InvalidValueError(blank(_FIELD, text))
    address = _unwrap(text)
    if (same := _repeated(text)) is not None:
        address = same
    elif _holds_several(text) and (address.count("@") != 1 or " " in address):
        raise InvalidValueError(Issue.of(IssueCode.MULTI_VALUE_CELL, _FIELD))
    if any(category(c) == "Cc" for c in trimmed):
        raise _refusal("a character that is not allowed")
    if len(address) > _ADDRESS_LIMIT:
        raise _refusal("too long")
    if not is_normalized("NFC", trimmed):
        _ask_judge(_unwrap(trimmed))  # its limits and its marks hold for what was written
    _ask_judge(address)
    return address


def _ask_judge(address: str) -> None:
    try:
        validate_email(address, check_deliverability=False, strict=True)
    except EmailNotValidError:
        raise _refusal(_reason(address)) from None


def _holds_several(text: str) -> bool:
    return sum("@" in part.strip("@") for part in _SEPARATORS.split(text)) > 1


def _repeated(text: str) -> str | None:
    """Return the one address that a cell holds twice, as in ``[a@b.fr](mailto:a@b.fr)``."""
    if text.count("@") < 2:
        return None
    parts = [_SCHEME.sub("", part.strip("[]\"'")) for part in _SEPARATORS.split(text)]
    found = [part for part in parts if part]
    alike = len(found) > 1 and len({part.casefold() for part in found}) == 1
    return found[0] if alike and found[0].count("@") == 1 else None


def _unwrap(text: str) -> str:
    """Take ``mailto:``, a name before angle brackets, quotes and list punctuation off."""
    text = text.rstrip(";, ")
    if text.endswith("#") and (found := _DATABASE_LINK.fullmatch(text)):
        shown, address = found[1].strip(), found[2]
        text = address if "@" not in shown or shown == address else text
    if found := _QUOTED.fullmatch(text):
        text = next(group for group in found.groups() if group is not None).strip()
    if found := _NAMED.fullmatch(text):
        text = found[1].strip()
    if found := _SCHEME.match(text):
        local, at, domain = text[found.end() :].partition("@")
        text = f"{local}{at}{domain.partition('?')[0]}"  # RFC 6068 2: a query of what to write
    return text[:-1] if text.endswith(".") and text[-2:-1].isalnum() else text


def _refusal(reason: str) -> InvalidValueError:
    return InvalidValueError(Issue.of(IssueCode.INVALID_EMAIL, _FIELD, reason=reason))


def _reason(address: str) -> str:
    """Say in general words what is wrong: email-validator's own text quotes the address."""
    local, at, domain = address.rpartition("@")
    checks = (
        (not at, "no @ sign"),
        (not local, "nothing before the @ sign"),
        (not domain, "nothing after the @ sign"),
        ("@" in local, "several @ signs"),
        (" " in address, "a space inside"),
        (len(local) > _LOCAL_LIMIT, "too long before the @ sign"),
        (".." in address, "two dots in a row"),
        (local.startswith(".") or local.endswith("."), "a dot at an end of the part before @"),
        ("." not in domain, "the part after @ has no dot"),
        (domain.startswith(".") or domain.endswith("."), "a dot at an end of the part after @"),
        (domain.lower().endswith(_SPECIAL), "no mail is delivered to this domain"),
    )
    return next((reason for failed, reason in checks if failed), "a character that is not allowed")
