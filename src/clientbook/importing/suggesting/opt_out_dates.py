"""A date of opting out that names no channel is of the opt-outs beside it, not of every channel."""

from collections.abc import Sequence

import attrs

from clientbook.domain.targets import Target, next_free
from clientbook.importing.mapping import ColumnMapping, Reason
from clientbook.importing.suggesting.opt_out_words import said_in
from clientbook.importing.suggesting.readings import Reading
from clientbook.importing.suggesting.words import words_of
from clientbook.parsing.contact_words import said_of

_OF_THE_ROW = Target("consent", kind="date", part="optout")
_LEFT = Target("consent", kind="email", part="optout")
_LEAVING = frozenset(
    "afmelddatum uitschrijfdatum abmeldedatum abmeldezeitpunkt date desinscription data"
    " disiscrizione".split()
)
_MEMBERS = frozenset(
    "lid leden lidnummer lidnr ledennummer mitglied mitglieder mitgliedsnummer mitgliedsnr"
    " mitgliedschaft member members membership membre membres adherent adherents licencie"
    " miembro miembros socio socia socios iscritto iscritta tesserato associado associada"
    " eintrittsdatum beitrittsdatum".split()
)
# An opt-out that names nothing is one of advertising: "opt out" is so in the lists of words.
_BARE = frozenset(("optout", "date", "consent", "marketing"))


def give_dates(
    columns: Sequence[ColumnMapping], readings: Sequence[Reading]
) -> tuple[ColumnMapping, ...]:
    """Return the columns with "Opt-out date" as a date of the opt-outs that the file has.

    Of one kind of opt-out it is another column, whose time both share.  Beside several, or beside
    consents whose "no" it may date, it dates each "no" of its row.  Only in a file that asks about
    no consent it is an opt-out of its own (SPEC X36).  In a list of members "Afmelddatum" may be
    the day somebody left the club: where nothing else is of news, a person says which.

    Args:
        columns: The suggestion so far.
        readings: What the titles say, one a column.
    """
    result = [_asked_in_a_club(column, columns) for column in columns]
    for place, (column, reading) in enumerate(zip(columns, readings, strict=True)):
        if not _is_bare_date(column, reading):
            continue
        target = _dated([c for c in columns if c is not column])
        taken = {c.target.place for c in result if c.target is not None and c is not column}
        if target is not None and (free := next_free(target, taken)) is not None:
            result[place] = attrs.evolve(column, target=free, reason=Reason.NEIGHBOUR)
    return tuple(result)


def _asked_in_a_club(column: ColumnMapping, columns: Sequence[ColumnMapping]) -> ColumnMapping:
    """Return the day of leaving undecided, where members are listed and no consent is asked."""
    if column.target != _LEFT or column.reason in (Reason.EXACT_TITLE, Reason.SAVED_TEMPLATE):
        return column
    said = said_in(column.header)
    if not _LEAVING.issuperset(said):  # "Newsletter abgemeldet am"
        return column
    others = [other for other in columns if other is not column]
    news = any(_asks_consent(t) for other in others for t in (other.target, *other.alternatives))
    if news or not any(_is_of_members(other.header) for other in others):
        return column
    return column.undecided(_LEFT)


def _is_of_members(title: str) -> bool:
    return not _MEMBERS.isdisjoint(words_of(title).all)


def _is_bare_date(column: ColumnMapping, reading: Reading) -> bool:
    """True for a title that says when somebody opted out, but not of what."""
    if column.target is None or column.target.field != "consent":
        return False
    if column.reason in (Reason.EXACT_TITLE, Reason.SAVED_TEMPLATE):
        return False
    atoms = reading.phrase.atoms
    if reading.part != "optout" or "date" not in atoms or not _BARE.issuperset(atoms):
        return False
    return not said_of(said_in(column.header)).has("marketing")  # "Marketing opt-out date"


def _dated(others: Sequence[ColumnMapping]) -> Target | None:
    """Return what a bare date is of beside other columns, None beside no consent."""
    decided = {_unslotted(c.target) for c in others if _asks_consent(c.target)}
    asked = [c for c in others if c.target is None and any(map(_asks_consent, c.alternatives))]
    if len(decided) == 1 and not asked and (of := next(iter(decided))).part == "optout":
        return of
    return _OF_THE_ROW if decided or asked else None


def _asks_consent(target: Target | None) -> bool:
    return target is not None and target.field == "consent" and target.kind != "date"


def _unslotted(target: Target | None) -> Target:
    assert target is not None
    return attrs.evolve(target, slot=None)
