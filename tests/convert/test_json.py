"""Public JSON of every value: round trip, schema, hostile input, pickling."""

import inspect
import json
import pickle
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

import attrs
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import clientbook
from clientbook import (
    Actor,
    Appointment,
    Client,
    ClientBook,
    Filter,
    ImportPlan,
    MemoryStore,
    MergePlan,
    PersonName,
    PhoneNumber,
    Profile,
    ProfilePatch,
    Table,
    Target,
    UndoPlan,
)
from clientbook.convert.json import from_data, from_json, json_schema, to_data, to_json
from clientbook.convert.shapes import hints_of
from clientbook.domain.attributes import Attribute, AttributeValue
from clientbook.domain.dates import PartialDate
from clientbook.domain.merges import (
    Conflict,
    DecidedBy,
    FieldChoice,
    ValueChoice,
)
from clientbook.domain.profiles import FIELDS
from clientbook.errors import ClientbookError, InvalidValueError
from clientbook.importing.mapping import ColumnMapping
from clientbook.testing import strategies as made

me = Actor("anne")


ANSWERS = (
    "Arrival", "HistoryEntry", "MergeFields", "Overview", "OwnAppointment", "Page", "Rehearsal",
    "RowDifference", "Statistics",
)  # fmt: skip
"""Answers that hold values of any kind, or tables: a program sends what is in them."""


def value_classes() -> Iterator[type[Any]]:
    """Every class of values among the public names, found by looking."""
    for name in clientbook.__all__:
        value = getattr(clientbook, name)
        if name not in ANSWERS and inspect.isclass(value) and attrs.has(value):
            yield value


CLASSES = sorted(value_classes(), key=lambda c: c.__name__)

_TARGETS = st.sampled_from(
    ["given_name", "phone.mobile", "phone.2.label", "custom:Shoe size", "skip", "address.2.city"]
).map(Target.parse)
_PAIRS = {
    "phones": made.phone_numbers(),
    "emails": made.emails(),
    "addresses": made.postal_addresses(),
    "websites": made.clean_texts(),
    "tags": made.clean_texts(),
    "external_ids": made.external_ids(),
}


@st.composite
def _field_values(draw: st.DrawFn) -> tuple[str, Any]:
    """A field of a profile, or an attribute, with a value it holds."""
    profile = draw(made.profiles())
    field = draw(st.sampled_from([f for f in FIELDS if f != "attributes"]))
    if draw(st.booleans()):
        return f"attribute:{draw(made.clean_texts())}", draw(made.attribute_values())
    return field, getattr(profile, field)


@st.composite
def _patches(draw: st.DrawFn) -> ProfilePatch:
    profile = draw(made.profiles())
    adding, setting = draw(st.sets(st.sampled_from(sorted(_PAIRS)))), {}
    for name in draw(st.sets(st.sampled_from(FIELDS))) - adding:
        setting[name] = draw(st.none() | st.just(getattr(profile, name)))
    lists = {name: draw(st.lists(_PAIRS[name], max_size=2)) for name in adding}
    gone = {"attributes": ["vip", *profile.attributes]} if "attributes" not in setting else {}
    return ProfilePatch(set=setting, add=lists, remove=gone)


FIELDS_OF_CLIENT = attrs.fields(Client)

KNOWN: dict[Any, st.SearchStrategy[Any]] = {
    str: made.clean_texts(),
    int: st.integers(1, 10**12),
    bool: st.booleans(),
    float: st.floats(0, 1),
    Decimal: made.decimals(),
    datetime: made.instants(),
    date: st.dates(),
    timedelta: st.integers(0, 10**12).map(lambda micros: timedelta(microseconds=micros)),
    PartialDate: made.partial_dates(),
    PersonName: made.person_names(),
    PhoneNumber: made.phone_numbers(),
    Profile: made.profiles(),
    Client: made.clients(),
    clientbook.CreatedClient: made.clients().map(
        lambda c: clientbook.CreatedClient(**{f.name: getattr(c, f.name) for f in FIELDS_OF_CLIENT})
    ),
    Attribute: made.attributes(),
    Target: _TARGETS,
    FieldChoice: _field_values().map(lambda pair: FieldChoice(pair[0], value=pair[1])),
    ValueChoice: st.sampled_from(sorted(_PAIRS)).flatmap(
        lambda name: st.builds(ValueChoice, st.just(name), _PAIRS[name], st.booleans())
    ),
    Conflict: _field_values().map(
        lambda pair: Conflict(pair[0], (("a", pair[1]), ("b", pair[1])), DecidedBy.SURVIVOR)
    ),
    ProfilePatch: _patches(),
    clientbook.Survivorship: st.dictionaries(
        st.sampled_from(["company", "name", "phones", "attribute:shoe size"]),
        st.sampled_from(["newest", "source", "survivor"]),
    ).map(lambda rules: clientbook.Survivorship(rules, ("quickbooks", "manual"))),
    clientbook.EmailAddress: made.emails(),
    clientbook.PostalAddress: made.postal_addresses(),
    clientbook.Gender: made.genders(),
    clientbook.ExternalId: made.external_ids(),
}


