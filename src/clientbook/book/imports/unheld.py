"""What rows say that no client holds after them: it does not wait for anybody."""

from collections.abc import Sequence

import attrs

from clientbook.book.consent.addresses import opt_out_keys, spoken_for
from clientbook.book.consent.places import placed
from clientbook.book.consent.remembering import suppress_addresses
from clientbook.book.contexts import Context
from clientbook.book.imports.own_answers import OwnAnswers, RowRefusal
from clientbook.book.imports.saying import events_of, exported_of
from clientbook.domain.clients import ClientId
from clientbook.domain.consents import ConsentEvent
from clientbook.domain.imports import ImportRun
from clientbook.importing.drafts import Draft


@attrs.frozen
class Unheld:
    """A row that waits, is refused or left out, or of which a part is kept as text.

    Args:
        row: Its number.
        draft: What could be read of it.
        person: Whom it belongs to all the same, None for nobody.
        candidates: Whom it may be.
    """

    row: int
    draft: Draft
    person: ClientId | None = None
    candidates: tuple[ClientId, ...] = ()


def hold_opt_outs(
    context: Context, run: ImportRun, rows: Sequence[Unheld], answers: OwnAnswers
) -> None:
    """Remember what rows of nobody say against contact, for the addresses they name.

    Inside the caller's unit of work.  A row that waits for a person, or was refused, is nobody's;
    its "no" does not wait.  It stands for whoever holds the address until they opt in themselves,
    and so does it for each address of a cell that holds several and is no single one.  What the
    book itself answers, below the titles of an export, is nobody's word and stands for nothing.

    Args:
        context: The book.
        run: The import.
        rows: The rows.
        answers: Tells the book's own answers.
    """
    said: list[RowRefusal] = []
    for unheld in rows:
        draft = unheld.draft
        keys = {**opt_out_keys(draft.profile), **{key: (key,) for key in draft.named}}
        row = f"{run.id}/{unheld.row}"
        for event in events_of(draft, row, "", actor=run.actor, began=run.created_at):
            if event.is_opt_out and (addresses := spoken_for(event, keys)):
                whose = (unheld.person,) if unheld.person else unheld.candidates
                known = unheld.person is not None
                said.append(RowRefusal(event, addresses, draft.profile, whose, known))
    exported = exported_of(((u.row, u.draft) for u in rows), run.id, run.created_at)
    own = answers.among(said, exported)
    said = [refusal for refusal in said if refusal.event.id not in own]
    outs: dict[str, list[ConsentEvent]] = {}
    events = placed(context, [refusal.event for refusal in said]) if said else []
    for event, refusal in zip(events, said, strict=True):
        for address in refusal.addresses:
            outs.setdefault(address, []).append(event)
    if outs:
        suppress_addresses(context, outs)
