"""What can be wrong with a value, a row or a file, as closed sets of codes with typed parts.

The texts live in :mod:`clientbook.messages.catalogue`; nothing here carries a personal value.
"""

from enum import StrEnum
from typing import Literal

import attrs

Language = Literal["en", "fr"]
"""Languages that messages are written in."""

MessageText = tuple[str, str]
"""A problem and what to do about it, as templates."""

Param = str | int
"""A part of a message: a field name, a column title, a count; never a personal value."""


class IssueCode(StrEnum):
    """Why a value or a row is refused, or what its owner should know about it."""

    MISSING_FIELD = "missing_field"
    BLANK_VALUE = "blank_value"
    VALUE_TOO_LONG = "value_too_long"
    INVALID_VALUE = "invalid_value"
    INVALID_PHONE = "invalid_phone"
    PHONE_TOO_SHORT = "phone_too_short"
    PHONE_TOO_LONG = "phone_too_long"
    PHONE_NEEDS_AREA_CODE = "phone_needs_area_code"
    PHONE_DIGITS_LOST = "phone_digits_lost"
    PHONE_LOOKS_LIKE_DATE = "phone_looks_like_date"
    INVALID_EMAIL = "invalid_email"
    INVALID_DATE = "invalid_date"
    DATE_NOT_ON_CALENDAR = "date_not_on_calendar"
    DATE_OUT_OF_RANGE = "date_out_of_range"
    INVALID_FLAG = "invalid_flag"
    INVALID_NUMBER = "invalid_number"
    INVALID_CHOICE = "invalid_choice"
    MULTI_VALUE_CELL = "multi_value_cell"
    CELL_ERROR = "cell_error"
    EXTRA_CELLS = "extra_cells"
    REPEATED_HEADER = "repeated_header"
    CONTINUATION_ROW_SUSPECTED = "continuation_row_suspected"
    TOO_MANY_VALUES = "too_many_values"
    DUPLICATE_EXTERNAL_ID = "duplicate_external_id"
    NO_MATCH = "no_match"
    # What the owner should know of a row that is accepted, or waits for a person.
    DUPLICATE_IN_FILE = "duplicate_in_file"
    ALREADY_IN_BOOK = "already_in_book"
    POSSIBLE_DUPLICATE = "possible_duplicate"
    AMBIGUOUS_MATCH = "ambiguous_match"
    LOOKS_MOBILE = "looks_mobile"
    PHONE_HEALED = "phone_healed"
    POSTCODE_HEALED = "postcode_healed"
    COUNTRY_CONTRADICTED = "country_contradicted"
    DATE_AMBIGUOUS = "date_ambiguous"
    GENDER_AMBIGUOUS = "gender_ambiguous"
    CENTURY_ASSUMED = "century_assumed"
    REGION_ASSUMED = "region_assumed"
    SHARED_CONTACT = "shared_contact"
    SAME_NAMES = "same_names"
    NAMES_IN_BOOK = "names_in_book"
    NAMES_LEFT_OUT = "names_left_out"
    CONSENT_KEPT = "consent_kept"
    CONTACT_REFUSED = "contact_refused"
    BLOCK_KEPT = "block_kept"
    ID_KEPT = "id_kept"
    VALUE_KEPT = "value_kept"
    CELLS_SPLIT = "cells_split"
    VALUE_UNREAD = "value_unread"
    ENTITIES_DECODED = "entities_decoded"
    NAMELESS_BELOW = "nameless_below"
    PLACEHOLDER_VALUE = "placeholder_value"
    CELL_HIDDEN = "cell_hidden"
    DITTO_MARK = "ditto_mark"

    @property
    def is_warning(self) -> bool:
        """True when the row can still be imported."""
        return self in _WARNINGS


_WARNINGS = frozenset(
    {
        IssueCode.DUPLICATE_IN_FILE,
        IssueCode.ALREADY_IN_BOOK,
        IssueCode.POSSIBLE_DUPLICATE,
        IssueCode.AMBIGUOUS_MATCH,
        IssueCode.LOOKS_MOBILE,
        IssueCode.PHONE_HEALED,
        IssueCode.POSTCODE_HEALED,
        IssueCode.COUNTRY_CONTRADICTED,
        IssueCode.DATE_AMBIGUOUS,
        IssueCode.GENDER_AMBIGUOUS,
        IssueCode.CENTURY_ASSUMED,
        IssueCode.REGION_ASSUMED,
        IssueCode.SHARED_CONTACT,
        IssueCode.SAME_NAMES,
        IssueCode.NAMES_IN_BOOK,
        IssueCode.NAMES_LEFT_OUT,
        IssueCode.CONSENT_KEPT,
        IssueCode.CONTACT_REFUSED,
        IssueCode.BLOCK_KEPT,
        IssueCode.ID_KEPT,
        IssueCode.VALUE_KEPT,
        IssueCode.CELLS_SPLIT,
        IssueCode.VALUE_UNREAD,
        IssueCode.ENTITIES_DECODED,
        IssueCode.NAMELESS_BELOW,
        IssueCode.PLACEHOLDER_VALUE,
        IssueCode.CELL_HIDDEN,
        IssueCode.DITTO_MARK,
    }
)


