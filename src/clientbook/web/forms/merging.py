"""The form that merges two clients: what to keep, field by field and value by value."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from clientbook.domain.clients import Client
from clientbook.domain.merges import (
    Blocker,
    BlockerCode,
    Choice,
    FieldChoice,
    MergePlan,
    ValueChoice,
)
from clientbook.domain.profiles import FIELDS, Profile
from clientbook.domain.survivorship import ATTRIBUTE
from clientbook.merging.choices import field_value
from clientbook.merging.survivorship import LIST_KEYS
from clientbook.web.exchange import Fields
from clientbook.web.locales import Locale
from clientbook.web.values import title_of_field, value_lines

COMBINED = "combined"
"""Choice of what both values come to together."""

_UNDECIDED = {BlockerCode.BIRTHDAY_CLASH, BlockerCode.GENDER_CLASH}


@attrs.frozen
class OfferedValue:
    """A value of a field, and what chooses it.

    Args:
        lines: The value as it is shown.
        name: Name of the form's field, empty for a value that is not chosen.
        value: What the form sends for it.
        checked: Whether it is chosen.
        shared: Whether the other client has it as well.
    """

    lines: tuple[str, ...] = attrs.field(repr=False)
    name: str = ""
    value: str = ""
    checked: bool = False
    shared: bool = False


@attrs.frozen
class FieldOffer:
    """One field of two clients.

    Args:
        field: Name of a profile's field, or ``"attribute:<key>"``.
        title: What it is called.
        kind: ``"same"``, ``"one"`` (one of them has a value), ``"pick"`` or ``"ticks"``.
        left: Values of the left client.
        right: Values of the right client.
        combined: What both come to together, where that is neither.
        must_choose: True where nothing is chosen as long as a person does not.
    """

    field: str
    title: str
    kind: str
    left: tuple[OfferedValue, ...]
    right: tuple[OfferedValue, ...]
    combined: OfferedValue | None = None
    must_choose: bool = False


def field_offers(
    clients: tuple[Client, Client],
    plan: MergePlan,
    names: Mapping[str, str],
    typed: Fields | None,
    locale: Locale,
) -> tuple[FieldOffer, ...]:
    """Return the fields in which at least one of two clients has a value.

    Args:
        clients: Left and right.
        plan: Of their merge, as it is without any choice.
        names: Names of the book's attributes by key.
        typed: The form as it came, None for a new one.
        locale: Of the reader.
    """
    left, right = (client.profile for client in clients)
    clashes = {b.field for b in plan.blockers if b.code in _UNDECIDED}
    maker = _Offers(clients, typed, locale)
    offers = []
    for field in every_field(left, right):
        a, b = field_value(left, field), field_value(right, field)
        if not (a or b) and a is not False and b is not False:
            continue
        key = field.removeprefix(ATTRIBUTE)
        title = names.get(key, key) if key != field else title_of_field(field, locale)
        if field in LIST_KEYS:
            offers.append(maker.ticks(field, title, a, b))
        else:
            offer = maker.pick(field, title, (a, b, field_value(plan.result, field)))
            offers.append(maker.undecided(offer) if field in clashes else offer)
    return tuple(offers)


def every_field(left: Profile, right: Profile) -> Iterator[str]:
    """Yield the fields of two profiles, and their attributes."""
    yield from (name for name in FIELDS if name != "attributes")
    keys = dict.fromkeys(a.key for profile in (left, right) for a in profile.attributes)
    yield from (f"{ATTRIBUTE}{key}" for key in keys)


@attrs.frozen
class _Offers:
    """Makes the offers of single fields.

    Args:
        clients: Left and right.
        typed: The form as it came, None for a new one.
        locale: Of the reader.
    """

    clients: tuple[Client, Client]
    typed: Fields | None
    locale: Locale

    def pick(self, field: str, title: str, values: tuple[Any, Any, Any]) -> FieldOffer:
        """Offer a field of one value: that of the left, of the right, or both together."""
        a, b, result = values
        shown = [_lines(field, value, self.locale) for value in values]
        if a == b:
            same = (OfferedValue(shown[0], shared=True),)
            return FieldOffer(field, title, "same", same, same)
        if a is None or b is None:
            left = () if a is None else (OfferedValue(shown[0]),)
            right = () if b is None else (OfferedValue(shown[1]),)
            return FieldOffer(field, title, "one", left, right)
        name, ids = f"field.{field}", [client.id for client in self.clients]
        usual = ids[0] if result == a else ids[1] if result == b else COMBINED
        chosen = self._chosen(name)
        if chosen not in (*ids, usual):
            chosen = usual
        left, right = (
            (OfferedValue(lines, name, client_id, chosen == client_id),)
            for lines, client_id in zip(shown, ids, strict=False)
        )
        both = OfferedValue(shown[2], name, COMBINED, chosen == COMBINED)
        combined = both if usual == COMBINED else None
        return FieldOffer(field, title, "pick", left, right, combined)

    def _chosen(self, name: str) -> str:
        """Return what the form as it came says of a field, empty where it says nothing."""
        return "" if self.typed is None else self.typed.get(name)

    def undecided(self, offer: FieldOffer) -> FieldOffer:
        """Offer a field about which nobody but a person can say which value is true."""
        sides = (offer.left, offer.right)
        if not self._chosen(f"field.{offer.field}"):
            left, right = (tuple(attrs.evolve(v, checked=False) for v in side) for side in sides)
            offer = attrs.evolve(offer, left=left, right=right)
        return attrs.evolve(offer, combined=None, must_choose=True)

    def ticks(self, field: str, title: str, a: Sequence[Any], b: Sequence[Any]) -> FieldOffer:
        """Offer a list, value by value; one that both have is offered once."""
        key = LIST_KEYS[field]
        ours, theirs = [key(v) for v in a], [key(v) for v in b]
        union = list(dict.fromkeys((*ours, *theirs)))
        if set(ours) == set(theirs):
            left, right = (tuple(self._shared(field, v) for v in side) for side in (a, b))
            return FieldOffer(field, title, "same", left, right)
        left = tuple(self._tick(field, v, union.index(key(v)), key(v) in theirs) for v in a)
        right = tuple(
            self._shared(field, v)
            if key(v) in ours
            else self._tick(field, v, union.index(key(v)), shared=False)
            for v in b
        )
        return FieldOffer(field, title, "ticks", left, right)

    def _shared(self, field: str, value: Any) -> OfferedValue:
        return OfferedValue(_lines(field, (value,), self.locale), shared=True)

    def _tick(self, field: str, value: Any, place: int, shared: bool) -> OfferedValue:
        name, typed = f"keep.{field}", self.typed
        ticked = typed is None or "ticks" not in typed or str(place) in typed.all(name)
        lines = _lines(field, (value,), self.locale)
        return OfferedValue(lines, name, str(place), ticked, shared)


def _lines(field: str, value: Any, locale: Locale) -> tuple[str, ...]:
    if value is None:
        return ()
    return (locale.value(value),) if field.startswith(ATTRIBUTE) else value_lines(value, locale)


def read_choices(clients: tuple[Client, Client], form: Fields) -> tuple[Choice, ...]:
    """Return what a form chose; what it leaves as offered is no choice."""
    left, right = (client.profile for client in clients)
    ids = {client.id for client in clients}
    choices: list[Choice] = []
    for field in every_field(left, right):
        if field in LIST_KEYS:
            if "ticks" in form:
                choices += _dropped(field, getattr(left, field), getattr(right, field), form)
        elif (chosen := form.get(f"field.{field}")) in ids:
            choices.append(FieldChoice(field, chosen))
    return tuple(choices)


def _dropped(
    field: str, a: tuple[Any, ...], b: tuple[Any, ...], form: Fields
) -> Iterator[ValueChoice]:
    key = LIST_KEYS[field]
    union: dict[object, Any] = {}
    for value in (*a, *b):
        union.setdefault(key(value), value)
    if {key(v) for v in a} == {key(v) for v in b}:
        return  # nothing was offered to choose
    kept = set(form.all(f"keep.{field}"))
    for place, value in enumerate(union.values()):
        if str(place) not in kept:
            yield ValueChoice(field, value, keep=False)


def carried_choices(
    shown: tuple[Client, Client], now: tuple[Client, Client], form: Fields
) -> Fields:
    """Return a form of two clients as one of what they are now, with the same choices.

    Who stays, which value of a field and why are said by ids and words; ticks are said by places,
    which are others where a list has changed: what was not ticked is not, what is new is.

    Args:
        shown: Left and right, as the form was made of them.
        now: The same as they are.
        form: As it came.
    """
    dropped = {
        (choice.field, LIST_KEYS[choice.field](choice.value))
        for choice in read_choices(shown, form)
        if isinstance(choice, ValueChoice)
    }
    names = [f"keep.{field}" for field in LIST_KEYS]
    pairs = list(form.without(*names))
    left, right = (client.profile for client in now)
    for field, key in LIST_KEYS.items():
        keys = dict.fromkeys(key(v) for v in (*getattr(left, field), *getattr(right, field)))
        kept = (str(n) for n, k in enumerate(keys) if (field, k) not in dropped)
        pairs += [(f"keep.{field}", place) for place in kept]
    return Fields(pairs)


def read_overrides(form: Fields) -> tuple[BlockerCode, ...]:
    """Return the blockers that a form merges in spite of."""
    codes = {code.value: code for code in BlockerCode if code.can_override}
    return tuple(codes[text] for text in form.all("override") if text in codes)


@attrs.frozen
class BlockerWords:
    """A reason against a merge, in words.

    Args:
        code: Which reason.
        text: What stands against it.
        hint: What to do.
        can_override: True where a person may merge all the same.
        overridden: True where a person does.
    """

    code: str
    text: str
    hint: str
    can_override: bool
    overridden: bool = False


def blocker_words(blocker: Blocker, locale: Locale, *, overridden: bool = False) -> BlockerWords:
    """Return a reason against a merge in words."""
    code, params = blocker.code, dict(blocker.params)
    field = blocker.field
    if code is BlockerCode.LINK_CONFLICT:
        what = locale.word("clients.kinds", field)
    else:
        what = title_of_field(field, locale) if field else ""
    return BlockerWords(
        code.value,
        locale.t(
            f"merges.blocker_{code.value}",
            field=what,
            count=params.get("count", ""),
            limit=params.get("limit", ""),
        ),
        locale.t(f"merges.blocker_{code.value}_hint"),
        code.can_override,
        overridden,
    )


def result_lines(
    result: Profile, names: Mapping[str, str], locale: Locale
) -> list[tuple[str, tuple[str, ...]]]:
    """Return a profile as lines: title and values of each field that holds something."""
    lines = []
    for field in every_field(result, result):
        value = field_value(result, field)
        key = field.removeprefix(ATTRIBUTE)
        title = names.get(key, key) if key != field else title_of_field(field, locale)
        shown = _lines(field, value, locale) if value or value is False else ()
        if shown:
            lines.append((title, shown))
    return lines
