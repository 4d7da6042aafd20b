"""The id another program gave a client, as a cell has it, and other long numbers."""

import re
from datetime import date

from clientbook.domain.attributes import Attribute
from clientbook.domain.profiles import ExternalId
from clientbook.errors import InvalidValueError
from clientbook.importing.gathering import Gathering
from clientbook.importing.mapping import ColumnMapping
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.attributes import says_less

# A long number as a spreadsheet shows it once its last digits are gone: "1.23457E+15".
_ROUNDED = re.compile(r"[0-9](?:[.,][0-9]{1,14}[eE][+]?|[eE][+])(?P<exponent>[0-9]{1,3})").fullmatch
_FIRST_SHOWN_SO = 11  # Excel shows more figures than these with an exponent


def is_rounded_number(text: str) -> bool:
    """True for ``"1.23457E+15"``: a long number whose last figures are gone."""
    found = _ROUNDED(text)
    return found is not None and int(found["exponent"]) >= _FIRST_SHOWN_SO


def read_id(system: str, text: str) -> ExternalId:
    """Return the id that a cell holds.

    Args:
        system: Where the id comes from.
        text: The cell, not blank.

    Raises:
        InvalidValueError: INVALID_VALUE for a number that a spreadsheet rounded, which two clients
            would share; or what :class:`~clientbook.domain.profiles.ExternalId` refuses.
    """
    if _ROUNDED(text):
        reason = "a number that a spreadsheet rounded"
        raise InvalidValueError(Issue.of(IssueCode.INVALID_VALUE, "external_id", reason=reason))
    return ExternalId(system, text)


def put_attribute(
    row: Gathering, column: ColumnMapping, attribute: Attribute, text: str = ""
) -> None:
    """Put an attribute into a row; where it would lose a part its text is kept unread, and said.

    The number of a loyalty card whose last figures are gone is nobody's, or somebody else's; so is
    a code without its noughts.

    Args:
        row: The row.
        column: Where it stands.
        attribute: What was read.
        text: What it was read from, where that was no text.
    """
    value = attribute.value
    if isinstance(value, str) and is_rounded_number(value):
        problem = IssueCode.INVALID_NUMBER.value
        row.keep(column, value, IssueCode.VALUE_UNREAD, problem=problem)
    elif says_less(value, text):
        code = IssueCode.INVALID_DATE if isinstance(value, date) else IssueCode.INVALID_NUMBER
        row.keep(column, text, IssueCode.VALUE_UNREAD, problem=code.value)
    else:
        row.add("attributes", (attribute,))
