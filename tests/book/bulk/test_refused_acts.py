"""Acts on many that are refused, forgotten, or only half undone."""

import pytest
from tests.book.conftest import EVERY_STORE, TurnedClock
from tests.book.people import ANNE, BOB, person

from clientbook.book import ClientBook
from clientbook.domain.bulk import BulkEdit, BulkState
from clientbook.domain.clients import ClientStatus
from clientbook.domain.filters import NO_FILTER
from clientbook.errors import RecordNotFoundError, StalePlanError

CRM = (("crm", "7"),)


def test_a_rule_of_retention_commits_its_own_plans(book: ClientBook) -> None:
    """X59, X60: a plan of another kind is no deletion by rule."""
    tagging = book.bulk.plan(NO_FILTER, BulkEdit.tag("vip"))
    with pytest.raises(ValueError, match=r"one of book\.retention\.plan\(\)"):
        book.retention.delete(tagging, by=BOB)


def test_an_act_is_undone_once(book: ClientBook) -> None:
    """X59: what is undone already has nothing left to undo."""
    book.clients.create(person("Ann"), by=ANNE)
    run = book.bulk.commit(book.bulk.plan(NO_FILTER, BulkEdit.tag("vip")), by=BOB)
    book.bulk.undo(run.id, by=ANNE)
    with pytest.raises(StalePlanError, match="nothing is left to undo"):
        book.bulk.undo(run.id, by=ANNE)


def test_old_acts_are_forgotten_and_young_ones_stay(book: ClientBook, clock: TurnedClock) -> None:
    """X59: the purge takes acts older than the history, and none that somebody has to finish."""
    book.clients.create(person("Ann"), by=ANNE)

    def act(tag: str) -> str:
        return book.bulk.commit(book.bulk.plan(NO_FILTER, BulkEdit.tag(tag)), by=BOB).id

    class StopError(Exception):
        pass

    def stop(_: object) -> None:
        raise StopError

    old, half = act("old"), act("half")
    with pytest.raises(StopError):
        book.bulk.undo(half, by=BOB, progress=stop)
    assert book.bulk.get(half).state is BulkState.UNDOING
    clock.turn(days=book.settings.imports.history_days + 1)
    young = act("young")
    assert book.bulk.purge(by=ANNE) == 1
    with pytest.raises(RecordNotFoundError):
        book.bulk.get(old)
    assert book.bulk.get(half).state is BulkState.UNDOING
    assert book.bulk.get(young).state is BulkState.DONE


@EVERY_STORE
def test_whose_number_somebody_else_has_by_now_stays_deleted(
    book: ClientBook, clock: TurnedClock
) -> None:
    """X60: undoing a deletion gives nobody an external id that another client took meanwhile."""
    gone = book.clients.create(person("Ann", ids=CRM), by=ANNE)
    other = book.clients.create(person("Bo", ids=(("crm", "8"),)), by=ANNE)
    clock.turn(days=4 * 365)
    run = book.retention.delete(book.retention.plan(book.retention.years_ago(3)), by=BOB)
    assert run.counts.changed == 2
    heir = book.clients.create(person("Ann", ids=CRM), by=ANNE)
    undone = book.bulk.undo(run.id, by=ANNE).undone
    assert undone is not None
    assert (undone.restored, undone.kept) == (1, 1)
    assert book.clients.get(gone.id).status is ClientStatus.DELETED
    assert book.clients.get(other.id).is_active
    assert book.clients.get(heir.id).is_active
