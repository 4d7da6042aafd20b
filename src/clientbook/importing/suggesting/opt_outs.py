"""No opt-out is lost in a column of its own: what speaks of opting out is read, or asked about."""

from collections.abc import Sequence

import attrs

from clientbook.domain.targets import Target
from clientbook.errors import InvalidValueError
from clientbook.importing.mapping import ColumnMapping, Reason
from clientbook.importing.suggesting.readings import NEAR_CELLS
from clientbook.importing.suggesting.words import words_of
from clientbook.importing.tables import Row
from clientbook.parsing.consents import (
    ConsentColumn,
    is_contact_state,
    parse_consent,
    tells_of_contact,
)

_STATUS = {kind: Target("consent", kind=kind, part="status") for kind in ("email", "sms")}
_OPTOUT = {kind: Target("consent", kind=kind, part="optout") for kind in ("email", "sms")}
_MOST = 0.9

# Beginnings of titles' words, folded, in a row: whoever writes one speaks of opting out, whatever
# else the title says ("Opted out of email: Newsletter One").
_SPOKEN = """
unsub|optout|optedout|opt out|opted out|donotcontact|donotemail|donotmail|do not contact
do not email|do not mail|blacklist|blocklist
stop|consent revoked|consent withdrawn|revoked consent|withdrawn consent|consentement retire
desabonn|desinscri|ne pas contacter|ne plus contacter|opposition demarchage
opposition|refus sms|refus e mail|refus email|refus mail|refus appel|refus pub|liste noire
abgemeldet|abmeld|mailabmeld|newsletterabmeld|abbestell|werbesperr|nicht kontaktieren
werbewiderspruch|widerspruch|schwarze liste
desuscri|dado baja|fecha baja|suscripcion cancelada|cancelacion suscripcion
no contactar|no molestar|lista robinson|lista negra
lista nera|zwarte lijst
"""
# A list of people one has nothing to do with any more: at the desk they cannot book, in a sending
# program (EMAIL_BLACKLISTED) they get no mail.  The title alone does not say which.
_LISTS = """
blacklist|blocklist|liste noire|schwarze liste|lista negra|lista nera|zwarte lijst
"""


def _stems(phrases: str) -> list[tuple[str, ...]]:
    return [tuple(p.split()) for line in phrases.strip().splitlines() for p in line.split("|")]


_STEMS, _LIST_STEMS = _stems(_SPOKEN), _stems(_LISTS)
_BLOCKED = Target("blocked")
_TEXTS = frozenset("sms text texts texto textos".split())
_SMALL = frozenset("de of la el au gegen".split())


def hear_opt_outs(
    columns: Sequence[ColumnMapping], rows: Sequence[Row]
) -> tuple[ColumnMapping, ...]:
    """Return the columns with those read, or undecided, that would become an attribute in vain.

    A column whose cells are states of a sending program (``unsubscribed``, ``cleaned``) is one of
    states, whatever its title.  A title that speaks of opting out, in words that were not
    understood otherwise, is a question: an attribute of that name forbids nothing (SPEC X36).  So
    is a title that would be an opt-out but for a word nobody knows, over cells that can be answers,
    and one that speaks of a black list: an opt-out, or a block.

    Args:
        columns: The suggestion so far.
        rows: The first rows of the file.
    """
    taken = {column.target for column in columns}
    heard: list[ColumnMapping] = []
    for place, column in enumerate(columns):
        if column.target == _BLOCKED and _begins(words_of(column.header).all, _LIST_STEMS):
            out = _OPTOUT[_channel(words_of(column.header).all)]
            heard.append(_asked(column, out, _BLOCKED))
            continue
        if column.target is None or column.target.field != "custom" or _is_known(column):
            heard.append(column)
            continue
        made = column
        words = words_of(column.header).all
        half = [target for target in column.alternatives if target.part == "optout"]
        if _are_states([row.cells[place] for row in rows]):
            target = _STATUS[_channel(words)]
            made = _asked(column, target) if target in taken else _read(column, target)
            taken.add(target)
        elif _begins(words, _STEMS):
            out = half[0] if half else _OPTOUT[_channel(words)]
            meant = (out, _BLOCKED) if _begins(words, _LIST_STEMS) else (out,)
            made = _asked(column, *meant)
        elif half and _may_be_answers([row.cells[place] for row in rows]):
            made = _asked(column, *half)
        heard.append(made)
    return tuple(heard)


def _channel(words: tuple[str, ...]) -> str:
    return "email" if _TEXTS.isdisjoint(words) else "sms"


def _is_known(column: ColumnMapping) -> bool:
    """True for an attribute that the book has: somebody has decided what the column is."""
    return column.reason in (Reason.EXACT_TITLE, Reason.SAVED_TEMPLATE)


def _read(column: ColumnMapping, target: Target) -> ColumnMapping:
    return attrs.evolve(column, target=target, confidence=NEAR_CELLS, reason=Reason.CELLS)


def _asked(column: ColumnMapping, *targets: Target) -> ColumnMapping:
    return attrs.evolve(
        column,
        target=None,
        confidence=0.0,
        reason=Reason.UNDECIDED,
        split=None,
        alternatives=targets,
    )


def _are_states(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell and not cell.isspace()]
    return any(map(tells_of_contact, filled)) and (
        sum(map(is_contact_state, filled)) >= _MOST * len(filled)
    )


def _may_be_answers(cells: Sequence[str]) -> bool:
    """True unless a cell says what no opt-out says: a remark is no answer."""
    for cell in cells:
        try:
            parse_consent(cell, ConsentColumn.OPTOUT)
        except InvalidValueError:
            return False
    return True


def _begins(words: tuple[str, ...], stems: Sequence[tuple[str, ...]]) -> bool:
    """True where words of a title begin as the words of a stem, in a row."""
    said = tuple(word for word in words if word not in _SMALL)
    return any(
        all(said[at + i].startswith(word) for i, word in enumerate(stem))
        for stem in stems
        for at in range(len(said) - len(stem) + 1)
    )
