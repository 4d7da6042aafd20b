"""Names of persons."""

from typing import Any

import attrs

from clientbook.domain.checks import tidy_texts
from clientbook.domain.doors import called
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import Issue, IssueCode

NAME_LIMIT = 200
"""Longest part of a name, in characters."""


_PARTS = ("given", "family", "full", "prefix", "middle", "suffix", "nickname", "maiden")
_SPOKEN = ("prefix", "given", "middle", "family", "suffix", "nickname", "maiden")
"""The parts in the order in which they are said; the whole name is none of them."""


def _part() -> Any:
    return attrs.field(default=None, repr=False)


@called(
    "name",
    first="given",
    first_name="given",
    given_name="given",
    last="family",
    last_name="family",
    family_name="family",
    surname="family",
    title="prefix",
)
@attrs.frozen
class PersonName:
    """The name of a person: parts as in vCard's N, or the full name in one piece, or both.

    Args:
        given: Given names, such as ``"Jean-Luc"``.
        family: Family name with its particles, such as ``"de Gersseau"``.
        full: The whole name where it was given in one piece; never guessed from the parts.
        prefix: Honorific before the name, such as ``"Mme"`` or ``"Dr"``.
        middle: Further given names or initials.
        suffix: After the name, such as ``"Jr"``.
        nickname: What the person is called.
        maiden: Family name at birth.

    Raises:
        InvalidValueError: No part but prefix and suffix has a visible character.
    """

    given: str | None = _part()
    family: str | None = _part()
    full: str | None = _part()
    prefix: str | None = _part()
    middle: str | None = _part()
    suffix: str | None = _part()
    nickname: str | None = _part()
    maiden: str | None = _part()

    def __attrs_post_init__(self) -> None:
        tidy_texts(self, _PARTS, NAME_LIMIT)
        if not (self.given or self.family or self.full or self.nickname or self.middle):
            raise InvalidValueError(Issue.of(IssueCode.BLANK_VALUE, "name"))

    @property
    def display(self) -> str:
        """How the name is shown: the full name, else given, middle and family, else nickname."""
        if self.full:
            return self.full
        parts = [p for p in (self.given, self.middle, self.family) if p]
        return " ".join(parts) or self.nickname or ""

    @property
    def besides(self) -> tuple[tuple[str, str], ...]:
        """The parts that :attr:`display` leaves out: the name of each and its text, in order.

        Whoever compares two names, or shows all there is to know of one, shows these too.
        """
        shown = f" {self.display.casefold()} "
        parts = ((part, getattr(self, part)) for part in _SPOKEN)
        return tuple((p, text) for p, text in parts if text and f" {text.casefold()} " not in shown)


def without_echo(name: PersonName) -> PersonName:
    """Return a name without a whole name that is just its parts: it would outlive a change of them.

    Args:
        name: A name in parts, in one piece, or both.
    """
    if name.full is None or not (name.given or name.family):
        return name
    parts = attrs.evolve(name, full=None)
    return parts if parts.display == name.full else name
