"""X51: whatever a public function or constructor is handed, it answers or refuses in our words."""

import enum
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from inspect import Parameter, signature
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from tests.book.people import ANNE
from tests.book.test_hostile_arguments import HOSTILE, raised

import clientbook
from clientbook import Table
from clientbook.domain.activities import Conversation
from clientbook.domain.bulk import BulkCounts, BulkEdit, BulkKind, BulkState
from clientbook.domain.clients import Origin, OriginKind
from clientbook.domain.consents import ConsentBasis, ConsentState
from clientbook.domain.dates import PartialDate
from clientbook.domain.filters import Filter
from clientbook.domain.genders import GenderCode
from clientbook.domain.imports import ImportMode, OutcomeKind, RunState, UndoCounts
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import SAFE, EntryPoint, ImportSettings, OnBadValue
from clientbook.domain.targets import Target
from clientbook.errors import ClientbookError
from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Source
from clientbook.messages.issues import FindingCode, Issue, IssueCode
from clientbook.storage.memory import MemoryStore
from clientbook.storage.protocols import Record

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TABLE = Table.from_rows(["First name", "E-mail"], [["Bo", "bo@x.fr"]])
FRAME = pa.table({"First name": ["Bo"]})
MAPPING = suggest_mapping(TABLE)
ODD: dict[str, Any] = HOSTILE | {
    "a text": "Zorgluub", "an empty text": "", "a number": 612345678, "a list": [1],
    "a set": {1}, "a day": date(2026, 1, 1), "a type": int, "no amount": Decimal("NaN"),
    "a mapping of nothing": {None: None}, "pairs of nothing": [(None, None)],
}  # fmt: skip
FITTING: dict[str, Any] = {
    "id": "a", "client_id": "a", "payload": Conversation(), "at": NOW, "starts_at": NOW,
    "name": "Size", "media_type": "image/png", "size": 1, "ref": "r", "key": "a", "value": "b",
    "edit": BulkEdit.tag("vip"), "counts": BulkCounts(), "members": "", "basis": "",
    "state": ConsentState.OPTED_OUT, "by": ANNE, "type": "REPAIR", "profile": Profile(),
    "origin": Origin(OriginKind.API), "created_at": NOW, "updated_at": NOW,
    "channel": None, "topic": "*", "clients": 1, "changes": 1, "seq_kept": True,
    "address": "a@b.fr", "total": Decimal(1), "currency": "EUR", "system": "till",
    "field": "company", "mode": ImportMode.UPSERT, "fingerprint": "f",
    "header": ("First name", "E-mail"), "mapping": MAPPING, "settings_hash": "h",
    "journal_seq": 1, "source_name": None, "source_kind": "csv", "plan_hash": "h", "actor": ANNE,
    "imports": ImportSettings(), "definitions": {},
    "label": "cut", "kind": "k", "code": "c", "ids": (), "port": "p", "from_client": "a",
    "to_client": "b", "program": "p", "columns": MAPPING.columns, "header_fingerprint": "f",
    "survivor_id": "a", "absorbed_ids": ("b",), "result": Profile(), "block": None,
    "conflicts": (), "blockers": (), "resolved": (), "choices": (), "overrides": (), "hash": "h",
    "revisions": (), "survivor_revision": 1, "absorbed": (), "link_counts": (), "receipts": (),
    "text": "x", "body": "x", "author": ANNE, "sessions": 10, "e164": "+33612345678", "phase": "p",
    "done": 1, "row": 2, "rows": lambda: iter(()), "source": Source("t", "f"), "row_count": 0,
    "rating": Decimal(1), "descending_at": 1, "run_id": "r", "merge_id": "m", "steps": (),
    "later": (), "kept": (), "conflicting": (), "merge_ids": (), "restored": (), "links_back": (),
    "target": Target("company"), "parts": {"street": "1 rue X"}, "order": "DMY", "region": "FR",
    "table": TABLE, "settings": SAFE, "other": Filter(),
    "entry_point": EntryPoint.MANUAL, "values": (), "tag": "vip", "what": "phone", "index": 0,
    "guess": MAPPING, "names": {}, "choice": OnBadValue.KEEP, "fields": ("email",),
    "frame": FRAME, "records": [{"First name": "Bo"}],
    "item": Issue(IssueCode.INVALID_VALUE, "x"), "chosen": Filter(),
}  # fmt: skip


def written() -> MemoryStore:
    """A store with a book in it: one to which nothing was ever written is none to copy."""
    store = MemoryStore()
    with store.transaction("main"):
        store.put_records("main", [Record("note", "1", {})])
    return store


