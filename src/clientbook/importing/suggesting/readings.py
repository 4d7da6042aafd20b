"""What a title seems to say, as a value."""

import attrs

from clientbook.importing.suggesting.phrases import Phrase

SURE, LIKELY, WEAK, UNSURE = 0.95, 0.85, 0.65, 0.3
NEAR_CELLS = 0.75  # confidence of what the cells decided
ACCEPTED = 0.5  # below this a reading is no suggestion


NO_PHRASE = Phrase(())


@attrs.frozen
class Reading:
    """What a title seems to say.

    Args:
        field: A field of :class:`~clientbook.domain.targets.Target`, ``custom`` or ``skip``, or
            one of OPEN: what only the neighbours can tell.
        part: Part of an address, date or consent.
        kind: Kind of a phone, e-mail or address.
        number: Number in the title, from 1, or None.
        confidence: 0 to 1.
        scope: ``billing`` or ``shipping`` before a person's own field, ``company`` of a phone;
            such a column gives way to one without.
        phrase: Where it comes from.
        label_of: Field whose kind the column may say in words; its cells must prove it.
        has_label: True when the kind of the value stands in another column.
        by_neighbours: True when other titles decided.
        by_cells: True when the cells decided.
        asked: True when they decided that a person has to.
    """

    field: str
    part: str | None = None
    kind: str | None = None
    number: int | None = None
    confidence: float = SURE
    scope: str | None = None
    phrase: Phrase = NO_PHRASE
    label_of: str | None = None
    has_label: bool = False
    by_neighbours: bool = False
    by_cells: bool = False
    asked: bool = False

    @property
    def is_core(self) -> bool:
        """True when the column would fill a field of a client."""
        return self.field not in ("custom", "skip") and self.field not in OPEN


# bare name, bare title, "First" and "Last" alone, a kind alone ("Work"), kind of a value in words
OPEN = (
    "day?",
    "month?",
    "year?",
    "name?",
    "title?",
    "state?",
    "job?",
    "first?",
    "last?",
    "middle?",
    "called?",
    "initials?",
    "surname?",
    "kind?",
    "label?",
    "place?",
)
