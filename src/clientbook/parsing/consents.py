"""What a cell about contact says: opted in, opted out, or nothing at all."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from functools import lru_cache

import attrs
from attrs.converters import optional

from clientbook.domain.checks import utc
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.answer_parts import answer_and_remark, answer_and_time, how_given
from clientbook.parsing.consent_words import (
    ACTIVE,
    BEGINNINGS,
    CONTRARY,
    NEVER,
    NO_WAY,
    NOT_SUBSCRIBED,
    NOTHING,
    OF_CONTACT,
    SUBSCRIBED,
    UNSUBSCRIBED,
    UNWILLING,
)
from clientbook.parsing.contact_words import Said, said_of, spelt_in_full
from clientbook.parsing.date_orders import DateOrder
from clientbook.parsing.dates import is_empty_date, parse_timestamp
from clientbook.parsing.flags import is_flag, is_yes, read_flag
from clientbook.parsing.nothing import is_nothing
from clientbook.text import clean_text, fold_entry, word_set

_TEXT_LIMIT = 100


class ConsentColumn(StrEnum):
    """What a column asks: the same word means another thing in each."""

    SUBSCRIPTION = "subscription"  # "Accepts marketing": yes or no
    STATUS = "status"  # "Email subscription status": a state of the sending program
    OPTOUT = "optout"  # "Do not email", "Unsubscribed at": yes or no, or when
    REFUSAL = "no"  # a subscription that nobody was sure of: its no counts, its yes does not
    UNCLEAR = "unclear"  # one of those above: what is an opt-out in each of them is one


@attrs.frozen
class ConsentAnswer:
    """What a cell says.

    Args:
        opted_in: True, False, or None where nothing was said.
        at: When, where the cell gives its time (aware, UTC); a day without a time is a whole day,
            which an opt-out counts from the end of: what was allowed that day came before.
        of_all: True for a refusal of contact itself, whatever its column asks: "do not contact".
    """

    opted_in: bool | None
    at: datetime | None = attrs.field(default=None, converter=optional(utc))
    of_all: bool = False


NOTHING_SAID = ConsentAnswer(None)
_IN, _OUT = ConsentAnswer(True), ConsentAnswer(False)
_NO_CONTACT = ConsentAnswer(False, of_all=True)


def _listed(text: str) -> list[str]:
    return [word for line in text.strip().splitlines() for word in line.split("|")]


_WORDS = {
    word: kind
    for kind, text in (
        ("active", ACTIVE),
        ("nothing", NOTHING),
        ("not_subscribed", NOT_SUBSCRIBED),
        ("unsubscribed", UNSUBSCRIBED),
        ("subscribed", SUBSCRIBED),
    )
    for word in _listed(text)
}
_BEGINNINGS, _OF_CONTACT = tuple(_listed(BEGINNINGS)), frozenset(_listed(OF_CONTACT))
_CONTRARY, _NEVER = frozenset(_listed(CONTRARY)), frozenset(_listed(NEVER))
_NO_WAY = frozenset(_listed(NO_WAY))
_NEGATIONS = word_set(
    "no not non never ne pas jamais nein kein keine keinen nicht nie niemals nunca"
    " jamas nao nem nee niet geen nooit dont doesnt"
)
_UNWILLING = tuple(_listed(UNWILLING))
_ALONE = frozenset({"stop", "opt out", "opted out", "optout"})  # beside a number: of all of it
_OTHER_BEGINNINGS = word_set("mai end")  # "mai 2023", "end of May"
_LETTERS = frozenset("fost")  # yes and no of one letter that stand before much else: "t: 01 43"
_WORD = re.compile(r"[^\W_]+")
_OF_CONTACT_ITSELF = re.compile("[ck]onta[ck]?t|benader|dnc")  # before words are looked at
# What each kind of word says in a column of subscriptions, of states, of opt-outs, and in those
# that may be one of them.
_MEANINGS = {
    kind: dict(zip(ConsentColumn, answers, strict=True))
    for kind, answers in (
        ("yes", (_IN, _IN, _OUT, NOTHING_SAID, NOTHING_SAID)),
        ("no", (_OUT, _OUT, NOTHING_SAID, _OUT, NOTHING_SAID)),
        ("subscribed", (_IN, _IN, NOTHING_SAID, NOTHING_SAID, NOTHING_SAID)),
        ("unsubscribed", (_OUT, _OUT, _OUT, _OUT, _OUT)),
        ("not_subscribed", (_OUT, NOTHING_SAID, NOTHING_SAID, _OUT, NOTHING_SAID)),
        ("nothing", (NOTHING_SAID,) * 5),
        ("active", (_IN, NOTHING_SAID, _OUT, NOTHING_SAID, NOTHING_SAID)),
    )
}


def contact_state(text: str) -> str | None:
    """Return the kind of a word that a sending program writes of a contact, None for others.

    Args:
        text: Such as ``"Unsubscribed from all"``, ``"hard_bounced"`` or ``"pending"``.

    Returns:
        ``subscribed``, ``unsubscribed``, ``not_subscribed``, ``nothing`` or ``active``.
    """
    key = _key(text)
    if (known := _WORDS.get(key)) is not None:
        return known
    return "unsubscribed" if _begins_a_refusal(key) or _refuses_contact(key) else None


def tells_of_contact(text: str) -> bool:
    """True for such a word that is said of nothing else, such as ``"unsubscribed"``."""
    key = _key(text)
    return key in _OF_CONTACT or _begins_a_refusal(key) or _refuses_contact(key)


def refuses_contact(text: str) -> bool:
    """True for a cell that refuses contact itself: "do not contact", "Kein Kontakt".

    It is said of every way of contact and every topic, whatever its column asks.
    """
    return _refuses_contact(_key(text))


def _refuses_contact(key: str) -> bool:
    if _OF_CONTACT_ITSELF.search(key) is None:
        return False
    return key == "dnc" or _said(key).refuses_contact


def refused_beside(words: str) -> str | None:
    """Return the kind of consent that words beside a telephone number refuse, None for others.

    A refusal of a way is of that way ("STOP SMS", "nicht anrufen"), one of contact, or of nothing
    named ("ne pas contacter", "stop"), of every way.  Beside anything else ("pas le matin", "ne pas
    appeler avant 9 h") it is none: the words say when, not whether.

    Args:
        words: Such as a label that stands in the cell of the number.
    """
    key, said = _key(words), _said(clean_text(words[: _TEXT_LIMIT + 1]))
    if key in _ALONE or _refuses_contact(key):
        return "all"
    if not said.only_refuses:
        return None
    if said.way in ("sms", "phone", "email", "post"):
        return f"all_{said.way}"
    return "marketing" if said.has("marketing") else said.way or "all"


def says_no_way(text: str) -> bool:
    """True for a word that says, below a title that asks which way, that there is none."""
    return _key(text) in _NO_WAY


def _key(text: str) -> str:
    """Return a cell as the lists have it: ``"Hard_Bounced"`` is "hard bounced"."""
    folded = fold_entry(clean_text(text[: _TEXT_LIMIT + 1]))
    return " ".join(_WORD.findall(folded)) or folded


def _begins_a_refusal(key: str) -> bool:
    if not key.startswith(_BEGINNINGS):
        return False
    behind = (key[len(stem) :] for stem in _BEGINNINGS if key.startswith(stem))
    return _CONTRARY.isdisjoint(min(behind, key=len).split())


def parse_consent(
    text: str,
    column: ConsentColumn,
    *,
    order: DateOrder = DateOrder.YMD,
    zone: tzinfo = UTC,
    title: str = "",
) -> ConsentAnswer:
    """Read what a cell says about contact.

    "No" in a column of opt-outs says nothing: who was never asked did not agree.  "No" in a column
    of subscriptions is an opt-out.  A blank says nothing in any column (SPEC X36).  A cell that
    repeats the refusal in words ("NO EMAIL", "pas de mail") is one, of the same way of contact, and
    so is one that says that nothing was granted ("denied", "nicht erteilt"); that something was
    ("erteilt", "has been given") is a yes.  "Do not contact" is one of every way and topic, unless
    the title names a way.  "None" is no way at all where the title asks which ("Marketing allowed
    via"), else a blank.  A day beside an answer says when it was given: "Oui (12/03/2024)".  A
    refusal with a remark behind it ("no - told us", "No quiere") is one; what grants counts only
    where the remark says how or when it was given ("ja (mündlich, 3.5.2021)").

    Args:
        text: Such as ``"oui"``, ``"0"``, ``"cleaned"`` or, for an opt-out, the time it was said.
        column: What the column asks.
        order: Of day, month and year in a time; another is tried where it does not fit.
        zone: Where a time without a zone of its own was written.
        title: Of the column: what "never" and "none" say depends on it, and whether "no SMS" is
            an answer.

    Raises:
        InvalidValueError: INVALID_FLAG: it may mean either, so a person must say.
    """
    cleaned = clean_text(text[: _TEXT_LIMIT + 1])
    if not cleaned:
        return NOTHING_SAID
    if parted := answer_and_time(cleaned):
        with suppress(InvalidValueError):
            answer = parse_consent(parted[0], column, title=title)
            at = _time(parted[1], order, zone, day_ends=answer.opted_in is not True)
            if at is not None:
                return answer if answer.opted_in is None else attrs.evolve(answer, at=at)
    try:
        return _read(text, cleaned, column, title)
    except InvalidValueError:
        at = _time(cleaned, order, zone, day_ends=True) if column is ConsentColumn.OPTOUT else None
        if at is not None:
            return ConsentAnswer(False, at)
        remarked = _remarked(text, column, title, lambda day: _time(day, order, zone))
        if remarked is None:
            raise
        return remarked


def opening_answer(text: str) -> bool | None:
    """Return the yes or no that a cell begins with, whatever is behind it, None for another.

    Args:
        text: Such as ``"non (mail du 3/5)"`` or ``"yes but not by mail"``.
    """
    key = _key(spelt_in_full(text))
    if _begins_a_refusal(key) or _is_unwilling(key):
        return False
    first, _, behind = key.partition(" ")
    if behind and first in _OTHER_BEGINNINGS:
        return None
    if first in _NEGATIONS or contact_state(first) == "unsubscribed":
        return False
    return is_yes(first) if is_flag(first) and not first.isdecimal() else None


def _read(text: str, cleaned: str, column: ConsentColumn, title: str) -> ConsentAnswer:
    """Return what a cell says that is an answer as a whole."""
    known = _in_words(cleaned, column, title)
    return known or _MEANINGS["yes" if _is_agreed(text) else "no"][column]


def _is_agreed(text: str) -> bool:
    try:
        return read_flag(text)
    except InvalidValueError:
        raise InvalidValueError(Issue.of(IssueCode.INVALID_FLAG, "consent")) from None


def _remarked(
    text: str, column: ConsentColumn, title: str, day_of: Callable[[str], datetime | None]
) -> ConsentAnswer | None:
    """Return the answer behind which a remark is set apart, None where nothing sure is said."""
    cleaned = clean_text(text[: _TEXT_LIMIT + 1])
    if _is_unwilling(_key(spelt_in_full(cleaned))):
        ways = {_said(cleaned).way, _said(title).way} - {None, "all"}
        refused = _MEANINGS["no"][column]
        return refused if refused.opted_in is False and len(ways) < 2 else None
    said, remark = answer_and_remark(cleaned) or ("", "")
    if not _may_answer(said):
        return None
    with suppress(InvalidValueError):
        answer = _read(said, said, column, title)
        if answer.opted_in is False:
            return None if _is_contrary(said, remark) else answer
        if len(text) > _TEXT_LIMIT or (answer.opted_in is None and column != ConsentColumn.OPTOUT):
            return None
        return _given(answer, said, remark, day_of)
    return None


def _given(
    answer: ConsentAnswer, said: str, remark: str, day_of: Callable[[str], datetime | None]
) -> ConsentAnswer | None:
    """Return an answer that forbids nothing, where its remark only says how or when it was given.

    A yes beside numbers that are no day is none: what they say is not known.
    """
    parts = how_given(remark)
    if not is_flag(said) or parts is None:
        return None
    at = day_of(parts.day) if parts.day else None
    if parts.day and at is None:
        return None
    if answer.opted_in is None:
        return answer
    return None if parts.numbered else attrs.evolve(answer, at=at)


def _may_answer(said: str) -> bool:
    """True for a yes, a no or a state of an opt-out, which no number and no label is."""
    if any(map(str.isdigit, said)) or fold_entry(said) in _LETTERS:
        return False
    return is_flag(said) or contact_state(said) == "unsubscribed"


def _is_contrary(said: str, remark: str) -> bool:
    """True for "unsubscribed: no" and "no / yes", which refuse nothing that is sure."""
    if contact_state(said) == "unsubscribed":
        return not _CONTRARY.isdisjoint(_key(remark).split())
    return is_flag(remark) and is_yes(remark) != is_yes(said)


def _is_unwilling(key: str) -> bool:
    return key.startswith(_UNWILLING) and any(
        f"{key} ".startswith(f"{phrase} ") for phrase in _UNWILLING
    )


def _in_words(text: str, column: ConsentColumn, title: str) -> ConsentAnswer | None:
    """Return what words say that are neither yes nor no, None for others."""
    if refuses_contact(text) and _said(title).way in (None, "all"):
        return _NO_CONTACT
    if says_no_way(text) and column in (ConsentColumn.SUBSCRIPTION, ConsentColumn.REFUSAL):
        if _said(title).asks_which_way:
            return _OUT
        if column is ConsentColumn.REFUSAL:  # nobody decided: it stays as text
            raise InvalidValueError(Issue.of(IssueCode.INVALID_FLAG, "consent"))
    known = contact_state(text)
    if known is not None:
        return _MEANINGS[known][column]
    if column is not ConsentColumn.STATUS and _repeats(text, title):
        return _OUT
    return NOTHING_SAID if _is_empty(text, column) else _granted(text, column)


def _is_empty(text: str, column: ConsentColumn) -> bool:
    """True for what is written where nothing is; a consent that was "not given" was refused."""
    if column is ConsentColumn.OPTOUT:
        return is_nothing(text) or is_empty_date(text)
    return is_nothing(text) and not _said(text).grants_nothing


def _granted(text: str, column: ConsentColumn) -> ConsentAnswer | None:
    """Return what a cell says that tells whether a consent was given, None for another."""
    if is_flag(text):  # "accepted" and "refused" are a yes and a no of any column
        return None
    said = _said(text)
    if said.grants_nothing:
        return _OUT
    return _MEANINGS["yes"][column] if said.grants else None


def _repeats(text: str, title: str) -> bool:
    """True for a cell that says in words what its column refuses.

    Raises:
        InvalidValueError: It refuses another way of contact.
    """
    if _key(text) in _NEVER:
        return _said(title).has("negation")
    said = _said(text)
    if not said.only_refuses:
        return False
    ways = {said.way, _said(title).way} - {None, "all"}
    if len(ways) > 1:
        raise InvalidValueError(Issue.of(IssueCode.INVALID_FLAG, "consent"))
    return True


@lru_cache(maxsize=4096)
def _said(text: str) -> Said:
    return said_of(tuple(_key(spelt_in_full(text)).split()))


def _time(text: str, order: DateOrder, zone: tzinfo, *, day_ends: bool = False) -> datetime | None:
    for each in dict.fromkeys((order, *DateOrder)):
        try:
            return parse_timestamp(text, order=each, zone=zone, day_ends=day_ends)
        except InvalidValueError:
            continue
    return None