_MADE: dict[Any, st.SearchStrategy[Any]] = {}


def values(type_: Any) -> st.SearchStrategy[Any]:
    """Return values of any type that stands in a public class; made once, for that takes long."""
    if type_ not in _MADE:
        _MADE[type_] = _values(type_)
    return _MADE[type_]


def _values(type_: Any) -> st.SearchStrategy[Any]:  # noqa: PLR0911 - one line a kind of type
    if type_ == AttributeValue:
        return made.attribute_values()
    if type_ in KNOWN:
        return KNOWN[type_]
    origin, arguments = get_origin(type_), get_args(type_)
    if origin is tuple and arguments[-1] is ...:
        return st.lists(values(arguments[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values, arguments))
    if origin is Literal:
        return st.sampled_from(arguments)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return st.just({"csv": 1000})
    if arguments:
        return st.one_of([values(argument) for argument in arguments])
    if attrs.has(type_):
        return _objects(type_)
    return st.none() if type_ is type(None) else st.sampled_from(list(type_))


SPECIAL_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    # fields that hold less than their type says
    "BookSettings.time_zone": st.sampled_from(["UTC", "Europe/Paris"]),
    "BookSettings.unknown_phone_counts_as": st.sampled_from(
        [clientbook.PhoneKind.MOBILE, clientbook.PhoneKind.OTHER]
    ),
    "ImportSettings.undo_visible_days": st.just(5),
    "ImportSettings.history_days": st.integers(5, 90),
    "Requirements.all_of": st.lists(st.sampled_from(["name", "phone"])).map(tuple),
    "Requirements.any_of": st.lists(st.sampled_from(["email", "phone"])).map(tuple),
    "ColumnMapping.date_order": st.sampled_from([None, "DMY", "SERIAL"]),
    "Estimate.currency": st.just("EUR"),
    "Invoice.currency": st.just("EUR"),
    "Ticket.currency": st.just("EUR"),
    "ReadOptions.encoding": st.sampled_from([None, "cp1252"]),
    "ReadOptions.quote": st.sampled_from([None, "", "'"]),
    "ReadOptions.escape": st.sampled_from([None, "\\"]),
    "ReadOptions.header": st.none(),
    "Filter.unsubscribed_from": st.just(((clientbook.Channel.SMS, "MARKETING"),)),
}


@st.composite
def _objects(draw: st.DrawFn, type_: Any) -> Any:
    parts = {}
    for field in attrs.fields(type_):
        if field.eq and field.init:
            own = SPECIAL_FIELDS.get(f"{type_.__name__}.{field.name}")
            if own is None and field.default is not attrs.NOTHING and draw(st.booleans()):
                continue  # its default
            drawn = draw(own if own is not None else values(hints_of(type_)[field.name]))
            parts[field.name] = drawn
    try:
        return type_(**parts)
    except (ClientbookError, ValueError):  # parts that do not go together
        reject()


CLASSES_AND_PARTS = [*CLASSES, ColumnMapping]


@pytest.mark.parametrize("type_", CLASSES_AND_PARTS, ids=lambda c: c.__name__)
def test_every_value_comes_back_equal(type_: type[Any]) -> None:
    """X51: JSON out and in is equal, obeys its schema, is ASCII; so is a pickle."""
    schemas = [json_schema(type_), json_schema(type_, inline=True)]
    validators = []
    for schema in schemas:
        Draft202012Validator.check_schema(schema)
        validators.append(Draft202012Validator(schema))

    @settings(max_examples=12, deadline=None)
    @given(values(type_))
    def check(value: Any) -> None:
        text = to_json(value)
        assert text.isascii()
        back = from_json(type_, text)
        assert back == value
        assert type(back) is type(value)
        assert json.loads(text) == to_data(back)
        for validator in validators:
            validator.validate(json.loads(text))
        assert pickle.loads(pickle.dumps(value)) == value

    check()


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


