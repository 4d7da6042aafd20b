"""Words beside a number or an address that refuse contact: an opt-out, and said (SPEC X37)."""

from collections.abc import Collection

from clientbook.importing.consents import ConsentWord
from clientbook.importing.gathering import Gathering
from clientbook.importing.mapping import ColumnMapping
from clientbook.messages.issues import IssueCode
from clientbook.parsing.consents import ConsentAnswer, refused_beside

_WAYS = ("sms", "phone", "email", "post")
BY_NUMBER, BY_EMAIL = frozenset({"sms", "phone"}), frozenset({"email"})
"""The ways to contact somebody at a telephone number, and at an e-mail address."""


def refuse_contact(
    row: Gathering, column: ColumnMapping, words: str | None, key: str, ways: Collection[str]
) -> bool:
    """Note a refusal beside a contact point; return whether the words are one.

    It is of that point alone, unless it names a way that does not lead there: "no e-mail" beside a
    number is of the client's e-mail.

    Args:
        row: The row that is read.
        column: Where they stand.
        words: What stands beside the point, such as its label.
        key: Key of the point.
        ways: By which ways it is used.
    """
    kind = refused_beside(words) if words else None
    if kind is None:
        return False
    way = kind.rpartition("_")[2]
    if way in _WAYS and way not in ways:
        row.consents += ((kind, ConsentAnswer(False), False),)
    else:
        row.refused += (ConsentWord(kind, opted_in=False, address=key),)
    row.warn(IssueCode.CONTACT_REFUSED, column)
    return True
