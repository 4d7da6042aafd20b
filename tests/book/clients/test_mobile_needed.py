"""A book that asks everybody for a mobile, in a country whose numbers do not say what they are."""

import attrs
import pytest
from tests.book.conftest import MakeBook, region
from tests.book.people import ANNE, person

from clientbook.book import ClientBook
from clientbook.domain.merges import BlockerCode, FieldChoice
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.settings import EntryPoint, Requirements
from clientbook.errors import InvalidProfileError
from clientbook.importing.mapping import UpdatePolicy

NUMBER, OTHER = "+14185550123", "+14185550124"
UNTOLD = PhoneNumber(NUMBER, PhoneKind.UNKNOWN)
DECLARED = PhoneNumber(OTHER, PhoneKind.MOBILE)


@pytest.fixture(params=[PhoneKind.MOBILE, PhoneKind.OTHER])
def counts_as(request: pytest.FixtureRequest) -> PhoneKind:
    return PhoneKind(request.param)


@pytest.fixture
def book(make_book: MakeBook, counts_as: PhoneKind) -> ClientBook:
    needs = tuple((point, Requirements(all_of=("mobile",))) for point in EntryPoint)
    settings = attrs.evolve(region("CA"), requirements=needs, unknown_phone_counts_as=counts_as)
    return make_book(settings)


def test_a_number_of_an_unknown_kind_is_what_the_book_takes_it_for(
    book: ClientBook, counts_as: PhoneKind
) -> None:
    """P15, K24: who may be created with such a number is what the settings say it counts as."""
    if counts_as is PhoneKind.MOBILE:
        assert book.clients.create(person("Ann", UNTOLD), by=ANNE).is_active
    else:
        with pytest.raises(InvalidProfileError):
            book.clients.create(person("Ann", UNTOLD), by=ANNE)


def test_no_merge_takes_away_the_only_mobile(book: ClientBook, counts_as: PhoneKind) -> None:
    """P15, P18: a choice in a merge is held to what an edit is held to."""
    if counts_as is PhoneKind.MOBILE:
        one = book.clients.create(person("Ann Roy", UNTOLD), by=ANNE)
        two = book.clients.create(person("Ann Roy", DECLARED), by=ANNE)
        kept = book.merges.plan(two.id, [one.id], choices=[FieldChoice("phones", one.id)])
        assert kept.can_merge
    two = book.clients.create(person("Bo Roy", DECLARED, email="bo@example.org"), by=ANNE)
    one = book.clients.create(person("Bo Roy", attrs.evolve(DECLARED, e164=NUMBER)), by=ANNE)
    lost = book.merges.plan(two.id, [one.id], choices=[FieldChoice("phones", value=())])
    assert BlockerCode.REQUIRED_FIELD in {blocker.code for blocker in lost.blockers}


def test_no_file_takes_away_the_only_mobile(book: ClientBook, counts_as: PhoneKind) -> None:
    """P15, V40: a column that overwrites is held to what an edit is held to."""
    ids = (("crm", "7"),)
    ann = book.clients.create(person("Ann Roy", DECLARED, ids=ids), by=ANNE)
    table = book.imports.open(f"Id,Number\n7,{NUMBER}\n".encode())
    mapping = book.imports.suggest(table).with_column(0, target="external_id:crm")
    mapping = mapping.with_column(1, target="phone.1", policy=UpdatePolicy.OVERWRITE)
    run = book.imports.run(table, mapping=mapping, by=ANNE)
    changed = counts_as is PhoneKind.MOBILE
    assert (run.counts.updated, run.counts.rejected) == ((1, 0) if changed else (0, 1))
    held = {phone.e164 for phone in book.clients.get(ann.id).profile.phones}
    assert held == ({NUMBER} if changed else {OTHER})


def test_an_edit_does_not_take_it_away_either(book: ClientBook) -> None:
    """P18: the only mobile of somebody who needs one is not removed by hand."""
    ann = book.clients.create(person("Ann Roy", DECLARED), by=ANNE)
    patch = ProfilePatch(remove={"phones": (DECLARED,)})
    with pytest.raises(InvalidProfileError):
        book.clients.update(ann.id, patch, expected=1, by=ANNE)