COLUMN = {"header": "First name", "target": Target("company")}
SPECIAL: dict[str, dict[str, Any]] = {
    "ClientBook": {"store": MemoryStore()},
    "BulkEdit": {"kind": BulkKind.TAG, "name": "vip"},
    "BulkRun": {"state": BulkState.DONE},
    "Gender": {"code": GenderCode.FEMALE},
    "FileFinding": {"code": FindingCode.FILE_TYPE},
    "Issue": {"code": IssueCode.INVALID_VALUE},
    "ImportRun": {"state": RunState.DONE, "mapping": "{}"},
    "RowOutcome": {"kind": OutcomeKind.CREATED},
    "UndoPlan": {"counts": UndoCounts()},
    "UnreadValue": {"target": "x"},
    "Review": {"source": "web"},
    "parse_address": {"address": "1 rue X"},
    "parse_name": {"name": "Ann Roy"},
    "Origin": {"kind": OriginKind.API},
    "open_table": {"source": b"First name\nBo\n"},
    "copy_book": {"source": written(), "target": MemoryStore()},
    "SqliteStore": {"path": ":memory:"},
    "Activity": {"client_ids": ("a",), "at": NOW},
    "Activity.of": {"client_id": "a", "at": NOW},
    "BookSettings.changed_from": {"other": SAFE},
    "BulkEdit.subscribe": {"basis": ConsentBasis.EXPRESS},
    "CopyReport": {"records": 1},
    "Mapping.assign": COLUMN,
    "Mapping.choose": COLUMN,
    "Mapping.index_of": {"header": "First name"},
    "Mapping.from_json": {"text": MAPPING.to_json()},
    "Mapping.with_source": {"source": "till"},
    "PartialDate": {"year": 1980},
    "PartialDate.of": {"value": date(1980, 5, 7)},
    "PartialDate.parse_iso": {"text": "1980-05-07"},
    "PartialDate.compatible": {"other": PartialDate(1980)},
    "PartialDate.together": {"other": PartialDate(1980)},
    "PersonName": {"given": "Ann"},
    "PostalAddress": {"street": "1 rue X"},
    "Target.parse": {"text": "company"},
    "parse_date": {"text": "7/5/1980"},
    "parse_email": {"text": "a@b.fr"},
    "parse_flag": {"text": "yes"},
    "parse_gender": {"text": "F"},
    "parse_phone": {"text": "06 12 34 56 78"},
}


def made(name: str, function: Callable[..., Any]) -> dict[str, Any]:
    """What a function needs, by the names of its parameters."""
    known = FITTING | SPECIAL.get(name, {})
    asked = [p.name for p in named(function) if p.default is Parameter.empty]
    return {each: known[each] for each in (*asked, *SPECIAL.get(name, ()))}


def named(function: Callable[..., Any]) -> list[Parameter]:
    unnamed = (Parameter.VAR_KEYWORD, Parameter.VAR_POSITIONAL)
    return [p for p in signature(function).parameters.values() if p.kind not in unnamed]


ANSWERS = frozenset(
    {
        "AppointmentCancelledByClient", "Arrival", "AttributeChange", "BookingDecision",
        "BulkReport", "BulkUndoCounts", "CappedKey", "CheckAnswer", "ClientMatch",
        "ContactDecision", "CreatedClient", "DeletePlan", "DuplicateScan", "Event", "Explanation",
        "HistoryEntry", "IgnoredPair", "Kept", "ListRow", "MergeFields", "Overview",
        "OwnAppointment", "Page", "Reach", "Rehearsal", "ReviewPair", "RowDifference",
        "ScoredPair", "SharedOffer", "Statistics", "Subscription", "Suggestions", "TimelineEntry",
        "Verdict",
    }
)  # fmt: skip
"""What only a desk makes: they have names so that a program can annotate what it was given."""


def doors() -> Iterator[tuple[str, str]]:
    """Every public function, constructor, and method of a public value."""
    for name in clientbook.__all__:
        door = getattr(clientbook, name)
        if not callable(door) or door is str or getattr(door, "_is_protocol", False):
            continue
        if name in ANSWERS:
            continue
        if not isinstance(door, type):
            yield name, ""
        elif not issubclass(door, (BaseException, enum.Enum)):
            yield name, ""
            if name in ("ClientBook", "MemoryStore", "SqliteStore"):
                continue  # desks and stores have laws of their own
            for method in dir(door):
                if not method.startswith("_") and callable(getattr(door, method)):
                    yield name, method


def fitted(name: str, method: str) -> tuple[Callable[..., Any], dict[str, Any]]:
    """A door and what it takes."""
    door = getattr(clientbook, name)
    if not method:
        return door, made(name, door)
    held = getattr(door, method)
    is_bound = isinstance(vars(door).get(method), (classmethod, staticmethod))
    function = held if is_bound else getattr(door(**made(name, door)), method)
    return function, made(f"{name}.{method}", function)


DOORS = sorted(doors())


def test_the_law_knocks_at_every_door() -> None:
    """X51: The table is what the package exports."""
    assert len(DOORS) > 130
    assert set(clientbook.__all__) >= ANSWERS
    assert {("parse_name", ""), ("ClientBook", ""), ("Table", "from_records")} <= set(DOORS)


@pytest.mark.parametrize(("name", "method"), DOORS, ids=[f"{n}.{m}" for n, m in DOORS])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_no_argument_brings_an_error_of_somebody_else(
    name: str, method: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X51: whatever a parameter is given, the error is the library's own."""
    monkeypatch.chdir(tmp_path)  # a text may be the name of a new database
    function, values = fitted(name, method)
    function(**values)  # what fits is taken
    strange = []
    for parameter in named(function):
        for what, hostile in ODD.items():
            error = raised(function, values | {parameter.name: hostile})
            if error is not None and not isinstance(error, ClientbookError):
                strange.append((parameter.name, what, type(error).__name__))
    assert strange == []
