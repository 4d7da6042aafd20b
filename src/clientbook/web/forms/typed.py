"""What was typed into a form that is refused, as a form again: texts to mend, the rest kept."""

import re
from collections.abc import Iterator

import attrs

from clientbook.web.exchange import Fields
from clientbook.web.forms.consent import box_words, changed_boxes
from clientbook.web.locales import Locale

_LONG = 80
"""Characters from which a text has a field of several lines."""

_TITLES = {
    "body": "clients.note",
    "reason": "clients.block_reason",
    "evidence": "clients.evidence",
    "given": "clients.given",
    "family": "clients.family",
    "company": "clients.company",
    "tags": "clients.tags",
    "info": "clients.info",
    "birthday": "clients.birthday",
    "language": "clients.language",
    "account": "clients.account",
    "job_title": "clients.job_title",
    "department": "clients.department",
    "prefix": "clients.prefix",
    "middle": "clients.middle",
    "suffix": "clients.suffix",
    "nickname": "clients.nickname",
    "maiden": "clients.maiden",
    "full": "clients.full",
    "websites": "clients.websites",
    "number": "clients.phones",
    "address": "clients.emails",
    "street": "clients.street",
    "extended": "clients.extended",
    "postcode": "clients.postcode",
    "locality": "clients.locality",
    "region": "clients.region",
    "country": "clients.country",
}
"""Fields of several forms that people type into, and the words beside them."""

_ROW = re.compile(r"(?:phones|emails|addresses)[.][0-9]+[.]([a-z]+)")
_ATTRIBUTE = "custom:"


@attrs.frozen
class TypedAgain:
    """A form that is refused, given back.

    Args:
        texts: Name, words and text of each field that people type into.
        rest: The other fields.
        ticks: What was ticked and unticked among the rest, in words.
    """

    texts: tuple[tuple[str, str, str], ...] = attrs.field(repr=False)
    rest: Fields = attrs.field(repr=False)
    ticks: tuple[str, ...] = attrs.field(default=(), repr=False)

    def __bool__(self) -> bool:
        """True where there is something to give back."""
        return bool(self.texts or self.rest.pairs)

    @staticmethod
    def lines(text: str) -> int:
        """Return how many lines a field shows for a text, 0 for a field of one line."""
        return 5 if "\n" in text or len(text) > _LONG else 0


def typed_again(typed: Fields, locale: Locale) -> TypedAgain:
    """Return what was typed as fields to mend; a name that comes twice stays as it was."""
    names = [name for name, _ in typed]
    texts: list[tuple[str, str, str]] = []
    rest: list[tuple[str, str]] = []
    for name, text in typed:
        words = _words(name, locale)
        if words and text.strip() and names.count(name) == 1:
            texts.append((name, words, text))
        else:
            rest.append((name, text))
    return TypedAgain(tuple(texts), Fields(rest), tuple(_ticks(typed, locale)))


def _ticks(typed: Fields, locale: Locale) -> Iterator[str]:
    boxes = changed_boxes(typed)
    for key, now in (("common.sent_ticks", True), ("common.sent_unticks", False)):
        if found := [box for box, is_on in boxes.items() if is_on is now]:
            yield locale.t(key, boxes=box_words(found, locale))


def _words(name: str, locale: Locale) -> str:
    if name.startswith(_ATTRIBUTE):
        return name.removeprefix(_ATTRIBUTE)
    row = _ROW.fullmatch(name)
    key = _TITLES.get(row[1] if row else name)
    return locale.t(key) if key else ""
