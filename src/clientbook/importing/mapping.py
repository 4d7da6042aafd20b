"""What each column of a table means: a total mapping, editable from either side."""

import json
from collections.abc import Collection, Iterator
from collections.abc import Mapping as AbstractMapping
from typing import Any

import attrs

from clientbook.domain.attributes import AttributeDefinition, attribute_key, by_any_name
from clientbook.domain.doors import guarded
from clientbook.domain.profiles import ACCOUNT_SYSTEM, LIST_SYSTEM, SYSTEM_LIMIT
from clientbook.domain.settings import ImportSettings, OnBadValue
from clientbook.domain.targets import NAME_FIELDS, Target
from clientbook.domain.typed import typed
from clientbook.errors import MappingError, UndecidedColumnError
from clientbook.importing.attribute_titles import attribute_name
from clientbook.importing.column_mappings import (
    SERIAL,
    ColumnMapping,
    Reason,
    UpdatePolicy,
    column_document,
    read_columns,
)
from clientbook.importing.tables import normal_header
from clientbook.importing.undecided import settled
from clientbook.text import clean_text

__all__ = ["MATCH_FIELDS", "SERIAL", "ColumnMapping", "Mapping", "Reason", "UpdatePolicy"]

MATCH_FIELDS = ("external_id", "phone", "email")
"""Fields by which a row can be known again."""


