"""Mapped rows become drafts, or say why not: all problems of a row at once."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as AbstractMapping
from datetime import UTC, date, datetime
from functools import cached_property

from clientbook.domain.attributes import AttributeDefinition
from clientbook.domain.doors import guarded
from clientbook.domain.imports import OutcomeKind, RowOutcome
from clientbook.domain.profiles import Profile
from clientbook.domain.reading_rules import ReadingRules
from clientbook.domain.settings import BookSettings, EntryPoint, OnBadValue
from clientbook.importing.columns import decide_dates
from clientbook.importing.drafts import Draft, RowReader
from clientbook.importing.gathering import Cells
from clientbook.importing.mapping import Mapping
from clientbook.importing.outcomes import Accepted, Outcome, Rejected
from clientbook.importing.person_steps import NAME_TARGETS
from clientbook.importing.prepared import PreparedRow, rules_hash
from clientbook.importing.tables import Row, Table, normal_header
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.no_names import is_no_name

_EMPTY = Profile()


class RowChecker:
    """Judges one row after another; remembers only whether a complete row stands above.

    A row that may go on with the one above it is refused where it is no client by itself, and
    said to where it is one without a name: it may be a second line of that client, or somebody
    who left nothing but a number.

    Args:
        header: Titles of the table, to know them again inside the data.
        mapping: A total mapping, its date columns decided.
        settings: What the book is set to.
        definitions: Attributes of the book by key.
        today: Today, which tells the century of years of two digits.
        partial: True for an update, where a row need not be a whole client.
        reading: How cells are read, in place of what the settings say of it, and of *today*.
        above_complete: Whether the first row may go on with one above it.

    A row that was checked by the same rules before (:class:`.PreparedRow`) is not read again.
    """

    def __init__(
        self,
        header: tuple[str, ...],
        mapping: Mapping,
        settings: BookSettings,
        *,
        definitions: AbstractMapping[str, AttributeDefinition] | None = None,
        today: date,
        partial: bool = False,
        reading: ReadingRules | None = None,
        above_complete: bool = False,
    ) -> None:
        rules = reading or ReadingRules.of(settings, today)
        self._reader = RowReader(
            mapping, rules.within(settings), definitions=definitions, today=rules.today
        )
        self._told = (header, mapping, settings, definitions or {}, rules)
        self._header = tuple(map(normal_header, header))
        self._first = next((i for i, title in enumerate(self._header) if title), 0)
        self._requirements = settings.requirements_of(EntryPoint.IMPORT)
        self._settings = settings
        self._limits = settings.limits
        self._partial = partial
        self._names = not partial and any(c.target and c.target.field in _NAMING for c in mapping)
        self._above_complete = above_complete

    def goes_on_below(self, row: RowOutcome) -> None:
        """Go on with the row after one whose outcome is known, as if that had been checked."""
        self._above_complete = row.kind is not OutcomeKind.REJECTED or goes_on(row.issues)

    @cached_property
    def rules(self) -> str:
        """What rows are checked by, as :func:`.rules_hash` tells it."""
        return rules_hash(*self._told, partial=self._partial)

    @property
    def above_complete(self) -> bool:
        """Whether a complete row stands above, so that the next one may go on with it."""
        return self._above_complete

    def check(self, row: Row) -> Outcome[Draft]:
        """Return what becomes of one row."""
        return self.check_all([row])[0]

    def check_all(self, rows: Sequence[Row]) -> list[Outcome[Draft]]:
        """Return what becomes of each row, in order, as :meth:`check` says it of one by one."""
        known = [self._known(row) for row in rows]
        unread = [row.cells for row, outcome in zip(rows, known, strict=True) if outcome is None]
        readings = iter(self._reader.read_all(unread))
        return [
            self._judge(row, *next(readings)) if outcome is None else self._passed(outcome)
            for row, outcome in zip(rows, known, strict=True)
        ]

    def read(self, rows: Sequence[Sequence[str]]) -> list[Profile]:
        """Return the profile that each of some rows says, whatever is wrong with it."""
        return [_EMPTY if d is None else d.profile for d, _ in self._reader.read_all(rows)]

    def _known(self, row: Row) -> Outcome[Draft] | None:
        """Return what becomes of a row that need not be read: prepared, or the titles again."""
        if isinstance(row, PreparedRow) and row.rules == self.rules:
            return row.outcome()
        if self._is_header(row):
            titles = Issue.of(IssueCode.REPEATED_HEADER)
            return Rejected(row.number, (*row.cells, *row.extra), (titles,))
        return None

    def _judge(self, row: Row, draft: Draft | None, issues: tuple[Issue, ...]) -> Outcome[Draft]:
        if row.extra and (extra := sum(1 for cell in row.extra if cell.strip())):
            issues += (Issue.of(IssueCode.EXTRA_CELLS, count=extra),)
        if draft is not None:
            issues += self._limits.exceeded(draft.profile)
            issues += self._missing(draft, issues)
            issues += self._no_client(row, draft.profile)
            if self._may_go_on(draft.profile, issues):
                issues += (Issue.of(IssueCode.NAMELESS_BELOW),)
        if draft is None or (issues and not all(issue.is_warning for issue in issues)):
            cells = (*row.cells, *row.extra)
            return self._passed(Rejected(row.number, cells, issues, draft))
        return self._passed(Accepted(row.number, draft, issues))

    def _passed(self, outcome: Outcome[Draft]) -> Outcome[Draft]:
        """Remember of a row what the next one follows from."""
        if isinstance(outcome, Accepted):
            # whoever has no name is nobody's first line, and may be the second of the one above
            self._above_complete |= not self._is_nameless(outcome.value.profile)
        else:  # a second row that goes on stands under the same complete one
            self._above_complete &= goes_on(outcome.issues)
        return outcome

    def _is_nameless(self, profile: Profile) -> bool:
        """True where the list has names, and this row neither one nor a number of its own."""
        named = profile.name is not None or profile.company or profile.external_ids
        return self._names and not named

    def _may_go_on(self, profile: Profile, issues: Sequence[Issue]) -> bool:
        """True for a client without a name, who stands under one that has a name."""
        fine = self._above_complete and self._is_nameless(profile)
        return fine and all(issue.is_warning for issue in issues)

    def _missing(self, draft: Draft, issues: Sequence[Issue]) -> tuple[Issue, ...]:
        profile = draft.profile
        if self._partial and profile != _EMPTY:
            return ()
        lacking = self._requirements.missing(profile, self._settings)
        if not lacking:
            return ()
        # a phone that cannot be read is not also "missing"
        broken = {issue.field.split(".")[0] for issue in issues if not issue.is_warning}
        missing = [
            issue
            for issue in lacking
            if not broken & {_TARGET_OF.get(f, f) for f in issue.field.split("|")}
        ]
        if missing and self._above_complete and profile.name is None and not profile.company:
            missing.insert(0, Issue.of(IssueCode.CONTINUATION_ROW_SUSPECTED))
        return tuple(missing)

    def _no_client(self, row: Row, profile: Profile) -> tuple[Issue, ...]:
        """Say of a number, an address or a remark alone in its row that it is nobody's name."""
        name = profile.name
        if name is None or self._partial or profile.phones or profile.emails or profile.addresses:
            return ()
        written = [cell for cell in (*row.cells, *row.extra) if cell.strip()]
        if len(written) != 1 or not is_no_name(written[0]):
            return ()
        missing = Issue.of(IssueCode.MISSING_FIELD, "name")
        if self._above_complete:
            return (Issue.of(IssueCode.CONTINUATION_ROW_SUSPECTED), missing)
        return (missing,)

    def _is_header(self, row: Row) -> bool:
        first = row.cells[self._first] if row.cells else ""
        if not first or normal_header(first) != self._header[self._first]:
            return False
        return tuple(map(normal_header, row.cells)) == self._header