class FindingCode(StrEnum):
    """What a reader saw in a file, or chose for it."""

    # choices, each of which can be overridden
    FILE_TYPE = "file_type"
    MISNAMED_FILE = "misnamed_file"
    ENCODING_CHOSEN = "encoding_chosen"
    DELIMITER_CHOSEN = "delimiter_chosen"
    QUOTE_CHOSEN = "quote_chosen"
    HEADER_CHOSEN = "header_chosen"
    NO_HEADER = "no_header"
    SHEET_CHOSEN = "sheet_chosen"
    SHEET_PASSED_OVER = "sheet_passed_over"
    # things to know
    BLANK_ROW = "blank_row"
    BLANK_COLUMN = "blank_column"
    UNTITLED_COLUMN = "untitled_column"
    RAGGED_ROW = "ragged_row"
    TORN_ROW = "torn_row"
    EXTRA_CELLS = "extra_cells"
    TITLE_ROW_SUSPECTED = "title_row_suspected"
    PREAMBLE_SKIPPED = "preamble_skipped"
    FOOTER_SUSPECTED = "footer_suspected"
    GROUP_HEADING = "group_heading"
    GROUP_HEADING_SUSPECTED = "group_heading_suspected"
    SECOND_HEADER_ROW = "second_header_row"
    REPEATED_HEADER = "repeated_header"
    SEVERAL_TABLES = "several_tables"
    TABLE_LEFT_OUT = "table_left_out"
    TITLES_JOINED = "titles_joined"
    MIXED_ENCODINGS = "mixed_encodings"
    DOUBLE_ENCODED = "double_encoded"
    ENCODED_ONCE = "encoded_once"
    NUL_BYTES = "nul_bytes"
    UNCLOSED_QUOTE = "unclosed_quote"
    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_ROWS = "hidden_rows"
    HIDDEN_COLUMN = "hidden_column"
    YEAR_LEFT_OUT = "year_left_out"
    MERGED_CELLS = "merged_cells"
    MACROS_IGNORED = "macros_ignored"
    EPOCH_1904 = "epoch_1904"
    CELL_ERROR = "cell_error"
    LINK_READ = "link_read"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    CARD_CUT = "card_cut"
    CARD_OF_NO_PERSON = "card_of_no_person"
    CARD_PROPERTY_SKIPPED = "card_property_skipped"
    CARD_PROPERTY_LEFT_OUT = "card_property_left_out"
    MORE_FINDINGS = "more_findings"


@attrs.frozen
class Issue:
    """One thing to know about one value or one row.

    Args:
        code: What is wrong.
        field: The field it concerns, in the vocabulary of targets, such as ``"phone.mobile"``;
            empty when the whole row is meant.
        column: Title of the source column, None outside an import.
        params: Typed parts of the message as sorted pairs; never a personal value.
    """

    code: IssueCode
    field: str = ""
    column: str | None = None
    params: tuple[tuple[str, Param], ...] = ()

    @classmethod
    def of(cls, code: IssueCode, field: str = "", **params: Param) -> "Issue":
        """Make an issue from keyword parts."""
        return cls(code, field, None, tuple(sorted(params.items())))

    @property
    def is_warning(self) -> bool:
        """True when the row can still be imported."""
        return self.code.is_warning


@attrs.frozen
class FileFinding:
    """One thing a reader saw in a file, or chose for it.

    Args:
        code: What was seen or chosen.
        row: Row number as the spreadsheet shows it (from 1), None for the whole file.
        column: Column number from 1, None for the whole row or file.
        params: Typed parts of the message as sorted pairs, such as ``("encoding", "cp1252")``.
    """

    code: FindingCode
    row: int | None = None
    column: int | None = None
    params: tuple[tuple[str, Param], ...] = ()

    @classmethod
    def of(
        cls,
        code: FindingCode,
        *,
        row: int | None = None,
        column: int | None = None,
        **params: Param,
    ) -> "FileFinding":
        """Make a finding from keyword parts."""
        return cls(code, row, column, tuple(sorted(params.items())))