@guarded
@attrs.frozen(field_transformer=typed)
class Mapping:
    """What every column of a table means, in file order.

    Args:
        columns: One entry a column.
        template: Name of the saved mapping that it was made by, None for another.
    """

    columns: tuple[ColumnMapping, ...]
    template: str | None = attrs.field(default=None, eq=False, repr=False)

    def __iter__(self) -> Iterator[ColumnMapping]:
        return iter(self.columns)

    def _at(self, index: int) -> ColumnMapping:
        if not 0 <= index < len(self.columns):
            raise MappingError(
                f"there is no column {index + 1}", "columns are numbered as in the file"
            )
        return self.columns[index]

    @property
    def undecided(self) -> tuple[str, ...]:
        """Titles of the columns without a target."""
        return tuple(c.header for c in self.columns if c.target is None)

    def attribute_name(self, index: int) -> str:
        """Return the name of the attribute that column *index* (from 0) fills.

        The one its target gives, else the title's: see :func:`attribute_name`.
        """
        column = self._at(index)
        named = column.target.name if column.target and column.target.field == "custom" else None
        return named or attribute_name(column.header, index)

    def with_attributes(self, names: AbstractMapping[str, AttributeDefinition]) -> "Mapping":
        """Return a copy in which columns fill attributes under the names they have now.

        Args:
            names: Definitions by every key that leads to them.
        """
        columns = list(self.columns)
        for index, column in enumerate(columns):
            if column.target is None or column.target.field not in ("custom", "created_at"):
                continue
            key = attribute_key(self.attribute_name(index))
            if key in names and names[key].key != key:
                target = Target.custom(names[key].name)
                columns[index] = attrs.evolve(column, target=target)
        return attrs.evolve(self, columns=tuple(columns))

    def target_of(self, index: int) -> Target | None:
        """Return where column *index* (from 0) goes, an attribute by its name."""
        target = self._at(index).target
        if target is not None and target.field in ("custom", "created_at"):
            return Target.custom(self.attribute_name(index))
        return target

    def require_total(self) -> None:
        """Raise UndecidedColumnError naming the columns without a target, if any."""
        if self.undecided:
            raise UndecidedColumnError(self.undecided, self.template)

    def index_of(self, header: str) -> int:
        """Return the position of the column with this title.

        Raises:
            MappingError: No column, or several columns, have this title.
        """
        wanted = normal_header(header)
        found = [i for i, c in enumerate(self.columns) if normal_header(c.header) == wanted]
        if len(found) != 1:
            problem = f"{'several columns are' if found else 'no column is'} titled {header!r}"
            raise MappingError(problem, "use with_column() and its position from 0")
        return found[0]

    def with_column(self, index: int, **changes: Any) -> "Mapping":
        """Return a copy in which column *index* (from 0) has other values.

        ``target`` may be a :class:`Target` or its text; choosing it sets confidence 1 and reason
        CHOSEN.
        """
        if isinstance(changes.get("target"), str):
            changes["target"] = Target.parse(changes["target"])
        if "target" in changes:
            changes = {"confidence": 1.0, "reason": Reason.CHOSEN} | changes
        columns = list(self.columns)
        columns[index] = attrs.evolve(self._at(index), **changes)
        return attrs.evolve(self, columns=tuple(columns))

    def assign(self, header: str, target: Target | str, **changes: Any) -> "Mapping":
        """Return a copy in which the column titled *header* goes to *target*."""
        return self.with_column(self.index_of(header), target=target, **changes)

    def choose(self, target: Target | str, header: str, **changes: Any) -> "Mapping":
        """Return a copy in which *target* is filled from the column titled *header*.

        The other direction of :meth:`assign`: a column that had this target before is skipped.
        """
        wanted = Target.parse(target) if isinstance(target, str) else target
        mapping = self
        for index, column in enumerate(self.columns):
            if column.target == wanted and index != self.index_of(header):
                mapping = mapping.with_column(index, target="skip")
        return mapping.assign(header, wanted, **changes)

    def with_alternatives(self, guess: "Mapping") -> "Mapping":
        """Return a copy whose undecided columns offer what *guess*, of the same table, gives."""
        if len(guess.columns) != len(self.columns):
            raise MappingError("the mapping is of another table", "save it with the table it maps")
        return attrs.evolve(
            self,
            columns=tuple(
                attrs.evolve(mine, alternatives=(theirs.target, *theirs.alternatives))
                if mine.target is None and theirs.target is not None
                else mine
                for mine, theirs in zip(self.columns, guess.columns, strict=True)
            ),
        )

    @property
    def left_out(self) -> tuple[str, ...]:
        """Titles of the columns that are not imported; of one without a title, its number.

        Columns of our own file of refused rows are not among them: they are no data.
        """
        return tuple(
            column.header or str(number)
            for number, column in enumerate(self.columns, start=1)
            if column.target is not None
            and column.target.field == "skip"
            and column.reason is not Reason.REJECTS_COLUMN
        )

    @property
    def names_left_out(self) -> tuple[str, ...]:
        """Titles of the columns that may hold the clients' names and are not imported as such.

        They are skipped, or attributes.  None where another column is a name; beside a company
        those alone that somebody was asked about.
        """
        fields = {column.target.field for column in self.columns if column.target is not None}
        if not fields.isdisjoint(NAME_FIELDS):
            return ()
        return tuple(
            column.header
            for column in self.columns
            if column.target is not None
            and column.target.field in ("skip", "custom")
            and any(target.field in NAME_FIELDS for target in column.alternatives)
            and ("company" not in fields or column.reason is Reason.CHOSEN)
        )

    def skip_undecided(self) -> "Mapping":
        """Return a copy in which undecided columns are skipped, but for what may be an opt-out.

        A column that has a consent among its alternatives is read one way, whatever else it may
        be: what its cells refuse is an opt-out, a yes opts nobody in.  A person who is left in
        peace too much can say so (SPEC X36).  What cannot be read of it stays as text.
        """
        return attrs.evolve(self, columns=settled(self.columns))

    def made_ready(
        self,
        imports: ImportSettings,
        definitions: AbstractMapping[str, AttributeDefinition],
        *,
        kind: str = "",
    ) -> "Mapping":
        """Return the mapping as rows are read by it, whether in one process or on many machines.

        Args:
            imports: How the book imports.
            definitions: Its attributes, by key.
            kind: Of the source.  Cards keep a value that cannot be read where nobody said: a
                spreadsheet is mended and imported again, nobody mends a card by hand (SPEC X39).

        Raises:
            UndecidedColumnError: A column has no target and the settings do not skip it.
        """
        mapping = self.skip_undecided() if imports.skip_undecided else self
        mapping = mapping.with_attributes(by_any_name(definitions))
        mapping.require_total()
        usual = OnBadValue.KEEP if kind == "vcard" else OnBadValue.REJECT
        return mapping.with_bad_values(OnBadValue(imports.on_bad_value or usual))

    def with_bad_values(self, choice: OnBadValue) -> "Mapping":
        """Return a copy in which columns without a choice of their own do this (SPEC X39)."""
        return attrs.evolve(
            self,
            columns=tuple(
                attrs.evolve(c, on_bad_value=choice) if c.on_bad_value is None else c
                for c in self.columns
            ),
        )

    def with_match_on(self, fields: Collection[str]) -> "Mapping":
        """Return a copy in which rows are known again by these fields only (SPEC X13).

        Args:
            fields: Any of ``"external_id"``, ``"phone"`` and ``"email"``.

        Raises:
            MappingError: Another field, or none that a column of the mapping fills.
        """
        chosen = frozenset((fields,) if isinstance(fields, str) else fields)
        known = ", ".join(MATCH_FIELDS)
        if not chosen or not chosen <= set(MATCH_FIELDS):
            raise MappingError("match_on: no such field to match on", f"use any of {known}")
        if not any(c.target is not None and c.target.field in chosen for c in self.columns):
            raise MappingError(
                "match_on: no column holds any of these", f"map one, or match on others of {known}"
            )
        return attrs.evolve(
            self,
            columns=tuple(
                attrs.evolve(c, identifies=c.target.field in chosen)
                if c.target is not None and c.target.field in MATCH_FIELDS
                else c
                for c in self.columns
            ),
        )

    @property
    def unmatched(self) -> frozenset[str]:
        """Fields by which rows are not known again, of ``external_id``, ``phone``, ``email``."""
        return frozenset(
            c.target.field for c in self.columns if c.target is not None and not c.identifies
        )

    def with_source(self, source: str | None) -> "Mapping":
        """Return a copy in which ids without a system are ids of the list named *source*.

        A list's own numbering belongs to that list: "12" of the till and "12" of the web shop
        are two clients (SPEC X32).  A column that names its system keeps it.

        Args:
            source: Name of the list, such as ``"old till"``; None or blank leaves its ids unnamed.

        Raises:
            MappingError: The name is that of user accounts, or stands for unnamed lists.
        """
        system = clean_text(source or "")
        if not system:
            return self
        if system.casefold() in (ACCOUNT_SYSTEM, LIST_SYSTEM) or len(system) > SYSTEM_LIMIT:
            raise MappingError(
                "source: not a name for a list",
                f"use 1 to {SYSTEM_LIMIT} characters other than {ACCOUNT_SYSTEM!r} and "
                f"{LIST_SYSTEM!r}, such as the name of the program the list comes from",
            )
        columns = list(self.columns)
        for index, column in enumerate(columns):
            target = column.target
            if target is None or target.field != "external_id":
                continue
            if (target.name or LIST_SYSTEM).casefold() == LIST_SYSTEM:
                columns[index] = attrs.evolve(column, target=Target("external_id", name=system))
        return attrs.evolve(self, columns=tuple(columns))

    def to_json(self) -> str:
        """Return the mapping as JSON with sorted keys: equal mappings give equal text."""
        return json.dumps([column_document(c) for c in self.columns], sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Mapping":
        """Read what :meth:`to_json` wrote, perhaps changed in a browser.

        Raises:
            MappingError: It has another form; the column and its bad part are named.
        """
        return cls(read_columns(text))
