"""No opt-out is lost in a column of its own: what speaks of opting out is read, or asked about."""

from collections.abc import Mapping, Sequence

import attrs

from clientbook.domain.targets import Target
from clientbook.errors import InvalidValueError
from clientbook.importing.mapping import ColumnMapping, Reason
from clientbook.importing.suggesting import opt_out_words as words
from clientbook.importing.suggesting.opt_out_words import begins, phrases, said_in, stems
from clientbook.importing.suggesting.phrases import tells_when
from clientbook.importing.suggesting.readings import NEAR_CELLS
from clientbook.importing.suggesting.words import words_of
from clientbook.importing.tables import Row
from clientbook.parsing.consents import (
    ConsentColumn,
    contact_state,
    parse_consent,
    says_no_way,
    tells_of_contact,
)
from clientbook.parsing.contact_words import kinds_of, said_of
from clientbook.parsing.flags import is_flag, is_yes

_BLOCKED = Target("blocked")
_REACHED = ("phone", "email", "address")  # "nocalls": no telephone stands there
_MOST = 0.9
_LONGEST_ANSWER = 40  # characters of a cell that names ways to contact
# A title of joining may be read as when or who: "Registered", "Subscription", "Iscritto"; where the
# cells are yes and no, it is neither.
_NAME, _TAGS = Target("full_name"), Target("tags")
_NOT_FLAGS = (
    *(("created_at", None), ("updated_at", None), ("consent", "date")),
    *((_NAME.field, None), (_TAGS.field, None)),
)
_ENDED, _REFUSED, _LISTS = stems(words.LEFT), stems(words.REFUSED), stems(words.LISTS)
_STOPPED, _OF_TRADE = stems(words.STOPPED), stems(words.OF_TRADE)
_BARRED = stems(words.BARRED)
_DOUBTFUL = frozenset(phrases(words.DOUBTFUL))
_OF_A_CLUB = frozenset(phrases(words.OF_A_CLUB))
_DOUBTFUL_OF = {stem: kind for kind, text in words.DOUBTFUL_OF.items() for stem in phrases(text)}


def hear_opt_outs(
    columns: Sequence[ColumnMapping], rows: Sequence[Row]
) -> tuple[ColumnMapping, ...]:
    """Return the columns with those read, or undecided, that would become an attribute in vain.

    A column whose cells are states of a sending program (``unsubscribed``, ``cleaned``) is one of
    states, whatever its title.  A title that speaks of opting out, in words that were not
    understood otherwise, is a question: an attribute of that name forbids nothing (SPEC X36).  So
    is a title that combines a refusal and contact, in whatever words, or asks for a consent, over
    cells that can be answers, and one that speaks of a black list: an opt-out, or a block.

    Args:
        columns: The suggestion so far.
        rows: The first rows of the file.
    """
    return tuple(
        _heard(column, [row.cells[place] for row in rows]) for place, column in enumerate(columns)
    )


def _heard(column: ColumnMapping, cells: Sequence[str]) -> ColumnMapping:
    said = said_in(column.header)
    listed = begins(said, _LISTS) or (begins(said, _BARRED) and said_of(said).is_of_contact)
    if column.target == _BLOCKED and listed:
        return column.undecided(_optout(said), _BLOCKED)
    if column.target is None or _is_known(column):
        return column
    if column.target.field == "consent" and (told := _contradicted(column, said)) is not None:
        return told
    if column.target.field in ("consent", "custom") and _names_ways(column, said, cells):
        return column.undecided(Target("consent", kind=_sent_by(said), part="no"))
    if (states := _states(column, said, cells)) is not None:
        return states
    if column.target.field in _REACHED and _is_refused(said, cells):
        return column.undecided(_optout(said), column.target)
    if column.target.field == "custom":
        return _heard_as_attribute(column, said, cells, listed=listed)
    if (column.target.field, column.target.kind) in _NOT_FLAGS and _are_yes_or_no(cells):
        return _heard_as_flags(column, column.target, cells, listed=listed)
    return column


def _contradicted(column: ColumnMapping, said: tuple[str, ...]) -> ColumnMapping | None:
    """Return a consent whose title says something else than its reading, None of another."""
    assert column.target is not None
    if column.target.part == "optout" and said_of(said).negates_twice:
        return column.undecided(column.target, _agreement(said)[0])
    if column.target.part is not None:
        return None
    if said_of(said).refuses:
        return column.undecided(_optout(said))
    if said_of(said).is_of_documents:
        return _kept(column)
    return column.undecided(*_agreement(said)) if said_of(said).may_be_of_documents else None


