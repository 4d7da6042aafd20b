"""What undoing an import would do."""

import attrs

from clientbook.domain.clients import ClientId
from clientbook.domain.imports import KeptReason, UndoCounts
from clientbook.messages.html_tables import html_table


@attrs.frozen
class Kept:
    """A client that an undo leaves as it is, or some of whose fields it leaves.

    Args:
        row: Row of the import that created or updated it.
        client_id: The client.
        reason: Why.
        fields: Names of the fields left as they are; empty for the whole client.
    """

    row: int
    client_id: ClientId
    reason: KeptReason
    fields: tuple[str, ...] = ()


@attrs.frozen
class UndoPlan:
    """What undoing an import would do; planning writes nothing.

    Args:
        run_id: The run.
        journal_seq: Position of the book's journal the plan was made at.
        run_hash: What the run was when the plan was made: state, rows, counts.
        counts: Rows per bucket.
        kept: The first clients that would be kept, with why.
        next_row: Of a plan that was cut short: the row behind which to go on; 0 once all rows
            were looked at.
    """

    run_id: str
    journal_seq: int
    counts: UndoCounts
    kept: tuple[Kept, ...] = ()
    run_hash: str = ""
    next_row: int = 0

    def _repr_html_(self) -> str:
        stays = [(f"stays: {k.client_id}", k.reason.value) for k in self.kept]
        return html_table([("import", self.run_id), *attrs.asdict(self.counts).items(), *stays])
