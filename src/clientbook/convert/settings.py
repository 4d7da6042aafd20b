"""Settings of a book as a stored document, and back."""

from collections.abc import Mapping
from typing import Any

from cattrs.preconf.json import make_converter

from clientbook.convert.stored_forms import LOAD_ERRORS
from clientbook.domain.checks import refuse
from clientbook.domain.settings import BookSettings
from clientbook.errors import InvalidValueError

# Everything is written out: a default that a later version changes does not change a book.
_CONVERTER = make_converter(detailed_validation=False, forbid_extra_keys=True)


def settings_to_document(settings: BookSettings) -> dict[str, Any]:
    """Return the JSON-able document of settings."""
    document: dict[str, Any] = _CONVERTER.unstructure(settings)
    return document


def settings_from_document(document: Mapping[str, Any]) -> BookSettings:
    """Return the settings of a document; what it does not name yet has its default.

    Raises:
        InvalidValueError: A value of it is none that settings have any more, such as a topic named
            ALL, or the document has keys nobody knows: a newer clientbook wrote it.
    """
    try:
        return _CONVERTER.structure(document, BookSettings)
    except InvalidValueError as error:
        told = dict(error.issue.params).get("reason", "")
        reason = f"{told}; the stored settings of this book have it: correct that record"
        raise refuse(error.issue.field, reason) from None
    except LOAD_ERRORS:
        raise refuse("settings", "a newer clientbook wrote them; upgrade") from None