def _heard_as_flags(
    column: ColumnMapping, told: Target, cells: Sequence[str], *, listed: bool
) -> ColumnMapping:
    """Return a column of yes and no that its title made a time, a name or a list.

    It is neither: it is asked about where the title may speak of a subscription ("Registered",
    "Im Verteiler"), else a time is an attribute.
    """
    said = said_in(column.header)
    heard = _heard_as_attribute(column, said, cells, listed=listed)
    if heard.target is None or told == _NAME:
        return heard
    if told == _TAGS:
        return column.undecided(*_agreement(said)) if said_of(said).has("list") else column
    asks = said_of(said).is_of_contact or said_of(said).has("asking")
    return column.undecided(*_agreement(said)) if asks else _kept(column)


def _heard_as_attribute(
    column: ColumnMapping, said: tuple[str, ...], cells: Sequence[str], *, listed: bool
) -> ColumnMapping:
    """Return a column undecided that no field takes and that may speak of a consent."""
    if not cells and said in _OF_A_CLUB:
        return column
    half = tuple(target for target in column.alternatives if target.part == "optout")
    if listed:
        return column.undecided(*(half or (_optout(said),)), _BLOCKED)
    if begins(said, _ENDED):
        return column.undecided(*(half or (_optout(said, unnamed="email"),)))
    if _is_refusal(said):
        return column.undecided(*(half or (_optout(said),)))
    if half or said_of(said).refuses:
        return (
            column.undecided(*(half or (_optout(said),))) if _look_like_answers(cells) else column
        )
    if column.reason is Reason.CELLS and said_of(said).only_names_a_way and _are_yes_or_no(cells):
        return column.undecided(Target("consent", kind=said_of(said).way))
    if (doubted := _doubted(said)) and _may_be_answers(cells, ConsentColumn.OPTOUT):
        return column.undecided(*doubted)
    if said and said_of(said).kinds[-1] >= _NEWSLETTER and _are_yes_or_no(cells):
        return column.undecided(
            *_agreement(said)
        )  # "Would like newsletter", not "Newsletter issue"
    agreed = () if tells_when(words_of(column.header)) else _agreed(said)
    if agreed and _holds_answers(cells, ConsentColumn.SUBSCRIPTION):
        return column.undecided(*agreed)
    if said_of(said).may_ask and _say_no(cells):
        return column.undecided(*_agreement(said))
    return column


_NEWSLETTER = frozenset(("email", "subscription"))


def _refuses(said: tuple[str, ...]) -> bool:
    return begins(said, _ENDED) or _is_refusal(said) or said_of(said).refuses


def _is_refusal(said: tuple[str, ...]) -> bool:
    return begins(said, _REFUSED) or (begins(said, _STOPPED) and not begins(said, _OF_TRADE))


def _is_refused(said: tuple[str, ...], cells: Sequence[str]) -> bool:
    """True for a title that refuses a way to contact, over cells that say so: "nocalls", yes.

    A last "no" is a number's: "Phone no".
    """
    if said[-1:] == ("no",) or not said_of(said).refuses:
        return False
    answers = [_answer(cell) for cell in cells]
    return _OPTED_OUT in answers and _UNREAD not in answers


def _doubted(said: tuple[str, ...]) -> tuple[Target, ...]:
    """Return the opt-out that a title may be, if its cells are answers."""
    bare = tuple(word for word in said if kinds_of(word).isdisjoint(("filler", "who")))
    for title in (said, bare):
        if (kind := _DOUBTFUL_OF.get(title)) is not None:
            return (_out(kind),)
    return (_optout(said),) if said in _DOUBTFUL or bare in _DOUBTFUL else ()


def _agreed(said: tuple[str, ...]) -> tuple[Target, ...]:
    """Return what a title may be that asks for a consent: its yes, or its no alone."""
    return _agreement(said) if said_of(said).asks_consent else ()


def _agreement(said: tuple[str, ...]) -> tuple[Target, ...]:
    kind = said_of(said).way or "marketing"
    return (Target("consent", kind=kind), Target("consent", kind=kind, part="status"))


def _optout(said: tuple[str, ...], unnamed: str = "marketing") -> Target:
    """Return the opt-out of the channel that a title names, of every one where it names none."""
    return _out(said_of(said).way or unnamed)


def _out(kind: str) -> Target:
    return Target("consent", kind=kind, part="optout")


def _is_known(column: ColumnMapping) -> bool:
    """True for an attribute that the book has: somebody has decided what the column is."""
    return column.reason in (Reason.EXACT_TITLE, Reason.SAVED_TEMPLATE)


