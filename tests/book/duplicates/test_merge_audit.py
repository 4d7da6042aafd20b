"""C4, X50, M6, M14, S27: what a merge records, and what it may not do in silence."""

import attrs
import pytest
from tests.book.conftest import EVERY_STORE, MakeBook
from tests.book.people import ANNE, BOB, landline, mobile, person

from clientbook.book import ClientBook
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.consents import Channel
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.merges import (
    BlockerCode,
    ChoiceMade,
    FieldChoice,
    Resolution,
    ValueChoice,
)
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import FIELD_SERVICE, SALON
from clientbook.errors import BlockedMergeError, PlanError

FIRST, SECOND = mobile("+33611223344"), mobile("+33699887766")


@EVERY_STORE
def test_a_merge_keeps_what_was_chosen_and_overruled(book: ClientBook) -> None:
    """C4: choices, overrides with the reason they overrule, and the actor's words are kept."""
    ann = book.clients.create(
        person("Ann Roy", FIRST, birthday=PartialDate(1980, 5, 7), company="Roy"), by=ANNE
    )
    old = book.clients.create(
        person("Ann Roy", SECOND, birthday=PartialDate(1981, 5, 7), company="Old", tags=("x",)),
        by=ANNE,
    )
    plan = book.merges.plan(
        ann.id,
        [old.id],
        choices=[
            FieldChoice("company", from_client=old.id),
            FieldChoice("job_title", value="Baker"),
            ValueChoice("tags", "x", keep=False),
        ],
        overrides=[BlockerCode.BIRTHDAY_CLASH],
    )
    made = book.merges.merge(plan, by=BOB, reason="she showed her passport")
    record = book.merges.get(made.id)
    assert record == made
    assert record.choices == (
        ChoiceMade("company", from_client=old.id),
        ChoiceMade("job_title", given=True),
        ChoiceMade("tags", kept=False),
    )
    (overruled,) = record.resolved
    assert (overruled.code, overruled.resolution) == (
        BlockerCode.BIRTHDAY_CLASH,
        Resolution.OVERRIDE,
    )
    assert record.overrides == (BlockerCode.BIRTHDAY_CLASH,)
    assert (record.actor, record.reason) == (BOB, "she showed her passport")
    assert "Baker" not in repr(record)
    assert "passport" not in repr(record)
    book.privacy.erase(ann.id, by=BOB)
    assert book.merges.get(made.id).reason is None
    assert book.merges.get(made.id).overrides == record.overrides


def test_committing_asks_no_port_again(book: ClientBook, monkeypatch: pytest.MonkeyPatch) -> None:
    """C17: what would move was said at planning; at commit each port only moves."""
    clients = [book.clients.create(person("Ann Roy"), by=ANNE) for _ in range(2)]
    (port,) = book.context.links
    asked: list[object] = []
    preview = type(port).preview
    monkeypatch.setattr(type(port), "preview", lambda *args: asked.append(args) or preview(*args))
    plan = book.merges.plan(clients[0].id, [clients[1].id])
    assert len(asked) == 1
    book.merges.merge(plan, by=BOB)
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("settings", "choice", "better"),
    [
        (FIELD_SERVICE, FieldChoice("phones", value=()), FieldChoice("phones", value=(SECOND,))),
        (SALON, FieldChoice("name", value=None), FieldChoice("company", value="Roy")),
        (FIELD_SERVICE, ValueChoice("phones", FIRST), ValueChoice("tags", "x")),
    ],
)
def test_a_choice_leaves_what_the_book_requires(
    make_book: MakeBook, settings: object, choice: object, better: object
) -> None:
    """S27, P18: such a plan has a blocker that only another choice resolves."""
    book = make_book(settings)
    clients = [
        book.clients.create(person("Ann Roy", FIRST, tags=("x",)), by=ANNE) for _ in range(2)
    ]
    ids = (clients[0].id, [clients[1].id])
    plan = book.merges.plan(*ids, choices=[choice])
    assert [b.code for b in plan.blockers] == [BlockerCode.REQUIRED_FIELD]
    with pytest.raises(BlockedMergeError):
        book.merges.merge(plan, by=BOB)
    with pytest.raises(PlanError):
        book.merges.plan(*ids, choices=[choice], overrides=[BlockerCode.REQUIRED_FIELD])
    assert book.merges.plan(*ids, choices=[better]).can_merge


def _preferred(value: object) -> object:
    return attrs.evolve(value, preferred=True)  # type: ignore[misc]


@EVERY_STORE
def test_marking_another_number_takes_the_mark_from_the_first(book: ClientBook) -> None:
    """M6, R10: a list has one preferred value; the last one marked is it."""
    ann = book.clients.create(person("Ann", _preferred(FIRST), SECOND), by=ANNE)  # type: ignore[arg-type]
    patch = ProfilePatch(add={"phones": [_preferred(SECOND)]})
    ann = book.clients.update(ann.id, patch, expected=1, by=ANNE)
    assert ann.profile.preferred_phone == _preferred(SECOND)
    assert sum(phone.preferred for phone in ann.profile.phones) == 1
    emails = [EmailAddress("a@x.fr", preferred=True), EmailAddress("b@x.fr", preferred=True)]
    assert [e.preferred for e in Profile(emails=emails).emails] == [True, False]


@EVERY_STORE
@pytest.mark.parametrize(
    ("own", "other", "reached"),
    [
        ((FIRST,), (_preferred(SECOND),), FIRST),
        ((landline(), _preferred(FIRST)), (_preferred(SECOND),), FIRST),
        ((), (SECOND, _preferred(FIRST)), FIRST),
        ((FIRST,), (_preferred(FIRST), SECOND), FIRST),
    ],
)
def test_a_merge_sends_reminders_nowhere_else(
    book: ClientBook, own: tuple[object, ...], other: tuple[object, ...], reached: object
) -> None:
    """M6, X1: the survivor's preferred number stays, else its first."""
    keep = book.clients.create(person("Bea", *own), by=ANNE)  # type: ignore[arg-type]
    old = book.clients.create(person("Bea", *other), by=ANNE)  # type: ignore[arg-type]
    book.merges.merge(book.merges.plan(keep.id, [old.id]), by=ANNE)
    decision = book.consent.may_contact(keep.id, Channel.SMS, "GENERAL")
    assert decision.address == reached.e164  # type: ignore[attr-defined]
    phones = book.clients.get(keep.id).profile.phones
    assert sum(phone.preferred for phone in phones) <= 1


STREET = {"street": "3 rue B", "postcode": "69001", "locality": "Lyon"}
PLACES = {
    "one knows the country": (STREET, {**STREET, "country_code": "FR"}, 1),
    "two countries": ({**STREET, "country_code": "BE"}, {**STREET, "country_code": "FR"}, 2),
    "two streets": (STREET, {**STREET, "street": "4 rue B", "country_code": "FR"}, 2),
}


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("turned", [False, True])
def test_one_address_is_kept_once(book: ClientBook, name: str, turned: bool) -> None:
    """M14, X1: once with its country and once without is one address; the country stays."""
    *both, count = PLACES[name]
    one, other = (PostalAddress(**parts) for parts in (reversed(both) if turned else both))  # type: ignore[call-overload]
    keep = book.clients.create(person("Bea", addresses=(one,)), by=ANNE)
    old = book.clients.create(person("Bea", addresses=(other,)), by=ANNE)
    merged = book.merges.plan(keep.id, [old.id]).result.addresses
    assert len(merged) == count
    assert {a.country_code for a in merged} >= {a.country_code for a in (one, other)} - {None}
