"""Pairs that an entry point proposes for a person to look at."""

from collections.abc import Iterable

from clientbook.book.contexts import Context
from clientbook.domain.clients import ClientId
from clientbook.storage.protocols import Record

PROPOSALS = "proposal"
"""Records of proposed pairs, one per side so that each client finds its own."""


def propose_pairs(
    context: Context, client_id: ClientId, others: Iterable[ClientId], *, cause: str = "arrival"
) -> None:
    """Keep pairs for the duplicates page, inside the caller's unit of work.

    Args:
        context: The book.
        client_id: Who came.
        others: Whom it may be.
        cause: ``"arrival"`` or ``"import"``.
    """
    records = []
    for other in others:
        for owner, partner in ((client_id, other), (other, client_id)):
            body = {"with": partner, "cause": cause}
            records.append(Record(PROPOSALS, f"{owner}|{partner}", body, owner=owner))
    if records:
        context.store.put_records(context.book, records)
