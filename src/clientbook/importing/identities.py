"""The id another program gave a client, as a cell has it."""

import re

from clientbook.domain.profiles import ExternalId
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import Issue, IssueCode

# A long number as a spreadsheet shows it once its last digits are gone: "1.23457E+15".
_ROUNDED = re.compile(r"[0-9][.,][0-9]{1,14}[eE][+]?[0-9]{1,3}").fullmatch


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
