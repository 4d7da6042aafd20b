"""Saved mappings, found again by the titles of a file."""

from collections import Counter
from collections.abc import Sequence

import attrs

from clientbook.domain.checks import some_text
from clientbook.domain.doors import guarded
from clientbook.domain.targets import SKIP
from clientbook.domain.typed import typed
from clientbook.errors import MappingError
from clientbook.importing.mapping import ColumnMapping, Mapping, Reason
from clientbook.importing.rejects import is_reject_column
from clientbook.importing.tables import Table, normal_header


@guarded
@attrs.frozen(field_transformer=typed)
class MappingTemplate:
    """A mapping saved under a name, such as that of the program whose exports it maps.

    Args:
        name: Not empty; such as ``"QuickBooks"``.
        header_fingerprint: :attr:`Table.header_fingerprint` of the layout it was made for.
        mapping: Total: every column has a target.

    Raises:
        MappingError: No name, or a column without a target.
    """

    name: str = attrs.field(converter=some_text)
    header_fingerprint: str
    mapping: Mapping

    def __attrs_post_init__(self) -> None:
        if not self.name:
            raise MappingError("a template without a name", "name it after the source of the files")
        self.mapping.require_total()

    @classmethod
    def of(cls, name: str, table: Table, mapping: Mapping) -> "MappingTemplate":
        """Save *mapping*, which was made for *table*.

        Raises:
            MappingError: No name, a column without a target, or a mapping of another table.
        """
        if [normal_header(c.header) for c in mapping] != [normal_header(h) for h in table.header]:
            raise MappingError("the mapping is of another table", "save it with the table it maps")
        return cls(name, table.header_fingerprint, mapping)


def find_template(templates: Sequence[MappingTemplate], table: Table) -> MappingTemplate | None:
    """Return the template that fits a table, None if none does.

    One fits that was made for exactly this layout; else the one that has most titles in common
    with it, at least half of those of either: columns come and go from one export to the next.
    Of several that fit equally the last saved is taken.

    Args:
        templates: Saved templates, the last saved at the end.
        table: Only its titles are looked at; without titles no template fits.
    """
    if not table.has_header:
        return None
    exact = [t for t in templates if t.header_fingerprint == table.header_fingerprint]
    if exact:
        return exact[-1]
    titles = Counter(normal_header(h) for h in table.header if not is_reject_column(h))
    best: MappingTemplate | None = None
    most = 0
    for template in templates:
        saved = Counter(normal_header(column.header) for column in template.mapping)
        shared = (titles & saved).total()
        if 2 * shared >= max(titles.total(), saved.total()) and shared >= max(most, 1):
            best, most = template, shared
    return best


def apply_template(template: MappingTemplate, table: Table) -> Mapping:
    """Map *table* as the template says and leave what it does not know undecided.

    The same layout is mapped with no question.  Of a changed one, a column keeps its target
    wherever it stands now; a new or renamed title is undecided, so that only the difference is
    asked about (SPEC V2, X14).  Repeated titles are matched in their order.  Without titles
    the columns are matched by place, and only if their number is the same.

    Args:
        template: Made for this layout or an older one of the same source.
        table: Only its titles are looked at.
    """
    saved: dict[tuple[str, int], ColumnMapping] = {}
    seen: Counter[str] = Counter()
    for column in template.mapping:
        key = normal_header(column.header)
        seen[key] += 1
        saved[key, seen[key]] = column
    if not table.has_header and len(table.header) != len(template.mapping.columns):
        saved = {}
    seen.clear()
    columns: list[ColumnMapping] = []
    for title in table.header:
        key = normal_header(title)
        seen[key] += 1
        columns.append(_applied(title, saved.get((key, seen[key]))))
    return Mapping(tuple(columns), template.name)


def _applied(title: str, column: ColumnMapping | None) -> ColumnMapping:
    if column is not None:
        return attrs.evolve(
            column, header=title, confidence=1.0, reason=Reason.SAVED_TEMPLATE, alternatives=()
        )
    if is_reject_column(title):
        return ColumnMapping(title, SKIP, 1.0, Reason.REJECTS_COLUMN)
    return ColumnMapping(title)