_TARGET_OF = {"mobile": "phone"}
_NAMING = frozenset({*NAME_TARGETS, "company"})
GOING_ON = frozenset({IssueCode.CONTINUATION_ROW_SUSPECTED, IssueCode.NAMELESS_BELOW})
"""Issues that follow from the row above, not from the row alone."""


def goes_on(issues: Iterable[Issue]) -> bool:
    """True where a row was found to go on, or perhaps, with the complete one above it."""
    return any(issue.code in GOING_ON for issue in issues)


def validate(
    table: Table | Iterable[Row],
    mapping: Mapping,
    settings: BookSettings,
    *,
    today: date,
    header: tuple[str, ...] | None = None,
    definitions: AbstractMapping[str, AttributeDefinition] | None = None,
    partial: bool = False,
) -> Iterator[Outcome[Draft]]:
    """Turn rows into drafts, or say why not.

    Writes no store, raises for no row.  One outcome goes out for each row that comes in, in
    order; memory does not grow with the input.

    Args:
        table: A table, or some of its rows (then with *header*).
        mapping: A total mapping, its date columns decided (:func:`decide_dates`).
        settings: What the book is set to.
        today: Today, which tells the century of years of two digits.
        header: Titles, when *table* is only rows.
        definitions: Attributes of the book by key.
        partial: True for an update, where a row need not be a whole client.
    """
    titles = table.header if isinstance(table, Table) else header or ()
    checker = RowChecker(
        titles, mapping, settings, definitions=definitions, today=today, partial=partial
    )
    return map(checker.check, table)


class ProfileReader:
    """Reads the profiles of rows as they are; see :func:`read_profiles`.

    Args:
        mapping: A total mapping, its date columns decided.
        settings: Whose region is used.
        today: Today, which tells the century of years of two digits.
    """

    def __init__(self, mapping: Mapping, settings: BookSettings, today: date) -> None:
        kept = mapping.with_bad_values(OnBadValue.KEEP)
        self._reader = RowReader(kept, settings, today=today)

    def read(self, cells: Cells) -> Profile | None:
        """Return the profile of a row, None when it holds nothing."""
        draft, _ = self._reader.read(cells)
        return None if draft is None or draft.profile == _EMPTY else draft.profile


@guarded
def read_profiles(
    table: Table, mapping: Mapping, settings: BookSettings, *, today: date | None = None
) -> Iterator[tuple[str, Profile]]:
    """Read every row as it is, for matching lists that were never imported.

    Nothing is refused: a value that cannot be read is kept in ``Profile.unread``, where matching
    still finds its digits.

    Args:
        table: The list.
        mapping: A total mapping, such as ``suggest_mapping(table).skip_undecided()``.
        settings: Whose region and date order are used.
        today: Today, which tells the century of years of two digits; None asks the system.

    Yields:
        Row number as text, and the profile; rows that hold nothing are left out.
    """
    mapping, _ = decide_dates(table, mapping, settings)
    reader = ProfileReader(mapping, settings, today or datetime.now(tz=UTC).date())
    for row in table:
        profile = reader.read(row.cells)
        if profile is not None:
            yield str(row.number), profile
