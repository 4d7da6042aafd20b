"""X38: what is left to others of an appointment names nobody who was erased."""

from datetime import UTC, datetime

import pytest
from tests.book.conftest import EVERY_STORE, region
from tests.book.people import ANNE, person

from clientbook import (
    Attribute,
    ClientBook,
    ExternalId,
    PersonName,
    Profile,
    parse_email,
    parse_phone,
)
from clientbook.domain.activities import Activity, ActivityKind, Appointment, Attendee
from clientbook.domain.attributes import AttributeDefinition, AttributeScope, AttributeType
from clientbook.storage.protocols import Store

NOW = datetime(2026, 3, 2, tzinfo=UTC)
THEIRS = (
    "Couple massage Zqgiven Zqfam 0612345678 zq@x.fr",
    "ZQFAM, Zqgiven: dos",
    "dos, rappeler au +33 (0)6 12 34 56 78",
    "dos (zq@x.fr)",
    "Zqfam: dos",
    "Zenobia",
    "Zqgi\u200bven",
    "Zqgivens Termin",
    "chez l'Zqgiven",
    "dos (CLI0042)",
)
OTHERS = ("Couple massage", "Massage 07 12 34 56 78", "Massage Bob", "Duo CLI0043")


@EVERY_STORE
@pytest.mark.parametrize("title", [*THEIRS, *OTHERS])
def test_texts_that_name_the_erased_go(store: Store, title: str) -> None:
    """X38: a title that names them goes as a whole, any other stays; the other seat stays."""
    book = ClientBook(store, settings=region("FR"))
    book.attributes.define(
        AttributeDefinition("Remark", AttributeType.STRING, scope=AttributeScope.APPOINTMENT),
        by=ANNE,
    )
    erased = book.clients.create(
        Profile(
            name=PersonName(given="Zqgiven", middle="Zenobia", family="Zqfam"),
            external_ids=(ExternalId("till", "CLI0042"),),
            phones=(parse_phone("06 12 34 56 78", region="FR"),),
            emails=(parse_email("zq@x.fr"),),
        ),
        by=ANNE,
    ).id
    bob = book.clients.create(person("Bob"), by=ANNE).id
    visit = Appointment(
        NOW,
        attendees=(Attendee(erased), Attendee(bob)),
        title=title,
        status_text=title,
        attributes=(Attribute("remark", title),),
    )
    book.activities.put(Activity.of("a", visit), by=ANNE)
    book.privacy.erase(erased, by=ANNE)
    left = book.activities.get(ActivityKind.APPOINTMENT, "a").payload
    assert isinstance(left, Appointment)
    assert [a.client_id for a in left.attendees] == [bob]
    stays = title if title in OTHERS else None
    assert (left.title, left.status_text) == (stays, stays)
    assert left.attributes == ((Attribute("remark", title),) if stays else ())