def _states(
    column: ColumnMapping, said: tuple[str, ...], cells: Sequence[str]
) -> ColumnMapping | None:
    """Return a column of states of a sending program as one, or None.

    It is read where a word is said of contact alone, or the title is of contact; of another one
    ("Status": subscribed) a person is asked, as of one that has other words too.  What is said of
    contact alone makes no other field: a "Contact state" is no region.
    """
    field = column.target.field if column.target is not None else ""
    if field == "consent":
        return None
    filled = [cell for cell in cells if cell and not cell.isspace()]
    kinds = {cell: contact_state(cell) for cell in set(filled)}
    told = any(map(tells_of_contact, kinds))
    subscribed = "subscribed" in kinds.values()
    titled = not words.OF_CONTACT.isdisjoint(said) and (
        subscribed or "unsubscribed" in kinds.values()
    )
    if not told and not titled and not subscribed:
        return _bare_states(column, said, kinds)
    kind = "sms" if _optout(said).kind == "sms" else "email"
    status = Target("consent", kind=kind, part="status")
    whole = sum(kinds[cell] is not None for cell in filled) >= _MOST * len(filled)
    if whole and (told or (titled and field == "custom")):
        return attrs.evolve(column, target=status, confidence=NEAR_CELLS, reason=Reason.CELLS)
    if field != "custom":
        return None
    if told:  # under a title that refuses, a cross is a refusal too
        return column.undecided(*(() if _refuses(said) else (status,)), _out(kind))
    return (
        column.undecided(_out(kind), status) if whole and "active" not in kinds.values() else None
    )


def _bare_states(
    column: ColumnMapping, said: tuple[str, ...], kinds: Mapping[str, str | None]
) -> ColumnMapping | None:
    """Return a column "Estado" of "Activo" and "Baja" undecided: who left may have left a list."""
    left = any(words_of(cell).main in _DOUBTFUL for cell in kinds)
    if column.target is None or column.target.field != "custom" or len(said) != 1 or not left:
        return None
    if None in kinds.values() or "active" not in kinds.values():
        return None
    return column.undecided(_out("email"), Target("consent", kind="email", part="status"))


def _names_ways(column: ColumnMapping, said: tuple[str, ...], cells: Sequence[str]) -> bool:
    """True for a column of ways to contact where a cell may leave some out.

    "None" and "E-mail only" forbid the others below a title that asks which; where no cell does so,
    such a column says what clients like best.  Below any title of a consent, "None" alone, without
    a yes or a no in the column, may be an answer.
    """
    assert column.target is not None
    asked = column.target.field == "consent" and column.target.part is None
    if asked and any(map(is_flag, filter(None, cells))):
        return False
    if said_of(said).asks_which_way:
        return any(asked or says_no_way(cell) or _leaves_out(cell) for cell in cells)
    return asked and any(map(says_no_way, cells))


def _sent_by(said: tuple[str, ...]) -> str:
    way = said_of(said).way
    return "marketing" if way in (None, "all") else way


def _leaves_out(cell: str) -> bool:
    """True for "E-mail only", "nur SMS", "No phone": one way and no other, or all but one."""
    told = said_of(words_of(cell).main) if len(cell) <= _LONGEST_ANSWER else said_of(())
    return told.only_refuses or (told.has("alone") and told.way is not None)


def _kept(column: ColumnMapping) -> ColumnMapping:
    """Return a column that was one of consents as an attribute: nobody agreed to anything there."""
    return attrs.evolve(
        column, target=Target.custom(), reason=Reason.NOT_CORE, split=None, alternatives=()
    )


def _look_like_answers(cells: Sequence[str], asked: ConsentColumn = ConsentColumn.OPTOUT) -> bool:
    """True where most cells say what a consent says: the title is believed."""
    filled = [cell for cell in cells if cell and not cell.isspace()]
    return 2 * sum(_answer(cell, asked) is not _UNREAD for cell in filled) >= len(filled)


def _holds_answers(cells: Sequence[str], asked: ConsentColumn) -> bool:
    """True where most cells are answers, or one refuses: among remarks it is no less a no."""
    refused = any(_answer(cell, asked) == _OPTED_OUT for cell in cells)
    return refused or _look_like_answers(cells, asked)


def _say_no(cells: Sequence[str]) -> bool:
    """True where most cells are yes or no, and one at least is no."""
    filled = [cell for cell in cells if cell and not cell.isspace()]
    flags = sum(map(is_flag, filled))
    return 2 * flags > len(filled) and not all(map(is_yes, filter(is_flag, filled)))


def _are_yes_or_no(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell and not cell.isspace()]
    return bool(filled) and all(map(is_flag, filled))


def _may_be_answers(cells: Sequence[str], asked: ConsentColumn) -> bool:
    """True unless a cell says what no answer says: a remark, or a time of what was agreed."""
    return all(_answer(cell, asked) is not _UNREAD for cell in cells)


_OPTED_OUT, _UNREAD = "opted out", "unread"


def _answer(cell: str, asked: ConsentColumn = ConsentColumn.OPTOUT) -> str | None:
    """Return what a cell of a consent says: that it is an opt-out, nothing, or what none says."""
    try:
        answer = parse_consent(cell, asked)
    except InvalidValueError:
        return _UNREAD
    return _OPTED_OUT if answer.opted_in is False else None
