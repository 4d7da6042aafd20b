"""What an import would do, as a small value: it can be shown, compared, hashed and sent."""

import hashlib
import json
from collections.abc import Mapping as AbstractMapping
from typing import Any

import attrs

from clientbook.domain.attributes import AttributeDefinition, attribute_key
from clientbook.domain.imports import ImportCounts, ImportMode, RowOutcome
from clientbook.domain.reading_rules import ReadingRules
from clientbook.domain.settings import BookSettings
from clientbook.importing.mapping import Mapping
from clientbook.importing.tables import Table
from clientbook.messages.html_tables import html_table
from clientbook.messages.issues import Issue

_SHOWN_ONLY = ("language",)
"""Settings that say how results are shown, and change no value of a row."""


def settings_hash(settings: BookSettings) -> str:
    """Return SHA-256 over the settings: equal settings give the same value in any process.

    The language of messages does not count: it changes no value.
    """
    values = attrs.asdict(settings)
    for name in _SHOWN_ONLY:
        values.pop(name)
    text = json.dumps(values, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def definitions_hash(
    mapping: Mapping, definitions: AbstractMapping[str, AttributeDefinition]
) -> str:
    """Return SHA-256 over the attributes a mapping fills, as they are read.

    Args:
        mapping: The mapping.
        definitions: Attributes of the book by key, those that a commit would create included.
    """
    keys = {key for key in attribute_names(mapping) if key in definitions}
    document = [
        [key, definitions[key].type.value, definitions[key].choices] for key in sorted(keys)
    ]
    return hashlib.sha256(json.dumps(document).encode()).hexdigest()


def attribute_names(mapping: Mapping) -> dict[str, str]:
    """Return the names of the attributes that a mapping fills, by key."""
    names: dict[str, str] = {}
    for index, column in enumerate(mapping):
        if column.target is not None and column.target.field in ("custom", "created_at"):
            name = mapping.attribute_name(index)
            names.setdefault(attribute_key(name), name)
    return names


@attrs.frozen
class ImportPlan:
    """What an import would do; planning writes nothing.

    Committing runs the same deterministic pipeline again, so a plan for a million rows is small.

    Args:
        fingerprint: SHA-256 of the source.
        header: Titles of the source's columns.
        mapping: The mapping, total, its date columns decided.
        mode: What rows may do.
        settings_hash: See :func:`settings_hash`.
        journal_seq: Position of the book's journal the counts were made at.
        new_attributes: Attribute definitions a commit creates.
        definitions_hash: See :func:`definitions_hash`.
        counts: Rows per outcome; None when the plan was made without a dry run.
        samples: The first outcomes of each kind that a person should look at, without cells.
        warnings: What concerns a whole column.
        book: Id of the book the plan was made in; empty in a plan of an earlier version.
        reading: How cells are read; None in a plan of an earlier version.
        table: Where the rows come from; not part of the plan's value, absent in its JSON and in a
            pickle: ``commit(plan, table=...)`` takes it again.
        repeated: What repeats among the contact points of that table, as counted while its
            columns were looked at; absent where the table is.
    """

    fingerprint: str
    header: tuple[str, ...]
    mapping: Mapping
    mode: ImportMode
    settings_hash: str
    journal_seq: int
    new_attributes: tuple[AttributeDefinition, ...] = ()
    definitions_hash: str = ""
    counts: ImportCounts | None = None
    samples: tuple[RowOutcome, ...] = ()
    warnings: tuple[Issue, ...] = ()
    book: str = ""
    reading: ReadingRules | None = None
    table: Table | None = attrs.field(default=None, eq=False, repr=False)
    repeated: frozenset[int] | None = attrs.field(default=None, eq=False, repr=False)

    def __reduce__(self) -> tuple[Any, ...]:
        values = [getattr(self, field.name) for field in attrs.fields(ImportPlan) if field.eq]
        return ImportPlan, tuple(values)

    def _repr_html_(self) -> str:
        columns = [(column.header, column.target, column.reason) for column in self.mapping.columns]
        counts = attrs.asdict(self.counts) if self.counts else {}
        outcomes = [(name, count) for name, count in counts.items() if count]
        return html_table(outcomes) + html_table(columns, header=("column", "goes to", "why"))

    @property
    def hash(self) -> str:
        """SHA-256: the same file, book and settings give the same value, in any process."""
        document: dict[str, Any] = {
            "fingerprint": self.fingerprint,
            "header": self.header,
            "mapping": json.loads(self.mapping.to_json()),
            "mode": self.mode.value,
            "settings": self.settings_hash,
            "new_attributes": sorted(d.key for d in self.new_attributes),
            "definitions": self.definitions_hash,
            "counts": None if self.counts is None else attrs.asdict(self.counts),
        }
        if self.reading is not None:
            document["reading"] = self.reading.document
        return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()


@attrs.frozen
class Progress:
    """How far a long piece of work has come.

    Args:
        phase: ``"reading"``, ``"planning"``, ``"importing"``, ``"undoing"``, of a change of many
            ``"editing"``, or, of a search for duplicates, ``"comparing"``.
        done: Rows done; of a search for duplicates clients read, and pairs or clients compared.
        total: Of how many.
    """

    phase: str
    done: int
    total: int
