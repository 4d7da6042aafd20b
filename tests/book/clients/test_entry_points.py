"""The same person at every entry point, and out and in again."""

import io

import attrs
import pytest
from tests.book.conftest import MakeBook, region
from tests.book.people import ANNE, landline, mobile, person

from clientbook import Table
from clientbook.book import ClientBook
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import Attribute, AttributeDefinition, AttributeType
from clientbook.domain.clients import OriginKind
from clientbook.domain.consents import Channel
from clientbook.domain.dates import PartialDate
from clientbook.domain.filters import Filter
from clientbook.domain.genders import Gender, GenderCode
from clientbook.readers.opening import open_table

EVERYTHING = (
    "given_name", "family_name", "company", "job_title", "gender", "birth_date", "phone.mobile",
    "phone.home", "email", "address.home.street", "address.home.city", "address.home.postcode",
    "note", "tags", "website", "external_id:erp", "custom:Size", "custom:Likes", "blocked",
    "consent.sms", "consent.email.optout",
)  # fmt: skip


def _import(book: ClientBook, header: list[str], *rows: list[str]) -> dict[str, int]:
    table = Table.from_rows(header, rows)
    run = book.imports.run(table, book.imports.suggest(table), by=ANNE)
    return {name: n for name, n in attrs.asdict(run.counts).items() if n}


def test_by_hand_and_by_file_it_is_the_same_person(make_book: MakeBook) -> None:
    """K1: create and a one-row import give equal clients, id, origin and times aside."""
    by_hand, by_file = make_book(region("FR"), book="a"), make_book(region("FR"), book="b")
    profile = person(
        "Marie Dupont",
        attrs.evolve(mobile(), raw="06 12 34 56 78"),
        email="marie@a.fr",
        company="Nordet",
        birthday=PartialDate(1990, 5, 17),
    )
    created = by_hand.clients.create(profile, by=ANNE)
    counts = _import(
        by_file,
        ["First name", "Last name", "Mobile phone", "E-mail", "Company", "Birth date"],
        ["Marie", "Dupont", "06 12 34 56 78", "marie@a.fr", "Nordet", "1990-05-17"],
    )
    assert counts == {"created": 1}
    (row,) = by_file.lists.page()
    assert row.client.origin.kind is OriginKind.IMPORT
    same = attrs.evolve(
        row.client,
        id=created.id,
        origin=created.origin,
        created_at=created.created_at,
        updated_at=created.updated_at,
    )
    assert same == created


def test_an_external_id_is_found_again(book: ClientBook) -> None:
    """X9: (system, value) decides who a row is where names agree; a nickname agrees, X31."""
    client = book.clients.create(person("Marie Dupont", ids=(("erp", "77"),)), by=ANNE)
    header = ["External ID: erp", "First name", "Last name", "Company"]
    assert _import(book, header, ["77", "Marie", "Dupont-Martin", "Nordet"]) == {"updated": 1}
    assert book.clients.get(client.id).profile.company == "Nordet"
    assert book.clients.count() == 1


def test_ids_and_tags_of_both_survive_a_merge(book: ClientBook) -> None:
    """X9, X11: external ids are all kept through a merge, tags are their union."""
    a = book.clients.create(person("Marie", ids=(("erp", "1"),), tags=("vip", "old")), by=ANNE)
    b = book.clients.create(person("Marie", ids=(("erp", "2"),), tags=("VIP", "new")), by=ANNE)
    book.merges.merge(book.merges.plan(a.id, [b.id]), by=ANNE)
    merged = book.clients.get(b.id)
    assert [e.value for e in merged.profile.external_ids] == ["1", "2"]
    assert merged.profile.tags == ("vip", "old", "new")
    assert book.clients.count(Filter(tags=("new", "vip"))) == 1


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_everything_goes_out_and_comes_in(make_book: MakeBook, form: str) -> None:
    """R15, R17, X11, X27: every kind of column reads back; a second book gets equal clients."""
    book = make_book(region("FR"))
    book.attributes.define(AttributeDefinition("Size", AttributeType.INTEGER), by=ANNE)
    book.attributes.define(AttributeDefinition("Likes", AttributeType.LIST), by=ANNE)
    client = book.clients.create(
        person(
            "Zoé Lévêque",
            mobile(),
            landline(),
            email="zoe@a.fr",
            ids=(("erp", "007"),),
            company="=Nordet",
            job_title="Acheteuse",
            gender=Gender(GenderCode.FEMALE),
            birthday=PartialDate(None, 2, 29),
            addresses=(PostalAddress(street="3, rue d'Enfer", locality="Nîmes", postcode="30000"),),
            info="first line\nsecond; line",
            tags=("vip", "since 2019"),
            websites=("https://a.fr",),
            attributes=(Attribute("Size", 44), Attribute("Likes", ("tea", "cake"))),
        ),
        by=ANNE,
    )
    book.clients.block_booking(client.id, by=ANNE)
    ticks = {(Channel.SMS, "MARKETING"): True, (Channel.EMAIL, "MARKETING"): False}
    book.consent.set_subscriptions(client.id, ticks, by=ANNE)
    out = io.BytesIO()
    book.lists.export(out, columns=EVERYTHING, format=form)  # type: ignore[arg-type]
    table = open_table(out.getvalue())
    mapping = book.imports.suggest(table)
    assert tuple(str(c.target) for c in mapping) == tuple(
        {"email": "email.1", "address.home.street": "address.home.street"}.get(c, c)
        for c in EVERYTHING
    )
    before = book.history.events()[-1].seq
    run = book.imports.run(table, mapping, by=ANNE)
    assert run.counts.unchanged == 1, book.imports.outcomes(run.id)
    changed = [e for e in book.history.events(after=before) if e.client_id is not None]
    assert changed == []

    other = make_book(region("FR"), book="other")
    for definition in book.attributes.list():
        other.attributes.define(definition, by=ANNE)
    other.imports.run(table, mapping, by=ANNE)
    (row,) = other.lists.page()
    assert row.client.profile == client.profile
    assert row.client.block is not None
    for key, ticked in ticks.items():
        assert other.consent.subscriptions(row.client_id)[key].subscribed is ticked
