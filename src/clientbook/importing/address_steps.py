"""The step of a postal address, from the columns that hold its parts."""

import re
from collections.abc import Mapping as AbstractMapping
from collections.abc import Sequence

import attrs

from clientbook.domain.addresses import AddressKind
from clientbook.domain.settings import NO_REGION, BookSettings
from clientbook.errors import InvalidValueError
from clientbook.importing.contact_steps import SEVERAL, keep_words, parts_of, place_of
from clientbook.importing.gathering import Gathering, Source
from clientbook.importing.labels import address_kind_of
from clientbook.importing.mapping import ColumnMapping
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.addresses import AddressReading, read_address
from clientbook.parsing.flags import is_yes
from clientbook.parsing.nothing import blank, is_no_postcode

_ADDRESS_PARTS = {"city": "locality", "street2": "extended"}  # others keep their name


@attrs.frozen
class Addresses:
    """Makes an address from the columns that hold its parts.

    Args:
        places: Column of each part, in the domain's words.
        columns: Their mappings.
        label: Column of its kind in words, kept by itself where there is no value.
        preferred: Column that says yes for the address to use first.
        kind: What the target says it is used for.
        country: Whose rules hold where the row names no country.
    """

    places: tuple[tuple[str, int], ...]
    columns: AbstractMapping[str, ColumnMapping]
    label: Source | None
    preferred: int | None
    kind: AddressKind | None
    country: str | None

    @classmethod
    def of(cls, sources: Sequence[Source], settings: BookSettings) -> "Addresses":
        """Return the step of the columns of one address."""
        parts = parts_of(sources)
        named = {
            _ADDRESS_PARTS.get(part or "full", part or "full"): source
            for part, source in parts.items()
            if part not in ("label", "preferred")
        }
        target = sources[0][1].target
        region = settings.default_region
        return cls(
            tuple((part, place) for part, (place, _) in named.items()),
            {part: column for part, (_, column) in named.items()},
            parts.get("label"),
            place_of(parts, "preferred"),
            AddressKind(target.kind) if target and target.kind else None,
            None if region == NO_REGION else region,
        )

    def __call__(self, row: Gathering) -> None:
        """Read the address into the row."""
        before = len(row.fields.get("addresses", ()))
        if texts := row.texts(self.places):
            self._add_all(row, texts)
        keep_words(row, self.label, "addresses", before)

    def _add_all(self, row: Gathering, texts: dict[str, str]) -> None:
        if any([SEVERAL in text for text in texts.values()]):  # noqa: C419 - a list is faster
            for one in self._taken_apart(row, texts):
                self._add(row, one)
            return
        self._add(row, texts)

    def _taken_apart(self, row: Gathering, texts: dict[str, str]) -> list[dict[str, str]]:
        """Take the parts of several addresses apart; what stands once holds for all of them."""
        pieces = {part: [p.strip() for p in text.split(SEVERAL)] for part, text in texts.items()}
        count = max(map(len, pieces.values()))
        first = next(part for part, found in pieces.items() if len(found) == count)
        column = self.columns[first]
        row.warn(IssueCode.CELLS_SPLIT, column, separator=SEVERAL)
        return [
            {
                part: found[0] if len(found) == 1 else found[at]
                for part, found in pieces.items()
                if len(found) == 1 or (at < len(found) and found[at])
            }
            for at in range(count)
        ]

    def _add(self, row: Gathering, texts: dict[str, str]) -> None:
        if (code := texts.get("postcode")) and is_no_postcode(code):
            column = self._column("postcode")
            row.refuse(column, blank("address.postcode", code), texts.pop("postcode"))
        for part in [p for p in _NEVER_DAYS & texts.keys() if _DAY.fullmatch(texts[p])]:
            problem = IssueCode.INVALID_VALUE.value
            row.keep(self._column(part), texts.pop(part), IssueCode.VALUE_UNREAD, problem=problem)
        lines = _LINES & texts.keys()
        if lines:
            written = [texts.pop(part) for part in sorted(lines)]
            texts["full"] = "\n".join([*filter(None, [texts.get("full")]), *written])
        while texts:
            try:
                reading = self._read(row, texts)
            except InvalidValueError as error:
                self._refuse(row, error.issue, texts)
                continue
            if reading is not None:
                row.add("addresses", (reading.address,))
                if reading.postcode_healed:
                    row.warn(IssueCode.POSTCODE_HEALED, self._column("postcode"))
                if reading.country_contradicted:
                    row.warn(IssueCode.COUNTRY_CONTRADICTED, self._column("postcode"))
            return

    def _read(self, row: Gathering, texts: dict[str, str]) -> AddressReading | None:
        words = row.text(self.label[0]) if self.label else ""
        return read_address(
            texts,
            kind=self.kind or address_kind_of(words),
            country=self.country,
            label=words or None,
            preferred=self.preferred is not None and is_yes(row.text(self.preferred)),
        )

    def _refuse(self, row: Gathering, issue: Issue, texts: dict[str, str]) -> None:
        """Leave out the part that no address can hold; the others stay."""
        part = issue.field.removeprefix("address.")
        if part not in texts:
            part = max(texts, key=lambda p: len(texts[p]))
        row.refuse(self._column(part), issue, texts.pop(part))

    def _column(self, part: str) -> ColumnMapping:
        near = {"postcode": "postcode_city", "full": "line1", "street": "number"}
        found = self.columns.get(part) or self.columns.get(near.get(part, ""))
        return found or next(iter(self.columns.values()))


_LINES = frozenset(f"line{number}" for number in range(1, 10))
_NEVER_DAYS = _LINES | {"street", "extended", "locality", "district", "region"}
_DAY = re.compile(
    r"[0-9]{1,2}([./-])[0-9]{1,2}\1(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}"
)
