"""What speaks for and against two profiles being one person: the pieces the rule is made of.

Each question has one answer here, which the rule, the blockers of a merge and the matching share:
names by :mod:`clientbook.matching.pairs.names`, birth dates by
:meth:`~clientbook.domain.dates.PartialDate.together`, ids by their system.
"""

from collections.abc import Iterable

import attrs

from clientbook.domain.genders import GenderCode
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import ACCOUNT_SYSTEM, LIST_SYSTEM, ExternalId, Profile
from clientbook.identity.keys import identity_keys
from clientbook.matching.pairs.contacts import date_reading
from clientbook.matching.pairs.couples import Beside, beside_several
from clientbook.matching.pairs.firms import compare_firms, firm_words, maybe_firm
from clientbook.matching.pairs.given_names import sex_of_given
from clientbook.matching.pairs.levels import FirmLevel
from clientbook.matching.pairs.name_part_levels import NameLevel
from clientbook.matching.pairs.name_parts import (
    NameParts,
    is_marked_alike,
    is_uncut,
    name_parts,
    with_sex,
)
from clientbook.matching.pairs.names import (
    WHOLE,
    compare_names,
    compatible_names,
    is_compatible,
    is_doubted,
)
from clientbook.parsing.names import said_name
from clientbook.text import fold_name


@attrs.frozen
class Evidence:
    """One thing a profile shares with a client, or that speaks against them being one person.

    Args:
        field: ``"phone"``, ``"email"``, ``"external_id"``, ``"name"`` or ``"birthday"``.
        supports: True when it speaks for one person.
    """

    field: str
    supports: bool = True


_FIRM_LEVELS = {
    FirmLevel.CONFLICT: NameLevel.CONFLICT,
    FirmLevel.PART: NameLevel.TYPO,
    FirmLevel.ALIKE: NameLevel.TYPO,
}


def name_of(profile: Profile) -> PersonName | None:
    """Return the name that a profile says, without fillers: *n/a* and *Unknown* are nobody's."""
    return None if profile.name is None else said_name(profile.name)


def compare_who(a: Profile, b: Profile) -> NameLevel:
    """Compare who two profiles are of; a firm stands for the name where no person is named.

    ``Garage A`` and ``Garage B`` on one number are two clients, and Paul Roy of Garage B is not
    the nameless Garage A.
    """
    mine, theirs = name_of(a), name_of(b)
    if mine is None or theirs is None:
        one, two = (" ".join(firm_words(p.company)) if p.company else "" for p in (a, b))
        if one and two:
            return _FIRM_LEVELS.get(compare_firms(one, two), NameLevel.BLANK)
    return compare_names(mine, theirs, (a.gender, b.gender))


def same_name(a: Profile, b: Profile) -> bool:
    """True when two profiles are called the same: by whole names, as one firm, or not at all."""
    if name_of(a) is None and name_of(b) is None:
        return same_firm(a, b) or not (a.company or b.company)
    return compare_who(a, b) in WHOLE


def is_very_name(a: Profile, b: Profile, names: Iterable[PersonName] = ()) -> bool:
    """True when a whole name says that two profiles are of one: given and family name, spelt out.

    What tells persons of one name apart, such as *Sr* and *Jr*, stands in both or in neither.
    Where neither names a person it is the firm.

    Args:
        a: A profile.
        b: Another.
        names: Further names of the other one's own.
    """
    own, other = name_of(a), name_of(b)
    if own is None:
        return other is None and same_firm(a, b)
    mine = name_parts(own)
    theirs = names if other is None else (other, *names)
    return any(
        compare_names(own, name) in WHOLE
        and (
            _is_spelt_out(mine)
            or _is_spelt_out(name_parts(name))  # *Le Goff Marie* has no cut
            or (is_uncut(mine) and is_uncut(name_parts(name)))
        )
        and is_marked_alike(mine, name_parts(name))
        for name in theirs
    )


def _is_spelt_out(name: NameParts) -> bool:
    """True when both parts are more than initials; one sign of Chinese or Japanese is a name."""
    return all(
        any(len(word) > 1 or word >= "\u2e80" for word in part.split())
        for part in (name.given, name.family)
    )


def is_written_alike(a: Profile, b: Profile) -> bool:
    """True for two of whom a name is said, shown in the same letters and cut alike where both are.

    As a spreadsheet has it that a book wrote, whose cells of whole names hold names in parts, too.
    """
    one, two = a.name, b.name
    if one is None or two is None or one.display != two.display:
        return False
    cut = [(name.given, name.middle, name.family) for name in (one, two)]
    return cut[0] == cut[1] or not all(map(any, cut))


def said_of_oneself(profile: Profile) -> tuple[tuple[str, ...], ...]:
    """Return all that a profile says of who somebody is; equal for two that say the same.

    The words of the name in any order, letter case and accents aside, the firm, the identity keys,
    the birth date and the gender.
    """
    parts = attrs.astuple(profile.name) if profile.name else ()
    born, gender = profile.birthday, profile.gender
    return (
        tuple(sorted({word for part in parts if part for word in fold_name(part).split()})),
        (fold_name(profile.company or ""),),
        tuple(sorted(identity_keys(profile))),
        (born.isoformat() if born else "", gender.code.value if gender else ""),
    )


def is_only_doubted(a: Profile, b: Profile) -> bool:
    """True when nothing in two names speaks against one person but a word that stands beside one.

    One is of several persons, of whom the other may be one, or may be that of a relative.
    """
    return is_doubted(name_of(a), name_of(b), (a.gender, b.gender))


def sex_of(profile: Profile) -> str:
    """Return the sex that a profile states, or its title says; empty where neither does."""
    return with_sex(name_parts(profile.name), profile.gender).sex


