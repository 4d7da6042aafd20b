"""Rows that were checked before they came, by another process that knew the same rules."""

import hashlib
import json
from collections.abc import Mapping as AbstractMapping

import attrs

from clientbook.convert.documents import dump_json, from_document, to_document
from clientbook.domain.attributes import AttributeDefinition
from clientbook.domain.reading_rules import ReadingRules
from clientbook.domain.settings import BookSettings
from clientbook.importing.drafts import Draft
from clientbook.importing.mapping import Mapping
from clientbook.importing.outcomes import Accepted, Outcome, Rejected
from clientbook.importing.plans import attribute_names, definitions_hash, settings_hash
from clientbook.importing.tables import Row
from clientbook.messages.issues import Issue


@attrs.frozen(kw_only=True)
class PreparedRow(Row):
    """A row with what checking it has found.

    Args:
        rules: What it was checked by (:func:`rules_hash`); a checker with other rules checks it
            anew.
        draft: JSON of the draft, None where nothing could be read.
        accepted: True for a row that is fine so far.
        issues: Every problem and warning.
    """

    rules: str
    draft: str | None = attrs.field(default=None, repr=False)
    accepted: bool = False
    issues: tuple[Issue, ...] = ()

    def outcome(self) -> Outcome[Draft]:
        """Return what the checker returned.

        Raises:
            DamagedDocumentError: The draft is not one that was written by :func:`draft_json`.
        """
        draft = None if self.draft is None else from_document(Draft, json.loads(self.draft))
        if self.accepted and draft is not None:
            return Accepted(self.number, draft, self.issues)
        return Rejected(self.number, (*self.cells, *self.extra), self.issues, draft)


def draft_json(outcome: Outcome[Draft]) -> str | None:
    """Return the draft of an outcome as JSON, None for none."""
    draft = outcome.value if isinstance(outcome, Accepted) else outcome.read
    return dump_json(to_document(draft)) if isinstance(draft, Draft) else None


def rules_hash(
    header: tuple[str, ...],
    mapping: Mapping,
    settings: BookSettings,
    definitions: AbstractMapping[str, AttributeDefinition],
    reading: ReadingRules,
    *,
    partial: bool,
) -> str:
    """Return SHA-256 over all that the check of a row follows from, but for the row above it."""
    needed = {key: AttributeDefinition(name) for key, name in attribute_names(mapping).items()}
    told = [
        header,
        mapping.to_json(),
        settings_hash(settings),
        definitions_hash(mapping, {**needed, **definitions}),
        reading.document,
        reading.today.isoformat(),
        partial,
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
