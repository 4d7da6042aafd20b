"""Gender as its owner states it."""

from enum import StrEnum

import attrs

from clientbook.domain.checks import max_length, optional_text


class GenderCode(StrEnum):
    """Stated gender; RFC 6350 6.2.7 has F, M, O, N and U for these."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    NOT_APPLICABLE = "not_applicable"
    DECLINED = "declined"


@attrs.frozen
class Gender:
    """A stated gender; a profile without one holds None, which differs from DECLINED.

    Args:
        code: One of the codes.
        text: The person's own words, or None.
    """

    code: GenderCode = attrs.field(repr=False)
    text: str | None = attrs.field(
        default=None, converter=optional_text, validator=max_length(100), repr=False
    )
