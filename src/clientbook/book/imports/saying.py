"""What a row says beside its profile: words of consent, a block."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import attrs

from clientbook.book.consent.recording import consent_news
from clientbook.book.contexts import Context
from clientbook.domain.clients import SYSTEM, Actor
from clientbook.domain.consents import ALL_TOPICS, Channel, ConsentEvent, ConsentState
from clientbook.domain.imports import OutcomeKind
from clientbook.domain.settings import GENERAL, MARKETING
from clientbook.importing.decisions import Decided

CONSENTS: dict[str, tuple[Channel | None, str]] = {
    "email": (Channel.EMAIL, MARKETING.name),
    "sms": (Channel.SMS, MARKETING.name),
    "phone": (Channel.PHONE, MARKETING.name),
    "post": (Channel.POST, MARKETING.name),
    "reminders": (None, GENERAL.name),
    "followups": (None, MARKETING.name),
    "partners": (None, "PARTNERS"),
    "all": (None, ALL_TOPICS),
}
"""What a consent column speaks of: a channel (None for all) and a topic."""


def consent_events(
    item: Decided, run_id: str, actor: Actor, began: datetime
) -> Iterator[ConsentEvent]:
    """Yield the events of a row's consent columns.

    Args:
        item: The row, decided.
        run_id: The import.
        actor: Who imports.
        began: When the import began: nothing is said later than that.
    """
    assert item.person is not None
    draft = item.row.value
    for word in draft.consents:
        channel, topic = CONSENTS[word.kind]
        said = draft.consented_at if word.opted_in else word.at
        yield ConsentEvent(
            id=f"{run_id}/{item.row.row}/{word.kind}",
            client_id=item.person.client_id or "",
            channel=channel,
            topic=topic,
            state=ConsentState.OPTED_IN if word.opted_in else ConsentState.OPTED_OUT,
            at=min(said, began) if said else began,
            source=f"import:{run_id}",
            actor=actor,
        )


def with_news(context: Context, decided: Sequence[Decided], began: datetime) -> list[Decided]:
    """Return decided rows; one that changes no field but says something new is UPDATED.

    Args:
        context: The book.
        decided: The rows of a chunk.
        began: When the import began.
    """
    silent = [item for item in decided if item.kind is OutcomeKind.UNCHANGED]
    news = {item.row.row for item in silent if _blocks(item)}
    events = [
        event
        for item in silent
        if item.row.value.consents
        for event in consent_events(item, "import", SYSTEM, began)
    ]
    if events:
        news |= {int(event_id.split("/")[1]) for event_id in consent_news(context, events)}
    return [
        attrs.evolve(item, kind=OutcomeKind.UPDATED) if item.row.row in news else item
        for item in decided
    ]


def _blocks(item: Decided) -> bool:
    stored = item.person.stored if item.person is not None else None
    return bool(item.row.value.blocked) and stored is not None and stored.block is None
