"""What a profile adds to one that is known: blanks are filled, nothing is overwritten."""

from collections.abc import Collection

import attrs

from clientbook.domain.dates import PartialDate
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.identity.more_said import said_beyond, says_less
from clientbook.matching.pairs.names import is_stranger
from clientbook.parsing.names import said_name
from clientbook.text import fold_entry, fold_name

_PARTS = ("given", "middle", "family", "full", "prefix", "suffix", "nickname", "maiden")
_CORE = ("given", "middle", "family", "full")
_PLACED = ("given", "middle", "family")


def complete_name(
    old: PersonName | None,
    new: PersonName | None,
    *,
    over: Collection[str] = (),
    clear: Collection[str] = (),
) -> PersonName | None:
    """Return a name with the parts it lacks.

    A part that stands is kept unless it is in *over*, or an initial that is spelt out now ("M",
    then Marie: whoever comes as Michel is somebody else).  A name is never completed with its own
    word: where all it says stands in the new name too, only in other places ("Sylvie" as family
    name, then Sylvie Garnier), the new name's order is taken; otherwise such a part stays out.
    What tells namesakes apart is taken from a name in one piece, too: see :func:`said_beyond`.

    Args:
        old: The name that is known.
        new: What is said of it now.
        over: Parts that the new name overwrites.
        clear: Parts to blank.
    """
    if old is None:
        return new
    stood, new = old, None if new is None else said_name(new)
    said = said_name(old)
    if new is not None and (said is None or (is_stranger(said) and not is_stranger(new))):
        return new
    old = said or old
    changes: dict[str, str | None] = dict.fromkeys(clear)
    if new is not None:
        if not over and not clear and _says_it_all(old, new):
            changes = {part: getattr(new, part) for part in _CORE}
        elif over or clear or not says_less(old, new):
            changes |= {p: getattr(new, p) for p in _PARTS if _is_added(p, old, new, over)}
        changes |= {
            part: value
            for part in ("prefix", "suffix", "nickname", "maiden")
            if (value := getattr(new, part)) and getattr(old, part) is None
        }
        if not over and not clear:
            changes = said_beyond(old, new) | changes
    values = attrs.asdict(old) | changes
    if values == attrs.asdict(old) or not any(values[p] for p in (*_CORE, "nickname")):
        return stood  # a client keeps a name: clearing the last part is not an update
    return PersonName(**values)


def complete_date(old: PartialDate | None, new: PartialDate | None) -> PartialDate | None:
    """Return a date with the parts it lacks: the year of a birthday, the day of a month."""
    if old is None or new is None:
        return old or new
    return old.together(new) or old


def is_held(kept: object, said: object, *, within: bool = False) -> bool:
    """True when a value that stands says all that another one says.

    Texts are compared without case, accents and spacing; a date is held by one that knows more
    parts; a name by one that has its words, or what its initials stand for.

    Args:
        kept: The value that stands.
        said: The other one, None for nothing.
        within: A text is also held by one that it stands in, as whole words: a note by notes.
    """
    if said is None or kept == said:
        return True
    if isinstance(kept, PersonName) and isinstance(said, PersonName):
        left = set(_all_words(kept))
        return all(
            word in left or any(_is_initial(word, other) for other in left)
            for word in _all_words(said)
        )
    if isinstance(kept, PartialDate) and isinstance(said, PartialDate):
        return kept.together(said) == kept
    if isinstance(kept, str) and isinstance(said, str):
        one, other = _plain(said), _plain(kept)
        return f" {one} " in f" {other} " if within else one == other
    return False


def _plain(text: str) -> str:
    return " ".join(word.strip(".,;:!?") for word in fold_entry(text).split())


def _all_words(name: PersonName) -> list[str]:
    return _words(*(getattr(name, part) for part in _PARTS))


def _words(*texts: str | None) -> list[str]:
    return sorted(word for text in texts if text for word in fold_name(text).split())


def _core(name: PersonName) -> list[str]:
    """Words of the name itself; of a whole name beside its parts each counts once."""
    placed = _words(*(getattr(name, part) for part in _PLACED))
    return placed or _words(name.full)


def _says_it_all(old: PersonName, new: PersonName) -> bool:
    """True when *new* places every word of *old*, some of them elsewhere, in more parts."""
    mine, theirs = _core(old), _core(new)
    if not (new.given and new.family) or (old.given and old.family):
        return False
    if old.full and not (old.given or old.middle or old.family):
        return False  # a whole name beside parts says no more than it
    left = list(theirs)
    for word in sorted(mine, key=len, reverse=True):
        meant = next((w for w in left if w == word or _is_initial(word, w)), None)
        if meant is None:
            return False
        left.remove(meant)
    return any(
        value and not set(_words(value)) <= set(_words(getattr(new, part)))
        for part in _PLACED
        if (value := getattr(old, part))
    )


def _is_initial(letter: str, word: str) -> bool:
    return len(letter) == 1 < len(word) and word.startswith(letter)


def _spells_out(old: str, new: str) -> bool:
    """True when *new* is *old* with initials spelt out: Jean-Pierre for J.-P., Marie Anne for M."""
    mine, theirs = fold_name(old).split(), fold_name(new).split()
    if mine == theirs or len(mine) not in (1, len(theirs)):
        return False
    pairs = list(zip(mine, theirs, strict=False))
    return any(_is_initial(a, b) for a, b in pairs) and all(
        a == b or _is_initial(a, b) for a, b in pairs
    )


def _is_added(part: str, old: PersonName, new: PersonName, over: Collection[str]) -> bool:
    value = getattr(new, part)
    if value is None or value == getattr(old, part):
        return False
    if part == "full" and old.full is None and value == old.display:
        return False  # no more than how the parts that stand are shown
    stands = getattr(old, part)
    if part in over or (stands and part in _CORE and _spells_out(stands, value)):
        return True
    if stands is not None or part not in _CORE:
        return False
    if part == "full":  # a name in one piece adds nothing to one that stands in parts
        return not (old.given or old.family)
    others = (getattr(old, other) for other in _PLACED if other != part)
    return not set(_words(value)) & set(_words(*others))


_UNDECIDED = frozenset({PhoneKind.UNKNOWN, PhoneKind.OTHER})


def told_kinds(
    kept: tuple[PhoneNumber, ...], new: tuple[PhoneNumber, ...]
) -> tuple[PhoneNumber, ...]:
    """Return the numbers that stand, as mobiles where they are said to be mobiles now.

    A number of which nobody knew what it is (UNKNOWN, or OTHER that nobody declared) becomes a
    mobile; a home, work or fax number stays what it is.
    """
    mobiles = {phone.key for phone in new if phone.is_mobile}
    if not any(phone.kind in _UNDECIDED and phone.key in mobiles for phone in kept):
        return kept
    return tuple(
        attrs.evolve(phone, kind=PhoneKind.MOBILE)
        if phone.kind in _UNDECIDED and phone.key in mobiles
        else phone
        for phone in kept
    )
