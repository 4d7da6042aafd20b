"""Rows of a form, such as a line a phone number: numbered anew, whatever numbers they came with."""

from collections.abc import Iterator

from clientbook.domain.contact_limits import ContactLimits
from clientbook.domain.profiles import Profile
from clientbook.web.exchange import Fields
from clientbook.web.forms.profile_values import ROWS


def with_rows(form: Fields, base: Profile, limits: ContactLimits) -> Fields:
    """Return a form of a profile whose rows follow one another, however they were numbered.

    A number says which value of *base* a row is about, where there is such a value, and the order
    of the others; nothing else depends on it.  More rows than a profile may hold, and one more for
    the refusal to count, are left out, blank ones first.

    Args:
        form: What came back.
        base: The profile whose values stood in the form; empty for a new one.
        limits: How many values a profile may hold.
    """
    for name in ROWS:
        held = len(getattr(base, name))
        form = _renumbered(form, name, held, max(most_rows(name, limits), held) + 1)
    return form


def most_rows(name: str, limits: ContactLimits) -> int:
    """Return how many values of a list a profile may hold."""
    return {
        "phones": limits.phones + limits.mobiles,
        "emails": limits.emails,
        "addresses": limits.addresses,
    }[name]


def _renumbered(form: Fields, name: str, held: int, most: int) -> Fields:
    stays = [str(n) for n in range(held)]
    filled: dict[str, bool] = {}
    for number, part, text in _cells(form, name):
        filled[number] = filled.get(number, False) or (part != "kind" and bool(text.strip()))
    others = sorted(set(filled).difference(stays), key=_place)
    if held + len(others) > most:
        others = [number for number in others if filled[number]][: most - held]
    new = dict(zip((*stays, *others), map(str, range(held + len(others))), strict=True))
    return Fields(_moved(form, name, new))


def _cells(form: Fields, name: str) -> Iterator[tuple[str, str, str]]:
    """Yield number, part and text of the fields that stand in a row."""
    for field, text in form:
        list_name, _, rest = field.partition(".")
        number, dot, part = rest.partition(".")
        if list_name == name and dot and number.isascii() and number.isdigit():
            yield number, part, text


def _place(number: str) -> tuple[int, str, str]:
    """Return where a row stands among others: by its number, of however many digits."""
    digits = number.lstrip("0")
    return len(digits), digits, number


def _moved(form: Fields, name: str, new: dict[str, str]) -> Iterator[tuple[str, str]]:
    for field, text in form:
        list_name, _, rest = field.partition(".")
        number, dot, part = rest.partition(".")
        if list_name != name or not rest:
            yield field, text
        elif dot and number in new:
            yield f"{name}.{new[number]}.{part}", text
        elif rest == "preferred" and text.strip() in new:
            yield field, new[text.strip()]
