"""Columns about contact: what the cells of a row say together."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo

import attrs
from attrs.converters import optional

from clientbook.domain.checks import utc
from clientbook.domain.targets import Target
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.consents import ConsentAnswer, ConsentColumn
from clientbook.parsing.date_orders import DateOrder
from clientbook.parsing.dates import FIRST_YEAR, parse_timestamp

_COLUMNS = {
    None: ConsentColumn.SUBSCRIPTION,
    "optout": ConsentColumn.OPTOUT,
    "status": ConsentColumn.STATUS,
    "no": ConsentColumn.REFUSAL,
    "unclear": ConsentColumn.UNCLEAR,
}


@attrs.frozen
class ConsentWord:
    """What a row says about one kind of contact.

    Args:
        kind: Kind of a consent target, such as ``"email"`` or ``"all"``.
        opted_in: Whether it allows or forbids.
        at: When it was said, where its cell tells; of several times the last.
        exported: Whether it stands below a title that exports of a book have, and so may say what
            the book answers, rather than what somebody said.
        address: Key of the contact point it stands beside and speaks of; None for all of them.
    """

    kind: str
    opted_in: bool
    at: datetime | None = attrs.field(default=None, converter=optional(utc))
    exported: bool = False
    address: str | None = attrs.field(default=None, repr=False)


def kind_of(kind: str, answer: ConsentAnswer) -> str:
    """Return what an answer in a column of this kind is of.

    "Do not contact" is of everything.  Under a title that names no channel ("Accepts marketing") a
    yes is of e-mail, the least it can mean, and a no of advertising on every channel, as it is
    under "No marketing".
    """
    if answer.of_all:
        return "all"
    if kind != "advertising":
        return kind
    return "email" if answer.opted_in else "marketing"


def column_of(target: Target) -> ConsentColumn:
    """Return what a column of this consent target asks."""
    return _COLUMNS[target.part]


def joined(words: Sequence[tuple[str, ConsentAnswer, bool]]) -> tuple[ConsentWord, ...]:
    """Return one word a kind, opt-outs first: beside an opt-out no opt-in of a row counts.

    A column that says when somebody opted out, not of what, dates each opt-out of its row that has
    no time of its own; in a row without one it is an opt-out of advertising.

    Args:
        words: The kind, what a cell says, and whether its title is that of an export.
    """
    found: dict[str, ConsentWord] = {}
    for kind, answer, exported in _dated(words):
        if answer.opted_in is None:
            continue
        word = ConsentWord(kind, answer.opted_in, answer.at, exported)
        before = found.get(kind)
        if before is None or (before.opted_in and not word.opted_in):
            found[kind] = word
        elif before.opted_in is word.opted_in:
            at = max((each.at for each in (before, word) if each.at is not None), default=None)
            both = before.exported and word.exported
            found[kind] = attrs.evolve(before, at=at, exported=both)
    return tuple(sorted(found.values(), key=lambda word: word.opted_in))


def _dated(
    words: Sequence[tuple[str, ConsentAnswer, bool]],
) -> list[tuple[str, ConsentAnswer, bool]]:
    """Return the words of a row without those of the date of its opt-outs, which they have."""
    said = [word for word in words if word[0] != "date"]
    times = [word for word in words if word[0] == "date" and word[1].opted_in is False]
    if all(answer.opted_in is not False for _, answer, _ in said):
        return [*said, *(("marketing", answer, exported) for _, answer, exported in times)]
    at = max((answer.at for _, answer, _ in times if answer.at is not None), default=None)
    return [
        (kind, attrs.evolve(answer, at=at), exported)
        if answer.opted_in is False and answer.at is None
        else (kind, answer, exported)
        for kind, answer, exported in said
    ]


def read_consented(text: str, *, order: DateOrder, zone: tzinfo, today: date) -> datetime:
    """Return when an opt-in was given.

    Raises:
        InvalidValueError: As :func:`~clientbook.parsing.dates.parse_timestamp` raises it;
            DATE_OUT_OF_RANGE for a day that has not come anywhere: that yes says nothing yet.
    """
    at = parse_timestamp(text, order=order, zone=zone)
    if at.astimezone(zone).date() > today + timedelta(days=1):
        issue = Issue.of(IssueCode.DATE_OUT_OF_RANGE, "date", first=FIRST_YEAR, last=today.year)
        raise InvalidValueError(issue)
    return at
