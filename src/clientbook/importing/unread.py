"""Values that could not be read, as the text of one cell and back."""

from collections.abc import Iterable, Iterator

from clientbook.domain.profiles import UnreadValue
from clientbook.domain.targets import Target
from clientbook.errors import InvalidValueError

_MARK = " = "


def unread_text(values: Iterable[UnreadValue]) -> str:
    """Return unread values as one text, a line each: ``"phone.work = 36 39"``."""
    return "\n".join(f"{value.target}{_MARK}{value.text}" for value in values)


def read_unread(text: str) -> Iterator[UnreadValue]:
    """Yield the values of a text that :func:`unread_text` wrote.

    A line that names no target is a value without one.
    """
    for line in filter(UnreadValue.is_visible, text.splitlines()):
        target, mark, rest = line.partition(_MARK)
        if mark and UnreadValue.is_visible(rest) and _is_target(target):
            yield UnreadValue(target, rest)
        else:
            yield UnreadValue("", line)


def _is_target(text: str) -> bool:
    try:
        return bool(Target.parse(text))
    except InvalidValueError:
        return False
