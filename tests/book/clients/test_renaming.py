"""An attribute keeps its values, and whatever speaks of it goes on speaking of it."""

from collections.abc import Callable
from io import BytesIO

import attrs
import pytest
from tests.book.conftest import EVERY_STORE, MakeBook, region
from tests.book.people import ANNE, mobile, person

from clientbook import Table
from clientbook.book import ClientBook, pacing
from clientbook.book.imports import committing
from clientbook.domain.activities import Activity, Appointment
from clientbook.domain.appointments import Attendee
from clientbook.domain.attributes import (
    Attribute,
    AttributeDefinition,
    AttributeScope,
    AttributeType,
)
from clientbook.domain.bulk import BulkEdit
from clientbook.domain.clients import Client
from clientbook.domain.filters import Filter
from clientbook.domain.merges import FieldChoice
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.survivorship import Survivorship
from clientbook.errors import InvalidValueError, OperationCancelledError, StalePlanError
from clientbook.importing.mapping import Mapping, UpdatePolicy

TITLES = ["Name", "Mobile", "Shoes"]
ANNABEL = "Annabel Fontayne"
ANN = [ANNABEL, "+33611111111", "38"]
ONE = mobile("+33611111111")

Use = Callable[[], object]
Place = Callable[[ClientBook], Use]
"""Makes a place that names the attribute "Shoes"; returns what uses it after the change.

Using it says what value the client Ann has of the attribute then.
"""


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few rows are a chunk, of which some are written at once."""
    monkeypatch.setattr(committing, "CHUNK_ROWS", 20)
    monkeypatch.setattr(pacing, "_FIRST_ROWS", 8)


def _table(*rows: list[str]) -> Table:
    return Table.from_rows(TITLES, list(rows or [ANN]))


def _mapping(book: ClientBook, table: Table) -> Mapping:
    mapping = book.imports.suggest(table).with_column(0, target="full_name")
    return mapping.with_column(1, target="phone.mobile").with_column(2, target="custom:Shoes")


def _shoes(book: ClientBook, name: str = ANNABEL) -> object:
    """Return the one value that the client has of an attribute, and check that it is defined."""
    (client,) = book.search.find(name)
    (definition,) = book.attributes.list()  # the old name did not come back
    (attribute,) = client.profile.attributes
    assert attribute.key == definition.key
    assert definition.accepts(attribute.value)
    return attribute.value


def _worn(book: ClientBook, size: str, at: object = None) -> Client:
    """Enter Annabel with a size, whatever the time is."""
    profile = person(ANNABEL, ONE, attributes=(Attribute("Shoes", size),))
    return book.clients.create(profile, by=ANNE)


def plan(book: ClientBook) -> Use:
    table = _table()
    made = book.imports.plan(table, _mapping(book, table))

    def use() -> object:
        with pytest.raises(StalePlanError, match=r"'Shoes' is called 'Size'|an attribute"):
            book.imports.commit(made, by=ANNE)
        book.imports.run(table, made.mapping, by=ANNE)  # the mapping still leads to it
        return _shoes(book)

    return use


def suggested_title(book: ClientBook) -> Use:
    def use() -> object:
        book.imports.run(_table(), by=ANNE)
        return _shoes(book)

    return use


def saved_template(book: ClientBook) -> Use:
    table = _table()
    book.imports.save_template("till", _mapping(book, table), table, by=ANNE)

    def use() -> object:
        (template,) = book.imports.templates()
        (definition,) = book.attributes.list()
        assert str(template.mapping.columns[2].target) == f"custom:{definition.name}"
        book.imports.run(table, by=ANNE)
        return _shoes(book)

    return use


def waiting_row(book: ClientBook) -> Use:
    other = book.clients.create(person("Annabel Fontaine", ONE), by=ANNE)
    table = _table()
    run = book.imports.run(table, _mapping(book, table), by=ANNE)
    assert run.counts.review == 1
    book.clients.delete(other.id, by=ANNE)

    def use() -> object:
        book.imports.decide_row(run.id, 2, into=None, by=ANNE)
        return _shoes(book)

    return use


def interrupted_run(book: ClientBook) -> Use:
    rows = [[f"Paul Zed{chr(97 + n % 26)}{chr(97 + n // 26)}", "", "40"] for n in range(60)]
    table = _table(*rows, ANN)
    with pytest.raises(OperationCancelledError) as stopped:
        book.imports.run(
            table, _mapping(book, table), by=ANNE, progress=lambda p: p.phase != "importing"
        )

    def use() -> object:
        book.imports.resume(stopped.value.run_id or "", table, by=ANNE)
        return _shoes(book)

    return use


def running_import(book: ClientBook) -> Callable[[Callable[[], object]], object]:
    """The definition changes between two chunks of an import that goes on."""
    rows = [[f"Paul Zed{chr(97 + n % 26)}{chr(97 + n // 26)}", "", "40"] for n in range(60)]
    table = _table(*rows, ANN)

    def run(change: Callable[[], object]) -> object:
        changes = iter([change])

        def once(progress: object) -> None:
            if getattr(progress, "phase", "") == "importing":
                next(changes, lambda: None)()

        book.imports.run(table, _mapping(book, table), by=ANNE, progress=once)
        return _shoes(book)

    return run


def undone_update(book: ClientBook) -> Use:
    ann = book.clients.create(person(ANNABEL, ONE), by=ANNE)
    patch = ProfilePatch(set={}, add={"attributes": [Attribute("Shoes", "37")]})
    book.clients.update(ann.id, patch, expected=None, by=ANNE)
    table = _table()
    mapping = _mapping(book, table).with_column(2, policy=UpdatePolicy.OVERWRITE)
    run = book.imports.run(table, mapping, by=ANNE)
    assert run.counts.updated == 1

    def use() -> object:
        done = book.imports.undo(book.imports.plan_undo(run.id), by=ANNE)
        assert done.undo is not None
        assert (done.undo.restored, done.undo.kept) == (1, 0)
        assert str(_shoes(book)) == "37"
        return "38"

    return use


def undone_creation(book: ClientBook) -> Use:
    table = _table()
    run = book.imports.run(table, _mapping(book, table), by=ANNE)

    def use() -> object:
        value = _shoes(book)
        done = book.imports.undo(book.imports.plan_undo(run.id), by=ANNE)
        assert done.undo is not None
        assert (done.undo.deleted, done.undo.kept) == (1, 0)
        return value

    return use


def undone_merge(book: ClientBook) -> Use:
    plain = book.clients.create(person(ANNABEL, ONE), by=ANNE)
    worn = person(ANNABEL, ONE, attributes=(Attribute("Shoes", "38"),))
    other = book.clients.create(worn, by=ANNE)
    record = book.merges.merge(book.merges.plan(plain.id, [other.id]), by=ANNE)

    def use() -> object:
        merged = book.clients.get(plain.id).profile.attributes
        book.merges.unmerge(book.merges.plan_unmerge(record.id), by=ANNE)
        assert book.clients.get(plain.id).profile.attributes == ()
        assert book.clients.get(other.id).profile.attributes == merged
        return merged[0].value

    return use


def deleted_client(book: ClientBook) -> Use:
    worn = person(ANNABEL, ONE, attributes=(Attribute("Shoes", "38"),))
    ann = book.clients.create(worn, by=ANNE)
    book.clients.delete(ann.id, by=ANNE)

    def use() -> object:
        book.clients.restore(ann.id, by=ANNE)
        return _shoes(book)

    return use


def merge_rules(book: ClientBook) -> Use:
    kept, other = (
        _worn(book, size, at=book.context.clock.turn(days=1))  # type: ignore[attr-defined]
        for size in ("36", "38")
    )

    def use() -> object:
        chosen = FieldChoice("attribute:Shoes", from_client=other.id)
        rules = Survivorship({"attribute:Shoes": "newest"})
        values = []
        for asked in ({"survivorship": rules}, {"choices": [chosen]}):
            plan = book.merges.plan(kept.id, [other.id], **asked)  # type: ignore[arg-type]
            (attribute,) = plan.result.attributes
            assert attribute.key == book.attributes.list()[0].key
            values.append(str(attribute.value))
        assert values == ["38", "38"]
        return "38"

    return use


def saved_filter(book: ClientBook) -> Use:
    _worn(book, "38")
    book.clients.create(person("Bob Roy"), by=ANNE)

    def use() -> object:
        value = _shoes(book)
        assert book.clients.count(Filter(attributes=(("Shoes", value),))) == 1  # type: ignore[arg-type]
        assert book.clients.count(Filter(missing=("Shoes",))) == 1
        assert book.clients.count(Filter(missing=("custom:Shoes",))) == 1
        return value

    return use


def export_column(book: ClientBook) -> Use:
    _worn(book, "38")

    def use() -> object:
        out = BytesIO()
        book.lists.export(out, columns=["full_name", "custom:Shoes"])
        title, line = out.getvalue().decode().splitlines()[-2:]
        assert book.attributes.list()[0].name in title
        return line.rpartition(",")[2]

    return use


def merge_field(book: ClientBook) -> Use:
    ann = _worn(book, "38")

    def use() -> object:
        fields = ["Shoes", "attribute:Shoes"]
        found = book.activities.merge_fields(ann.id, fields=fields).values
        assert found["Shoes"] == found["attribute:Shoes"]
        assert "shoes" not in book.activities.merge_fields(ann.id).values or _is_kept(book)
        return found["Shoes"]

    return use


def _is_kept(book: ClientBook) -> bool:
    return book.attributes.list()[0].name == "Shoes"


def undone_bulk_edit(book: ClientBook) -> Use:
    ann = book.clients.create(person(ANNABEL, ONE), by=ANNE)
    plan = book.bulk.plan(Filter(), BulkEdit.set_attribute("Shoes", "38"))
    run = book.bulk.commit(plan, by=ANNE)

    def use() -> object:
        value = _shoes(book)
        assert book.bulk.undo(run.id, by=ANNE).undone is not None
        assert book.clients.get(ann.id).profile.attributes == ()
        return value

    return use


PLACES: dict[str, Place] = {
    "plan": plan,
    "title of a file": suggested_title,
    "saved template": saved_template,
    "waiting row": waiting_row,
    "interrupted run": interrupted_run,
    "undo of an update": undone_update,
    "undo of a creation": undone_creation,
    "undo of a merge": undone_merge,
    "deleted client": deleted_client,
    "rules and choices of a merge": merge_rules,
    "filter": saved_filter,
    "export": export_column,
    "template of a message": merge_field,
    "undo of a bulk edit": undone_bulk_edit,
}
"""Every place that names an attribute, whoever keeps it."""


def rename(book: ClientBook) -> None:
    book.attributes.rename("Shoes", "Size", by=ANNE)


def rename_twice(book: ClientBook) -> None:
    book.attributes.rename("Shoes", "Pointure", by=ANNE)
    book.attributes.rename("Pointure", "Size", by=ANNE)


def retype(book: ClientBook) -> None:
    (known,) = book.attributes.list()
    wanted = attrs.evolve(known, type=AttributeType.INTEGER, version=1)
    book.attributes.define(wanted, by=ANNE)


def rename_and_retype(book: ClientBook) -> None:
    rename(book)
    retype(book)


def change_at_once(book: ClientBook) -> None:
    book.attributes.change("Shoes", AttributeDefinition("Size", AttributeType.INTEGER), by=ANNE)


CHANGES = {f.__name__: f for f in (rename, rename_twice, retype, rename_and_retype, change_at_once)}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("place", PLACES)
def test_what_names_an_attribute_goes_on_naming_it(
    make_book: MakeBook, place: str, change: str
) -> None:
    """M11, X35: no value is lost, or under a name or in a type that the book does not know."""
    book = make_book(region("FR"))
    book.attributes.define(AttributeDefinition("Shoes"), by=ANNE)
    use = PLACES[place](book)
    CHANGES[change](book)
    assert str(use()) == "38"


@EVERY_STORE
@pytest.mark.parametrize("change", CHANGES)
def test_an_import_that_goes_on_follows_what_its_attributes_are_called(
    book: ClientBook, change: str
) -> None:
    """M11, X35: a definition that changes between two chunks holds for the rows that are left."""
    book.attributes.define(AttributeDefinition("Shoes"), by=ANNE)
    assert str(running_import(book)(lambda: CHANGES[change](book))) == "38"
    assert {d.name for d in book.attributes.list()} <= {"Shoes", "Size"}
    run = book.imports.runs()[0]
    assert run.counts.created == 61


@pytest.mark.parametrize("change", ["rename", "rename_twice", "rename_and_retype"])
@pytest.mark.parametrize("place", PLACES)
def test_no_other_attribute_gets_a_name_that_leads_to_one(
    make_book: MakeBook, place: str, change: str
) -> None:
    """M11, X35: defining or renaming is refused, and what spoke of the attribute still does."""
    book = make_book(region("FR"))
    book.attributes.define(AttributeDefinition("Shoes"), by=ANNE)
    use = PLACES[place](book)
    CHANGES[change](book)
    for name in ("Shoes", " SHOES"):
        with pytest.raises(InvalidValueError, match="'Size' had this name and is still found"):
            book.attributes.define(AttributeDefinition(name), by=ANNE)
    assert str(use()) == "38"


def test_no_other_attribute_is_renamed_to_a_name_that_leads_to_one(book: ClientBook) -> None:
    """M11: a rename takes no name from another either; an attribute's own comes back to it."""
    book.attributes.define(AttributeDefinition("Shoes"), by=ANNE)
    rename_twice(book)
    gloves = book.attributes.define(AttributeDefinition("Gloves"), by=ANNE)
    for name in ("Shoes", "Pointure"):
        with pytest.raises(InvalidValueError, match="'Size' had this name and is still found"):
            book.attributes.rename("Gloves", name, by=ANNE)
    assert book.attributes.get("Gloves") == gloves
    assert book.attributes.rename("Size", "Shoes", by=ANNE).former == ("pointure", "size")


