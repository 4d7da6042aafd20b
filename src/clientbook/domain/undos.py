"""What undoing an import would do."""

import attrs

from clientbook.domain.clients import ClientId
from clientbook.domain.imports import KeptReason
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
class UndoCounts:
    """Rows per bucket; they sum to the rows of the import.

    Args:
        removed: Rows whose client was created by the run, untouched since, and is removed.
        restored: Rows whose client goes back to what it was.
        kept: Rows whose client, or a field of it, was edited, merged or linked since.
        nothing: Rows that had changed nothing.
    """

    removed: int = 0
    restored: int = 0
    kept: int = 0
    nothing: int = 0

    @property
    def rows(self) -> int:
        """Rows of the import."""
        return self.removed + self.restored + self.kept + self.nothing

    def plus(self, other: "UndoCounts") -> "UndoCounts":
        """Return the sum of two counts."""
        return UndoCounts(
            self.removed + other.removed,
            self.restored + other.restored,
            self.kept + other.kept,
            self.nothing + other.nothing,
        )


@attrs.frozen
class UndoPlan:
    """What undoing an import would do; planning writes nothing.

    Args:
        run_id: The run.
        journal_seq: Position of the book's journal the plan was made at.
        run_hash: What the run was when the plan was made: state, rows, counts.
        counts: Rows per bucket.
        kept: The first clients that would be kept, with why.
    """

    run_id: str
    journal_seq: int
    counts: UndoCounts
    kept: tuple[Kept, ...] = ()
    run_hash: str = ""

    def _repr_html_(self) -> str:
        stays = [(f"stays: {k.client_id}", k.reason.value) for k in self.kept]
        return html_table([("import", self.run_id), *attrs.asdict(self.counts).items(), *stays])
