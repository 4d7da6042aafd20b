"""What becomes of a column that nobody decided."""

import pytest

from clientbook.domain.settings import OnBadValue
from clientbook.domain.targets import Target
from clientbook.importing.mapping import ColumnMapping, Mapping

READ = {
    "consent.email consent.email.status": "consent.email.no",
    "consent.email": "consent.email.no",
    "consent.email.status": "consent.email.no",
    "consent.sms.no": "consent.sms.no",
    "consent.sms.optout": "consent.sms.optout",
    "consent.all_email.optout": "consent.all_email.optout",
    "consent.marketing.optout blocked": "consent.marketing.optout",
    "phone.other consent.phone.optout": "consent.phone.optout",
    "consent.email.status consent.email.optout": "consent.email.unclear",
    "consent.email.unclear": "consent.email.unclear",
    "consent.sms consent.email": "consent.marketing.no",
    "consent.sms.optout consent.email": "consent.marketing.unclear",
    "given_name": "skip",
    "consent.date": "skip",
    "custom consent.email": "skip",
    "": "skip",
}


def _column(alternatives: str) -> ColumnMapping:
    return ColumnMapping("x", alternatives=tuple(map(Target.parse, alternatives.split())))


@pytest.mark.parametrize(("alternatives", "target"), READ.items())
def test_what_may_be_a_consent_is_read_one_way(alternatives: str, target: str) -> None:
    """X36: of what the alternatives have in common, so that no yes opts anybody in."""
    (column,) = Mapping((_column(alternatives),)).skip_undecided()
    assert str(column.target) == target
    assert column.on_bad_value is (None if target == "skip" else OnBadValue.KEEP)


def test_columns_of_one_kind_share_no_place() -> None:
    """X36: two undecided newsletters beside a decided opt-out are read, each for itself."""
    decided = ColumnMapping("Unsubscribed", Target.parse("consent.email.optout"))
    asked = (_column("consent.email"), _column("consent.email"), _column("consent.email.optout"))
    read = Mapping((decided, *asked)).skip_undecided()
    targets = [str(column.target) for column in read]
    assert targets == [
        "consent.email.optout",
        "consent.email.no",
        "consent.email.2.no",
        "consent.email.2.optout",
    ]