def test_a_name_that_was_let_go_is_free(book: ClientBook) -> None:
    """M11: what was kept under it had been renamed; what comes after is the new one's."""
    book.attributes.define(AttributeDefinition("Shoes"), by=ANNE)
    table = _table()
    book.imports.save_template("till", _mapping(book, table), table, by=ANNE)
    waiting = waiting_row(book)
    rename(book)
    let_go = book.attributes.rename("Size", "Size", forget=True, by=ANNE)
    assert (let_go.former, let_go.version) == ((), 3)
    assert book.attributes.rename("Size", "Size", forget=True, by=ANNE) == let_go
    book.attributes.define(AttributeDefinition("Shoes"), by=ANNE)
    with pytest.raises(ValueError, match="too many values"):
        waiting()  # two attributes are defined now
    (ann,) = book.search.find(ANNABEL)
    assert [(a.key, a.value) for a in ann.profile.attributes] == [("size", "38")]
    (template,) = book.imports.templates()
    assert str(template.mapping.columns[2].target) == "custom:Size"
    book.attributes.rename("Shoes", "Boots", by=ANNE)
    assert book.attributes.get("Boots").former == ("shoes",)


def test_an_attribute_of_another_scope_may_have_the_name(book: ClientBook) -> None:
    """M11: names are those of a scope."""
    book.attributes.define(AttributeDefinition("Shoes"), by=ANNE)
    rename(book)
    other = AttributeDefinition("Shoes", scope=AttributeScope.APPOINTMENT)
    assert book.attributes.define(other, by=ANNE) == other