def names_tell_apart(a: Profile, b: Profile) -> bool:
    """True when names that go together, a slip aside, are those of two persons of one family.

    Which of several of one name somebody is (*Jr*), whose relative, who is named beside them, and
    the sex that a title, a statement or a frequent given name tells (*Jean*, *Jeanne*).
    """
    mine, theirs = name_of(a), name_of(b)
    if mine is None or theirs is None or mine == theirs:
        return False
    if (beside := beside_several(mine, theirs)) is not None:
        return beside is not Beside.SAME
    one, two = with_sex(name_parts(mine), a.gender), with_sex(name_parts(theirs), b.gender)
    if not is_marked_alike(one, two):
        return True
    first, second = one.sex or _sex_of_called(one, two), two.sex or _sex_of_called(two, one)
    return {first, second} == {GenderCode.FEMALE.value, GenderCode.MALE.value}


def _sex_of_called(name: NameParts, other: NameParts) -> str:
    called = name.given.split()[:1]
    other_called = called != other.given.split()[:1]
    return sex_of_given(called[0], alone=other_called) if called else ""


def sexes_clash(a: Profile, b: Profile) -> bool:
    """True when two stated sexes, or those that titles say, differ."""
    one, two = sex_of(a), sex_of(b)
    if not (one and two) or one == two:
        return False
    return not (a.name and b.name and beside_several(a.name, b.name) is Beside.SAME)


def same_firm(a: Profile, b: Profile) -> bool:
    """True when both are of one firm, legal form and small words aside.

    A firm may stand where the name of a person should, in one piece.
    """
    if not (a.company or b.company):
        return False
    one, two = (" ".join(firm_words(p.company)) if p.company else maybe_firm(p) for p in (a, b))
    return bool(one and two) and compare_firms(one, two) is FirmLevel.EXACT


def called_by(profile: Profile) -> str:
    """Return what says who a profile is of: ``"name"``, ``"company"`` where none is, or nothing."""
    return "name" if name_of(profile) is not None else "company" if profile.company else ""


def names_contradict(a: Profile, b: Profile) -> bool:
    """True when two names are those of two persons; a nickname or a slip does not contradict."""
    return compare_who(a, b) is NameLevel.CONFLICT


def births_clash(a: Profile, b: Profile) -> bool:
    """True when two birth dates cannot be one."""
    return (
        a.birthday is not None
        and b.birthday is not None
        and a.birthday.together(b.birthday) is None
    )


def may_be_renamed(a: Profile, b: Profile) -> bool:
    """True when one given name and one whole birth date speak for a changed family name.

    A first of January, or a date that stands for an unknown one, says too little.
    """
    born = a.birthday
    if born is None or born != b.birthday or (born.month, born.day) == (1, 1):
        return False
    day, one, two = date_reading(born), name_parts(a.name), name_parts(b.name)
    return bool(day.year and day.month and day.day and one.given) and (
        one.given == two.given and one.generation == two.generation and not sexes_clash(a, b)
    )


def is_same_person(a: Profile, b: Profile) -> bool:
    """True when names are compatible, and birth dates and sexes do not clash (SPEC §3)."""
    clash = births_clash(a, b) or sexes_clash(a, b)
    return not clash and is_compatible(compare_who(a, b))


def accounts(profile: Profile) -> frozenset[ExternalId]:
    """Return the user accounts of a profile (SPEC R4)."""
    return frozenset(e for e in profile.external_ids if e.system.casefold() == ACCOUNT_SYSTEM)


def two_accounts(profiles: Iterable[Profile]) -> bool:
    """True when profiles hold more than one user account between them (SPEC R4)."""
    return len({e.key for p in profiles for e in accounts(p)}) > 1


def clashing_systems(a: Profile, b: Profile) -> frozenset[str]:
    """Return the systems that know two profiles under different ids, and under none in common.

    The ids of lists without a name are left out: the next list may number its rows again.
    """
    if not a.external_ids or not b.external_ids:
        return frozenset()
    mine, theirs = _by_system(a), _by_system(b)
    return frozenset(
        system
        for system in mine.keys() & theirs.keys()
        if system != LIST_SYSTEM and not mine[system] & theirs[system]
    )


def _by_system(profile: Profile) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for system, value in (external.key for external in profile.external_ids):
        found.setdefault(system, set()).add(value)
    return found


def evidence_of(profile: Profile, other: Profile, shares: Iterable[str]) -> tuple[Evidence, ...]:
    """Return what speaks for and against one person, what speaks for it first.

    Args:
        profile: A profile.
        other: Another.
        shares: Fields of the keys both hold.
    """
    held = frozenset(shares)
    found = [Evidence(field) for field in ("external_id", "phone", "email") if field in held]
    if clashing_systems(profile, other):
        found.append(Evidence("external_id", supports=False))
    if profile.name and other.name:
        found.append(Evidence("name", compatible_names(profile.name, other.name)))
    if profile.birthday and other.birthday:
        found.append(Evidence("birthday", not births_clash(profile, other)))
    return tuple(sorted(found, key=lambda e: not e.supports))


def without_held_ids(profile: Profile, others: Iterable[Profile]) -> Profile:
    """Return a profile without the ids that belong to somebody else.

    An id has one holder, and stays with it.  The ids of lists without a name belong to nobody: the
    next list may number its rows again.
    """
    held = {e.key for other in others for e in other.external_ids}
    kept = tuple(e for e in profile.external_ids if e.key not in held or e.key[0] == LIST_SYSTEM)
    if len(kept) == len(profile.external_ids):
        return profile
    return attrs.evolve(profile, external_ids=kept)
