"""Two clients side by side: what they share, where they differ, and what each field weighs."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

import attrs

from clientbook.domain.addresses import PostalAddress
from clientbook.domain.audiences import Audience
from clientbook.domain.clients import Client
from clientbook.domain.phones import PhoneKind
from clientbook.domain.profiles import Profile
from clientbook.matching import Explanation, Part, ScoredPair
from clientbook.messages.catalogue import Language
from clientbook.messages.html_tables import html_table
from clientbook.reports.review_texts import FIELD_OF_PART, field_title, word
from clientbook.text import base_letters

_COMPARED = 200  # characters of a value that are compared letter by letter
_ALIKE = 0.5  # below it two values are different, not spelled differently

_PHONE_KINDS: dict[PhoneKind, tuple[str, str]] = {
    PhoneKind.MOBILE: ("mobile", "mobile"),
    PhoneKind.HOME: ("home", "domicile"),
    PhoneKind.WORK: ("work", "travail"),
    PhoneKind.MAIN: ("main", "principal"),
    PhoneKind.FAX: ("fax", "fax"),
    PhoneKind.PAGER: ("pager", "téléavertisseur"),
}
_GENDERS: dict[str, tuple[str, str]] = {
    "female": ("female", "femme"),
    "male": ("male", "homme"),
    "other": ("other", "autre"),
    "not_applicable": ("not applicable", "sans objet"),
    "declined": ("not stated", "non précisé"),
}
_BLOCKED = ("blocked", "bloquée")
_YES_NO = (("no", "non"), ("yes", "oui"))


@attrs.frozen
class ReviewPair:
    """A pair with everything a person needs to decide.

    Args:
        pair: Ids and score.
        left: The client with the smaller id.
        right: The other.
        explanation: What the score is made of.
        audience: Who looks at it.
    """

    pair: ScoredPair
    left: Client
    right: Client
    explanation: Explanation
    audience: Audience = attrs.field(factory=Audience)

    def _repr_html_(self) -> str:
        rows = [
            (
                row.title,
                "; ".join(value.text for value in row.left),
                "; ".join(value.text for value in row.right),
                sum(part.weight for part in row.parts),
            )
            for row in side_rows(self, "en")
        ]
        total = ("together", "", "", self.explanation.match_weight)
        return html_table([*rows, total], header=("", self.left.id, self.right.id, "bits"))


class Agreement(StrEnum):
    """How two sides of a row compare."""

    SAME = "same"
    DIFFERENT = "different"
    ONE_SIDE = "one_side"  # only one of them has a value


@attrs.frozen
class Shown:
    """One value as it is shown.

    Args:
        spans: Pieces of its text; True marks those the other side does not have.
        note: A word beside it, such as the kind of a number.
        shared: True when the other side has the same value.
    """

    spans: tuple[tuple[str, bool], ...] = attrs.field(repr=False)
    note: str = attrs.field(default="", repr=False)
    shared: bool = False

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(piece for piece, _ in self.spans)


@attrs.frozen
class SideRow:
    """One field of two clients.

    Args:
        title: What the field is called.
        left: Values of the left client.
        right: Values of the right client.
        agreement: How they compare.
        parts: What the field weighs.
    """

    title: str
    left: tuple[Shown, ...] = attrs.field(repr=False)
    right: tuple[Shown, ...] = attrs.field(repr=False)
    agreement: Agreement
    parts: tuple[Part, ...] = ()


@attrs.frozen
class _Value:
    key: object
    text: str
    note: str = ""


def shown_address(address: PostalAddress) -> str:
    """Return an address in one line."""
    town = " ".join(p for p in (address.postcode, address.locality) if p)
    lines = (
        address.street,
        address.extended,
        address.po_box,
        address.district,
        town,
        address.region,
        address.country or address.country_code,
    )
    written = ", ".join(line for line in lines if line)
    return written or (address.full or "").replace("\n", ", ")


def _plain(value: Any) -> list[_Value]:
    return [] if value is None else [_Value(str(value).casefold(), str(value))]


def _values(
    profile: Profile, language: Language, audience: Audience
) -> Iterator[tuple[str, list[_Value]]]:
    """Yield each field and its values, in the order they are shown."""
    yield "name", _plain(profile.display_name or None) if profile.name else []
    for part, text in profile.name.besides if profile.name else ():
        yield part, _plain(text)
    yield "birthday", _plain(profile.birthday and profile.birthday.isoformat())
    yield (
        "phones",
        [
            _Value(
                p.key,
                audience.phone(p),
                word(_PHONE_KINDS[p.kind], language) if p.kind in _PHONE_KINDS else "",
            )
            for p in profile.phones
        ],
    )
    yield "emails", [_Value(e.key, e.address, e.label or "") for e in profile.emails]
    yield "addresses", [_Value(a.key, shown_address(a), a.label or "") for a in profile.addresses]
    gender = profile.gender
    yield "gender", _plain(gender and word(_GENDERS[gender.code.value], language))
    for field in ("company", "department", "job_title", "language"):
        yield field, _plain(getattr(profile, field))
    yield "websites", [_Value(w, w) for w in profile.websites]
    yield "tags", [_Value(t.casefold(), t) for t in profile.tags]
    yield "external_ids", [_Value(e.key, e.value, e.system) for e in profile.external_ids]
    yield "unread", [_Value(u.key, u.text, u.target) for u in profile.unread]
    yield "info", _plain(profile.info)
    for attribute in profile.attributes:
        yield f"attribute:{attribute.key}", _attribute(attribute.value, language)


def _attribute(value: Any, language: Language) -> list[_Value]:
    if isinstance(value, bool):
        return _plain(word(_YES_NO[value], language))
    if isinstance(value, tuple):
        return [_Value(v.casefold(), v) for v in value]
    return _plain(value)


def _client_values(
    client: Client, language: Language, audience: Audience
) -> dict[str, list[_Value]]:
    values = dict(_values(client.profile, language, audience))
    values["block"] = _plain(word(_BLOCKED, language) if client.block else None)
    values["created_at"] = _plain(audience.day(client.created_at))
    return values


def side_rows(pair: ReviewPair, language: Language) -> tuple[SideRow, ...]:
    """Return the rows in which at least one of the clients has a value.

    The day both were created, when it is the same, is left out.
    """
    left, right = (_client_values(c, language, pair.audience) for c in (pair.left, pair.right))
    weights: dict[str, list[Part]] = {}
    for part in pair.explanation.parts:
        field = FIELD_OF_PART.get(part.field)
        if part.field == "attribute":
            field = f"attribute:{part.label}"
        if field:
            weights.setdefault(field, []).append(part)
    rows: list[SideRow] = []
    for field in dict.fromkeys((*left, *right)):
        a, b = left.get(field, []), right.get(field, [])
        if (a or b) and not (field == "created_at" and a == b):
            title = field_title(field.removeprefix("attribute:"), language)
            rows.append(_row(title, a, b, tuple(weights.get(field, ()))))
    return tuple(rows)


def profile_lines(
    profile: Profile, language: Language, audience: Audience
) -> list[tuple[str, list[str]]]:
    """Return the fields of a profile that hold something: title and values as they are shown."""
    return [
        (
            field_title(field.removeprefix("attribute:"), language),
            [f"{v.text} ({v.note})" if v.note else v.text for v in values],
        )
        for field, values in _values(profile, language, audience)
        if values
    ]


def other_parts(pair: ReviewPair) -> tuple[Part, ...]:
    """Return the parts of a score that belong to no field: the prior, the household, evidence."""
    return tuple(
        p for p in pair.explanation.parts if p.field not in FIELD_OF_PART and p.field != "attribute"
    )


def _row(
    title: str, left: Sequence[_Value], right: Sequence[_Value], parts: tuple[Part, ...]
) -> SideRow:
    ours, theirs = {v.key for v in left}, {v.key for v in right}
    lone_left = [v for v in left if v.key not in theirs]
    lone_right = [v for v in right if v.key not in ours]
    if not left or not right:
        agreement = Agreement.ONE_SIDE
    else:
        agreement = Agreement.DIFFERENT if lone_left or lone_right else Agreement.SAME
    # One value against one: their letters are compared; otherwise whole values are marked.
    spell = len(lone_left) == len(lone_right) == 1
    marks = _spelled(lone_left[0].text, lone_right[0].text) if spell else None
    both = agreement is Agreement.DIFFERENT
    return SideRow(
        title,
        tuple(_show(v, v.key in theirs, both, marks and marks[0]) for v in left),
        tuple(_show(v, v.key in ours, both, marks and marks[1]) for v in right),
        agreement,
        parts,
    )


Spans = tuple[tuple[str, bool], ...]


def _show(value: _Value, shared: bool, both: bool, spans: Spans | None) -> Shown:
    if shared or not both:
        return Shown(((value.text, False),), value.note, shared)
    return Shown(spans or ((value.text, True),), value.note)


def _spelled(a: str, b: str) -> tuple[Spans, Spans] | None:
    """Return two texts cut where they differ, None when they are not alike at all.

    Words are compared first, and only a word that stands against one word letter by letter: marks
    on single letters that happen to agree would say nothing.
    """
    if max(len(a), len(b)) > _COMPARED or _likeness(a, b) < _ALIKE:
        return None
    ours, theirs = _WORDS.findall(a), _WORDS.findall(b)
    folded = [base_letters(w) for w in ours], [base_letters(w) for w in theirs]
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for tag, i, j, k, m in SequenceMatcher(None, *folded, autojunk=False).get_opcodes():
        if tag == "equal":  # accents aside: they are marked as the letters they change
            pairs = list(zip(ours[i:j], theirs[k:m], strict=True))
        else:
            pairs = [("".join(ours[i:j]), "".join(theirs[k:m]))]
        for one, other in pairs:
            mine, yours = _cut(one, other, tag == "equal" or j - i == m - k == 1)
            left += mine
            right += yours
    return _joined(left), _joined(right)


def _cut(one: str, other: str, words: bool) -> tuple[list[tuple[str, bool]], ...]:
    """Cut two words where their letters differ; words that are not alike differ as a whole."""
    if not words or _likeness(one, other) < _ALIKE:
        return [(one, True)], [(other, True)]
    codes = _letters(one, other).get_opcodes()
    return (
        [(one[x:y], tag != "equal") for tag, x, y, _, _ in codes],
        [(other[x:y], tag != "equal") for tag, _, _, x, y in codes],
    )


def _letters(a: str, b: str) -> "SequenceMatcher[str]":
    """Compare letters, their case aside where folding keeps the places (it does not for ß)."""
    folded = a.casefold(), b.casefold()
    if (len(folded[0]), len(folded[1])) == (len(a), len(b)):
        return SequenceMatcher(None, *folded, autojunk=False)
    return SequenceMatcher(None, a, b, autojunk=False)


_WORDS = re.compile(r"\w+|\W")


def _likeness(a: str, b: str) -> float:
    return SequenceMatcher(None, base_letters(a), base_letters(b), autojunk=False).ratio()


def _joined(spans: Sequence[tuple[str, bool]]) -> Spans:
    """Join neighbours of one kind; a mark on white space or a comma alone is no difference."""
    joined: list[tuple[str, bool]] = []
    for piece, marked in spans:
        differs = marked and any(c.isalnum() for c in piece)
        if joined and joined[-1][1] == differs:
            joined[-1] = (joined[-1][0] + piece, differs)
        elif piece:
            joined.append((piece, differs))
    return tuple(joined)