def test_a_name_can_be_forgotten(book: ClientBook) -> None:
    """X38: a title that was somebody's name leads nowhere, and is kept nowhere."""
    book.attributes.define(AttributeDefinition("Marie Dupont"), by=ANNE)
    renamed = book.attributes.rename("Marie Dupont", "Column A", forget=True, by=ANNE)
    assert renamed.former == ()


def test_history_is_asked_for_by_nobody_who_defines(book: ClientBook) -> None:
    """M11: defining an attribute again, as somebody had read it, keeps the names it had."""
    book.attributes.define(AttributeDefinition("Shoes"), by=ANNE)
    rename(book)
    book.attributes.define(AttributeDefinition("Size", former=("tags",)), by=ANNE)
    assert book.attributes.get("Size").former == ("shoes",)


@EVERY_STORE
def test_an_appointment_can_be_written_again_after_a_rename(book: ClientBook) -> None:
    """M11: whoever makes it anew with the old name means the attribute by its new one."""
    scope = AttributeScope.APPOINTMENT
    book.attributes.define(AttributeDefinition("Room", scope=scope), by=ANNE)
    ann = book.clients.create(person(ANNABEL), by=ANNE)
    room = (Attribute("Room", "2"),)
    now = book.context.clock()
    payload = Appointment(now, attendees=(Attendee(ann.id),), attributes=room)
    book.activities.put(Activity.of("a", payload), by=ANNE)
    book.attributes.rename("Room", "Cabin", scope=scope, by=ANNE)
    again = book.activities.put(Activity.of("a", payload), by=ANNE)
    assert isinstance(again.payload, Appointment)
    assert [a.key for a in again.payload.attributes] == ["cabin"]
