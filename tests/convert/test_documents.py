"""Stored JSON documents."""

import math
from datetime import UTC, date, datetime
from decimal import Decimal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbook.convert.documents import (
    dump_client,
    dump_delta,
    dump_json,
    dump_profile,
    from_document,
    from_micros,
    load_client,
    load_delta,
    load_json,
    load_profile,
    to_document,
    to_micros,
)
from clientbook.domain.attributes import Attribute, AttributeValue
from clientbook.domain.clients import SYSTEM, Client
from clientbook.domain.consents import Channel, ConsentEvent, ConsentState
from clientbook.domain.imports import (
    ImportCounts,
    ImportMode,
    ImportRun,
    OutcomeKind,
    RowOutcome,
    RunState,
    UndoRecord,
)
from clientbook.domain.journal import difference
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import Issue, IssueCode
from clientbook.testing.strategies import clients, profiles

NOW = datetime(2026, 1, 5, 9, 30, 0, 123456, tzinfo=UTC)


@settings(max_examples=100, deadline=None)
@given(profiles())
def test_profiles_round_trip(profile: Profile) -> None:
    """Any profile comes back equal, its attributes of the same types, from pure ASCII."""
    text = dump_profile(profile)
    assert text.isascii()
    loaded = load_profile(text)
    assert loaded == profile
    assert [type(a.value) for a in loaded.attributes] == [type(a.value) for a in profile.attributes]


@settings(max_examples=50, deadline=None)
@given(clients())
def test_clients_round_trip(client: Client) -> None:
    """Any client comes back equal."""
    assert load_client(dump_client(client)) == client


@settings(max_examples=50, deadline=None)
@given(clients(), profiles())
def test_reverse_deltas_round_trip(client: Client, profile: Profile) -> None:
    """The old values of any change come back equal, in order."""
    delta = difference(client, attrs.evolve(client, profile=profile))
    assert load_delta(dump_delta(delta)) == delta


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**200), 2**200)
    | st.floats(allow_nan=False)
    | st.text(st.characters()),  # halves of surrogate pairs and NUL among them
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(_JSON)
def test_documents_of_any_kind_round_trip(document: object) -> None:
    """C9: integers past 64 bits, infinity, odd text: what is written is what is read, in ASCII."""
    text = dump_json(document)
    assert text.isascii()
    assert load_json(text) == document


def test_what_is_no_number_stays_none() -> None:
    """C9: NaN comes back as NaN; it is not quietly nothing."""
    assert math.isnan(load_json(dump_json({"x": [float("nan")]}))["x"][0])


@pytest.mark.parametrize("key", [1, None, True, 1.5, (1, 2)])
def test_a_key_is_text(key: object) -> None:
    """C9: a key that JSON has not is refused, however deep, instead of becoming another one."""
    for document in ({key: 1}, {"a": [{"b": {key: 1}}]}, [{key: 1}]):
        with pytest.raises(TypeError, match="key"):
            dump_json(document)


def test_no_delta_is_no_text() -> None:
    """A creation's journal row holds no document."""
    assert dump_delta(()) is None
    assert load_delta(None) == ()


def test_attribute_values_keep_their_types() -> None:
    """Numbers are not flags, decimals keep their places, dates are no texts."""
    values: tuple[AttributeValue, ...] = (
        Decimal("1.50"),
        Decimal(1),
        True,
        1,
        0,
        False,
        date(2020, 2, 29),
        "1.50",
        ("x",),
    )
    profile = Profile(attributes=[Attribute(f"k{i}", v) for i, v in enumerate(values)])
    loaded = load_profile(dump_profile(profile))
    assert [a.value for a in loaded.attributes] == list(values)
    assert [type(a.value) for a in loaded.attributes] == [type(v) for v in values]
    assert str(loaded.attributes[0].value) == "1.50"


def test_defaults_are_left_out() -> None:
    """A document says only what is known."""
    assert dump_profile(Profile()) == "{}"
    assert dump_profile(Profile(name=PersonName(given="Zoé"))) == '{"name":{"given":"Zo\\u00e9"}}'


@pytest.mark.parametrize(
    "value",
    [
        ImportRun(
            id="r1",
            state=RunState.UNDONE,
            mode=ImportMode.UPSERT,
            source_name="a.csv",
            source_kind="csv",
            fingerprint="ab",
            header=("A", "B"),
            mapping="{}",
            plan_hash="cd",
            actor=SYSTEM,
            created_at=NOW,
            finished_at=NOW,
            last_row=3,
            counts=ImportCounts(created=2, rejected=1),
            undo=UndoRecord(1, 2, 3, SYSTEM, NOW),
        ),
        RowOutcome(
            7,
            OutcomeKind.REJECTED,
            issues=(Issue.of(IssueCode.VALUE_TOO_LONG, "name", limit=3, what="x"),),
            cells=("a", ""),
            candidates=("c1",),
        ),
        ConsentEvent("e", "c", Channel.SMS, "*", ConsentState.OPTED_IN, NOW, expires_at=NOW),
        ConsentEvent("e", "c", None, "*", ConsentState.OPTED_IN, NOW),
    ],
    ids=lambda value: type(value).__name__,
)
def test_records_round_trip(value: object) -> None:
    """What desks keep as records comes back equal."""
    assert from_document(type(value), to_document(value)) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "nonsense",
        '{"name":7}',
        '{"unknown":1}',
        '{"name":{"given":"a","new":"b"}}',
        '{"phones":[{"e164":"0612"}]}',
        '{"attributes":[{"key":"a","value":{"x":"1"}}]}',
        '{"attributes":[{"key":"a","value":{"decimal":"x"}}]}',
        '{"attributes":[{"key":"a","value":[1]}]}',
        '{"birthday":"2020-13-01"}',
    ],
)
def test_unreadable_documents_are_refused(text: str) -> None:
    """A document of another form, or with keys nobody knows, is an error and no guess."""
    with pytest.raises(InvalidValueError):
        load_profile(text)


def test_unreadable_clients_and_deltas_are_refused() -> None:
    """Clients, deltas and records the same."""
    with pytest.raises(InvalidValueError):
        load_client('{"id":"a"}')
    with pytest.raises(InvalidValueError):
        load_delta('{"unknown":1}')
    with pytest.raises(InvalidValueError):
        from_document(ImportCounts, {"created": "many", "x": 1})


def test_micros_are_exact() -> None:
    """Times keep every microsecond, before and after 1970."""
    for at in (NOW, datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)):
        assert from_micros(to_micros(at)) == at


def test_an_attribute_of_a_foreign_type_is_a_mistake_of_the_caller() -> None:
    """N6: a value no attribute type has is refused when it is made, not when it is read."""
    with pytest.raises(TypeError, match="got float"):
        Attribute("a", 1.5)  # type: ignore[arg-type]
