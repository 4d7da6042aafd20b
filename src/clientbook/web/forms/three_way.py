"""A form that somebody else made stale: what was typed where it was touched, else what stands."""

from collections.abc import Collection, Iterable, Iterator

import attrs

from clientbook.web.exchange import Fields

Values = tuple[str, ...]


@attrs.frozen
class FieldOfThree:
    """One field of a stale form.

    Args:
        name: Its name.
        typed: What came back.
        was: What was shown.
        stands: What stands by now.
    """

    name: str
    typed: Values
    was: Values
    stands: Values

    @property
    def kept(self) -> Values:
        """What the form shows again: what its reader changed, else what stands."""
        return self.stands if self.typed == self.was else self.typed

    @property
    def moved(self) -> bool:
        """True where somebody else has changed it."""
        return self.was != self.stands

    @property
    def differs(self) -> bool:
        """True where the form goes on saying something else than what stands."""
        return self.kept != self.stands


def three_way(
    form: Fields, shown: Fields, stands: Fields, *, aside: Collection[str]
) -> Iterator[FieldOfThree]:
    """Yield every field of a stale form.

    Args:
        form: What came back.
        shown: The fields as they were shown.
        stands: The fields as they would be shown now.
        aside: Names that say nothing that is kept.
    """
    names = dict.fromkeys(name for name, _ in (*stands, *form, *shown) if name not in aside)
    for name in names:
        yield FieldOfThree(name, *(_of(fields.all(name)) for fields in (form, shown, stands)))


def merged_lines(field: FieldOfThree) -> tuple[str, ...]:
    """Return the lines of a field of several: what either side added is in, what it took out, not.

    The order is that of what stands, with what was typed anew behind it.
    """
    typed, was, stands = (_lines(texts) for texts in (field.typed, field.was, field.stands))
    stay = [line for line in stands if line in typed or line not in was]
    return (*stay, *(line for line in typed if line not in was and line not in stay))


def _of(texts: Iterable[str]) -> Values:
    return tuple(text.strip().replace("\r\n", "\n") for text in texts)


def _lines(texts: Values) -> list[str]:
    lines = (line.strip() for text in texts for line in text.splitlines())
    return [line for line in lines if line]