@pytest.mark.parametrize("type_", CLASSES, ids=lambda c: c.__name__)
def test_hostile_json_is_refused_by_our_errors(type_: type[Any]) -> None:
    """X51: Whatever data is given, a value or an error of ours that quotes nothing comes back."""

    @settings(max_examples=12, deadline=None)
    @given(st.data())
    def check(data: st.DataObject) -> None:
        given_ = data.draw(_JSON)
        if data.draw(st.booleans()):  # one part of a good document is another
            good = to_data(data.draw(values(type_)))
            if isinstance(good, dict) and good:
                good[data.draw(st.sampled_from([*good, "zz-private"]))] = given_
                given_ = good
        try:
            found = from_data(type_, given_)
        except ClientbookError as error:
            found = error
        assert isinstance(found, (type_, ClientbookError))
        if isinstance(found, ClientbookError):
            assert "zz-private" not in str(found)

    check()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "NaN",
        '{"company":NaN}',
        "[" * 100_000,
        '{"company":' + "9" * 10_000 + "}",
        '{"company":"a","company":"b"}',
        b"\xff\xfe\x00",
        '{"tags":"vip"}',
        '{"birthday":"1980-13-40"}',
        '{"name":null,"zz":1}',
        '{"company":["a"]}',
        '{"phones":[{"e164":"0612345678"}]}',
        '{"attributes":[{"key":"k","value":1.5}]}',
        '{"attributes":[{"key":"k","value":{"decimal":"Infinity"}}]}',
    ],
)
def test_text_that_is_no_profile_is_refused(text: str | bytes) -> None:
    """X51: No JSON, keys twice, odd numbers, other types: one error of ours, without the value."""
    with pytest.raises(InvalidValueError) as caught:
        from_json(Profile, text)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert "0612345678" not in str(caught.value)


def test_who_sends_a_text_for_an_object_is_told_its_keys() -> None:
    """X51: The first guess of a number in JSON is a text; the error says what an object holds."""
    with pytest.raises(InvalidValueError, match="an object with keys among e164, kind"):
        from_data(Profile, {"phones": ["06 12 34 56 78"]})


@pytest.mark.parametrize(
    ("type_", "data", "place"),
    [
        (Profile, {"phones": [{"e164": "06 12"}]}, "profile.phones[0]"),
        (Profile, {"phones": [{"e164": 6}]}, "profile.phones[0].e164"),
        (Profile, {"phones": {}}, "profile.phones"),
        (Profile, {"name": {"given": 1}}, "profile.name.given"),
        (ProfilePatch, {"add": {"phones": [{}]}}, "profile_patch.add.phones[0].e164"),
        (ProfilePatch, {"set": {"nosuch": 1}}, "profile_patch.set"),
        (Appointment, {"duration": 1800}, "appointment.starts_at"),
        (
            Appointment,
            {"starts_at": "2026-03-02T09:00:00", "duration": 1800},
            "appointment.starts_at",
        ),
        (Filter, {"missing": [" "]}, "filter"),
    ],
)
def test_an_error_names_the_place(type_: type[Any], data: Any, place: str) -> None:
    """X51: The part of the document that is wrong is named, so that a form can mark its field."""
    with pytest.raises(InvalidValueError) as caught:
        from_data(type_, data)
    assert caught.value.issue.field == place


def test_a_missing_key_has_its_default() -> None:
    """X51: What another program does not say is what the constructor would take."""
    assert from_data(Profile, {}) == Profile()
    assert from_json(Profile, '{"company":"Nordet"}') == Profile(company="Nordet")


def test_what_has_no_form_is_said() -> None:
    """X51: A store or a table is no value: TypeError names it."""
    for thing in (MemoryStore(), Table.from_rows(["Name"], [["Ann"]]), object()):
        with pytest.raises(TypeError, match="no form in JSON"):
            to_json(thing)


