"""A title that bars booking, in whatever words, is the block of a client: "No online booking"."""

from collections.abc import Sequence

import attrs

from clientbook.domain.targets import Target
from clientbook.importing.mapping import ColumnMapping, Reason
from clientbook.importing.suggesting.opt_out_words import Stems, begins, said_in, stems
from clientbook.importing.suggesting.readings import LIKELY
from clientbook.importing.suggesting.words import words_of
from clientbook.importing.tables import Row
from clientbook.parsing.flags import is_flag

_BARRED = stems(
    "block|barred|banned|disabled|forbidden|suspended|locked|disallow|prohibited"
    "|bloqu|interdi|suspendu|desactiv|exclu"
    "|gesperrt|sperr|verbot|blockiert|deaktiviert|ausgeschlossen"
    "|prohibi|vetad|inhabilit|bloccat|vietat|disattivat|disabilitat|proibi"
    "|geblokkeerd|blokkade|verboden|uitgeschakeld|uitgesloten"
)
_NEGATIONS = frozenset(
    "no not cannot never pas sans kein keine nicht sin senza non sem nao geen niet".split()
)
_BOOKING = stems("book|reserv|buch|onlinebuch|terminbuch|prenot|marca|agendamento|boek|cita")
_ENGLISH = stems("book")
_PAIR = 2
_ONLINE = stems("online|web|ligne|linea|linha|internet")
_ASIDE = frozenset(
    "is for from can may do does in en a the via per por door uber ne be client customer kunde"
    " cliente klant kann darf puede puo pode mag peut allowed autorise erlaubt permitido permessa"
    " toegestaan".split()
)
_BLOCKED = Target("blocked")


def hear_blocks(columns: Sequence[ColumnMapping], rows: Sequence[Row]) -> tuple[ColumnMapping, ...]:
    """Return the columns with the first one that bars booking, by title and cells, as the block.

    Every word of the title says that booking, or what is online, is barred or not to be; its cells
    are yes and no.  Where a column is the block already nothing changes.

    Args:
        columns: The suggestion so far.
        rows: The first rows of the file.
    """
    if any(column.target == _BLOCKED for column in columns):
        return tuple(columns)
    result = list(columns)
    for place, column in enumerate(columns):
        told = column.target is not None and column.target.field == "custom"
        free = column.reason not in (Reason.EXACT_TITLE, Reason.SAVED_TEMPLATE)
        if told and free and _bars(column.header) and _are_flags(column.header, rows, place):
            result[place] = attrs.evolve(
                column, target=_BLOCKED, confidence=LIKELY, reason=Reason.SYNONYM, alternatives=()
            )
            break
    return tuple(result)


def _bars(title: str) -> bool:
    said = said_in(title)
    if said[-1:] == ("no",) or "no" in words_of(title).short:  # "Booking no", "No. cita": a number
        return False
    barred, booking, online = (_having(said, x) for x in (_BARRED, _BOOKING, _ONLINE))
    negated = {word for word in said if word in _NEGATIONS}
    if not barred | booking | online | negated | _ASIDE >= set(said):
        return False
    if barred and negated:
        return False  # "not blocked"
    return bool((barred and (booking or online)) or (negated and booking))


def _having(said: Sequence[str], listed: Stems) -> set[str]:
    return {word for word in said if begins((word,), listed)}


def _are_flags(title: str, rows: Sequence[Row], place: int) -> bool:
    """True for yes and no, or nothing at all; below "No reserva", a number too, one has to be."""
    cells = [text for row in rows if (text := row.cells[place].strip())]
    said = said_in(title)
    numbers = said[:1] == ("no",) and len(said) == _PAIR and not begins(said, _ENGLISH)
    return all(map(is_flag, cells)) and (bool(cells) or not numbers)
