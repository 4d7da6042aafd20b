"""What a row says beside its profile: words of consent, a block."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime

import attrs

from clientbook.book.blocks import blocked_by_merge
from clientbook.book.consent.columns import SPOKEN_OF
from clientbook.book.consent.judging import Exported
from clientbook.book.consent.recording import consent_news
from clientbook.book.contexts import Context
from clientbook.book.said import said_again, units
from clientbook.domain.clients import SYSTEM, Actor, ClientId
from clientbook.domain.consents import ALL_TOPICS, ConsentEvent, ConsentState
from clientbook.domain.imports import OutcomeKind
from clientbook.importing.consents import ConsentWord
from clientbook.importing.decisions import Decided
from clientbook.importing.drafts import Draft


def consent_events(
    item: Decided, run_id: str, actor: Actor, began: datetime, *, waited: bool = False
) -> Iterator[ConsentEvent]:
    """Yield the events of a row's consent columns.

    Of a row that is not written (its person is known, but it is skipped or refused) only the
    opt-outs: they hold whatever becomes of the row.

    Args:
        item: The row, decided.
        run_id: The import.
        actor: Who imports.
        began: When the import began: nothing is said later than that.
        waited: Whether the row waited for a person since: then it was said as the import began,
            before whatever its client has said in between.
    """
    assert item.person is not None
    client_id = item.person.client_id or ""
    row = f"{run_id}/{item.row.row}"
    for event in events_of(item.row.value, row, client_id, actor=actor, began=began, waited=waited):
        if item.profile is not None or event.is_opt_out:
            yield event


def events_of(
    draft: Draft,
    row: str,
    client_id: ClientId,
    *,
    actor: Actor,
    began: datetime,
    waited: bool = False,
) -> Iterator[ConsentEvent]:
    """Yield the events of what a row says of contact; see :func:`consent_events`.

    Args:
        draft: The row.
        row: The import and the number of the row.
        client_id: Of whom it is said, an empty text for nobody.
        actor: Who imports.
        began: When the import began.
        waited: Whether the row waited for a person since.
    """
    run_id = row.partition("/")[0]
    for number, word in enumerate(draft.consents):
        channel, topic = SPOKEN_OF[word.kind]
        said = word.at or (draft.consented_at if word.opted_in else _left_at(word, draft))
        told = said is not None and said < began
        yield ConsentEvent(
            id=f"{row}/{word.kind}" + (f"/{number}" if word.address else ""),
            client_id=client_id,
            channel=channel,
            topic=topic,
            state=ConsentState.OPTED_IN if word.opted_in else ConsentState.OPTED_OUT,
            at=said if told and said else began,
            timed=told or waited,
            source=f"import:{run_id}",
            actor=actor,
            address=word.address,
        )


def _left_at(word: ConsentWord, draft: Draft) -> datetime | None:
    """Return when an opt-out without a time was said: as a wider one of its row, if that tells."""
    channel, topic = SPOKEN_OF[word.kind]
    wider = (None, channel), (ALL_TOPICS, topic), (None, word.address)
    beside = [
        other.at
        for other in draft.consents
        if other.at is not None and not other.opted_in
        if all(
            one in of
            for one, of in zip((*SPOKEN_OF[other.kind], other.address), wider, strict=True)
        )
    ]
    return max(beside, default=None)


def exported_of(rows: Iterable[tuple[int, Draft]], run_id: str, began: datetime) -> Exported:
    """Return which events of rows stand below the titles of an export.

    Args:
        rows: Row numbers, and what each says.
        run_id: The import.
        began: When it began.
    """
    ids = (
        f"{run_id}/{number}/{word.kind}"
        for number, draft in rows
        for word in draft.consents
        if word.exported
    )
    return Exported(frozenset(ids), run_id, began)


def with_news(
    context: Context, decided: Sequence[Decided], began: datetime, *, waited: bool = False
) -> list[Decided]:
    """Return decided rows; one that changes no field but says something new is UPDATED.

    Args:
        context: The book.
        decided: The rows of a chunk.
        began: When the import began.
        waited: Whether they waited for a person since.
    """
    silent = [item for item in decided if item.kind is OutcomeKind.UNCHANGED]
    anothers = blocked_by_others(context, silent)
    news = {item.row.row for item in silent if _blocks(item, anothers)}
    events = [
        event
        for item in silent
        if item.row.value.consents
        for event in consent_events(item, "import", SYSTEM, began, waited=waited)
    ]
    if events:
        rows = ((item.row.row, item.row.value) for item in silent)
        exported = exported_of(rows, "import", began)
        found = consent_news(context, events, exported=exported)
        news |= {int(event_id.split("/")[1]) for event_id in found}
    return [
        attrs.evolve(item, kind=OutcomeKind.UPDATED) if item.row.row in news else item
        for item in decided
    ]


def is_answer(item: Decided) -> bool:
    """True for a row that an export of the book wrote, perhaps, and that adds to it at most.

    It says all that its client holds, whoever of those merged into it had brought that, below the
    titles of an export: what the book answers is said by nobody, as in the columns of consent.
    """
    if not item.row.value.exported or item.before is None:
        return False
    return len(said_again(item.row.value.profile, item.before)) == len(units(item.before))


def blocked_by_others(context: Context, decided: Iterable[Decided]) -> set[ClientId]:
    """Return the clients that rows block and that are blocked already, as one merged into them.

    What an export of the book wrote of them blocks nobody anew.
    """
    stored = [
        item.person.stored
        for item in decided
        if item.row.value.blocked
        and item.person is not None
        and item.person.stored is not None
        and not is_answer(item)
    ]
    return set(blocked_by_merge(context, stored))


def _blocks(item: Decided, anothers: Collection[ClientId]) -> bool:
    stored = item.person.stored if item.person is not None else None
    if not item.row.value.blocked or stored is None:
        return False
    return stored.block is None or stored.id in anothers