def test_a_page_says_to_send_what_it_holds() -> None:
    """X51: A page of a listing is no value of its own; the error says what to send."""
    with pytest.raises(TypeError, match=r"^Page has no form in JSON; send what it holds"):
        to_json(ClientBook(MemoryStore()).search.find("a"))


@pytest.fixture
def book() -> ClientBook:
    settings_ = attrs.evolve(clientbook.SAFE, default_region="FR")
    return ClientBook(MemoryStore(), settings=settings_)


def test_plans_travel_between_two_requests(book: ClientBook) -> None:
    """N9: A plan is JSON or a pickle in one request, and committed in the next with its table."""
    table = Table.from_rows(["First name", "Mobile"], [["Ann", "06 12 34 56 78"], ["Bea", "12"]])
    plan = book.imports.plan(table)
    for sent in (from_json(ImportPlan, to_json(plan)), pickle.loads(pickle.dumps(plan))):
        assert sent == plan
        assert sent.hash == plan.hash
    run = book.imports.commit(from_json(ImportPlan, to_json(plan)), table=table, by=me)
    undo = book.imports.plan_undo(run.id)
    assert from_json(UndoPlan, to_json(undo)) == undo
    assert from_json(type(run), to_json(run)) == run
    twin = book.clients.create(Profile(name=PersonName(given="Ann")), by=me)
    (ann,) = [row.client_id for row in book.lists.page().items if row.client_id != twin.id]
    merge = book.merges.plan(ann, [twin.id], choices=[FieldChoice("company", value="Nordet")])
    again = from_json(MergePlan, to_json(merge))
    assert again == merge
    record = book.merges.merge(again, by=me)
    assert from_json(type(record), to_json(record)) == record


def test_tables_can_be_pickled() -> None:
    """N9: A table in memory, and a plan with it, go to another process."""
    table = Table.from_rows(["First name"], [["Ann"]])
    back = pickle.loads(pickle.dumps(table))
    assert (back.header, list(back), back.source) == (table.header, list(table), table.source)


def test_a_mapping_has_one_form(book: ClientBook) -> None:
    """N9, N10: The public JSON of a mapping is the one that ``Mapping.to_json`` writes."""
    mapping = book.imports.suggest(Table.from_rows(["First name"], [["Ann"]]))
    assert to_data(mapping) == json.loads(mapping.to_json())
    assert from_json(type(mapping), mapping.to_json()) == mapping


def test_a_client_with_a_warning_is_written_as_the_client(book: ClientBook) -> None:
    """X51: What ``create`` returns is the client in JSON too; its warning is another answer."""
    client = book.clients.create(Profile(name=PersonName(given="Ann")), by=me)
    assert from_json(Client, to_json(client)) == client
    assert to_data(client) == to_data(book.clients.get(client.id))


def test_pydantic_reads_and_writes_by_the_same_rules() -> None:
    """X51: ``Annotated[Profile, AsJson()]`` is a type of pydantic: body, answer, schema."""
    pydantic = pytest.importorskip("pydantic")
    from typing import Annotated

    from clientbook.convert.json import AsJson

    adapter = pydantic.TypeAdapter(Annotated[Profile, AsJson()])
    profile = adapter.validate_python({"company": "Nordet"})
    assert profile == Profile(company="Nordet")
    assert adapter.validate_python(profile) is profile
    assert json.loads(adapter.dump_json(profile)) == to_data(profile)
    assert adapter.json_schema()["properties"]["company"]
    with pytest.raises(pydantic.ValidationError, match=r"profile\.tags"):
        adapter.validate_json('{"tags":"vip"}')


def test_a_difference_travels_with_the_types_of_its_field(book: ClientBook) -> None:
    """X40, X51: Before and after of a preview are of the type of the field they are about."""
    table = Table.from_rows(["First name", "Mobile"], [["Ann", "06 12 34 56 78"]])
    changes = book.imports.preview(book.imports.plan(table), outcome=None).items
    assert {change.field for change in changes} == {"name", "phones"}
    for change in changes:
        assert from_json(type(change), to_json(change)) == change


def test_utc_is_written() -> None:
    """X51: A time of another zone is read as the same moment."""
    data = {"starts_at": "2026-03-02T10:00:00+01:00", "duration": 1800.5}
    appointment = from_data(Appointment, data)
    assert appointment.starts_at == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert to_data(appointment)["starts_at"] == "2026-03-02T09:00:00+00:00"
