"""Texts of other forms than lines of cells, told by how they begin and refused by their name."""

import re
from typing import Final

from clientbook.errors import ReadError

SAVE: Final = "open it in a spreadsheet program and save it as .xlsx or CSV"
LEADING: Final = b"\xef\xbb\xbf \t\r\n\x00"
"""What may stand before the first letter of a text."""
_START, _FIRST_LINES = 200, 2_000
_CONVERT = "convert it to CSV first"
_CONTACTS = "export the contacts as CSV or vCard"
# A remark ends with its line: a pattern that could end it at any space would try all ways to do so.
_REMARKS = rb"(?:(?:--|/\*|#|%YAML)[^\n]{0,150}\n\s{0,9}){0,8}"
_PAGE = (
    rb"<(?:!doctype html|html|head|body|table|meta|title|style|script|div|span|ul|ol|p|h[1-6]"
    rb"|center|form)\b|<!--[^<>]{0,150}-->\s{0,9}<(?:!doctype html|html|head|body|div)\b"
)
_XML = rb"<\?xml|<Workbook|<[a-z][\w:.-]{0,40}(?:\s[^<>]{0,150})?>[\r\n ]{0,20}<[a-z]"
# RFC 2849: "dn: cn=Ann Roy,mail=…" or "dn:: Y249…", below a version and remarks
_LDIF = (
    rb"(?:version: ?[0-9]\s{1,9}|#[^\n]{0,150}\n\s{0,9}){0,4}"
    rb"dn::? ?(?:[a-z0-9.]{1,30}=|[a-z0-9+/]{8})[^\n]*"
)
_CALENDAR = rb'BEGIN:VCALENDAR|\[\s{0,40}"vcalendar"'
_SQL = _REMARKS + (
    rb"(?:-- \w{1,20} (?:SQL )?(?:database )?dump\b|COPY [\w.]{1,80} \(|PRAGMA \w{1,40} ?="
    rb"|(?:INSERT INTO|CREATE TABLE|DROP TABLE|BEGIN TRANSACTION|SET NAMES|SET SQL_MODE"
    rb"|SET statement_timeout)\b)"
)
_CARDS = rb'(?:\[\s{0,40}){1,2}"vcard"\s{0,40},'  # RFC 7095, an array for each card
_JSON = (
    rb'(?:\[\s{0,40})?\{\s{0,40}"[^"]{0,80}"\s{0,40}:|(?:\[\s{0,40}){2}(?:"|[0-9]|\])'
    rb"|(?:\[\s{0,40}\]|\{\s{0,40}\})\s{0,40}$"
)
_KEY = rb"[\w-]{1,40}:(?:[ \t][^\n]{0,150}|\r)?"
_YAML = _REMARKS + (
    rb"(?:---[ \t\r]{0,9}\n\s{0,9})?(?:[\w-]{1,40}:[ \t\r]{0,9}\n[ \t]{0,9})?- "
    + _KEY + rb"\n(?:\s{1,9}(?:- )?" + _KEY + rb"|- )"
)  # fmt: skip
_SETTINGS = _REMARKS + (rb"\[{1,2}[\w. -]{1,60}\]{1,2}[ \t\r]{0,9}\n\s{0,9}[\w.-]{1,40}[ \t]{0,9}=")
_MAIL = rb"(?:Return-Path|Received|MIME-Version|Delivered-To|Message-ID): "
_LOG = (
    rb"\[?[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?"
    rb"(?:Z|[+-][0-9:]{4,6})?\]? {1,9}"
    rb"\[?(?:INFO|DEBUG|WARN|WARNING|ERROR|TRACE|NOTICE|CRITICAL|FATAL)\b"
    rb"|[0-9]{1,3}(?:\.[0-9]{1,3}){3} \S{1,60} \S{1,60} \[[0-9]"
)

# How they begin, what they are, what to do.
_TEXTS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), kind, f"this is {what}", hint)
    for pattern, kind, what, hint in (
        (_PAGE, "html", "a web page saved under another name", SAVE),
        (_XML, "xml", "an XML file, not a workbook or CSV", SAVE),
        (
            _LDIF,
            "ldif",
            "an LDIF file of an address book, not a table",
            "export the address book as CSV or vCard",
        ),
        (_CALENDAR, "calendar", "a calendar (iCalendar), not a list of clients", _CONTACTS),
        (
            _SQL,
            "sql",
            "a dump of a database (SQL), not a table",
            "export the table of clients as CSV",
        ),
        (_CARDS, "json", "a list of address cards as JSON (jCard), not a table", _CONTACTS),
        (_JSON, "json", "JSON, not a table", _CONVERT),
        (_YAML, "yaml", "a YAML file, not a table", _CONVERT),
        (_SETTINGS, "settings", "a file of settings (TOML or INI), not a table", _CONVERT),
        (
            _MAIL,
            "mail",
            "an e-mail message, not a table",
            "save what is attached to it, and give that file",
        ),
        (_LOG, "log", "a log of a program, not a table", "export the clients as CSV"),
    )
)
# "name: Ann", "tel: 06…", a blank line, and "name:" once more.
_BLOCKS = re.compile(
    rb"([^\W\d_][\w .-]{0,30}): [^\n]{0,200}\n"
    rb"(?:[^\W\d_][\w .-]{0,30}:[^\n]{0,200}\n){1,30}\s{0,9}\n\1: "
)


def refuse_other_text(text: bytes) -> None:
    """Refuse a text that is no lines of cells.

    Args:
        text: How the file begins, as UTF-8.

    Raises:
        ReadError: It is a form that we know; the error says which, and what to do.
    """
    whole = text.lstrip(LEADING)
    start = whole[:_START]
    for pattern, kind, what, hint in _TEXTS:
        if pattern.match(start):
            raise ReadError(kind, what, hint)
    if _BLOCKS.match(whole[:_FIRST_LINES].replace(b"\r\n", b"\n")):
        raise records_error()


def records_error() -> ReadError:
    """Return the error of a file in which each client stands in several lines."""
    return ReadError(
        "records",
        "each client stands in several lines, one value in each, which is no table",
        "give each client one row and each value a column, or export the list as CSV",
    )
