"""An import that goes on judges the next row as if it had never stopped."""

import pytest
from tests.web.visitor import ANNA, make_book

from clientbook import OperationCancelledError, Progress
from clientbook.book import pacing
from clientbook.domain.imports import RowOutcome

ROWS = (
    "Ann;Roy;06 52 00 00 11\n"
    ";;06 52 00 00 12\n"  # goes on below a complete row
    ";;06 52 00 00 13\n"  # and once more
    "Prénom;Nom;Mobile\n"  # titles again: nothing stands above the next row
    ";;06 52 00 00 14\n"
    "Bob;Ray;0652\n"
    ";;06 52 00 00 15\n"
    "Eve;Moe;06 52 00 00 16\n"
    ";;06 52 00 00 17\n"
)
DATA = ("Prénom;Nom;Mobile\n" + ROWS).encode()


def outcomes(stops: int, monkeypatch: pytest.MonkeyPatch) -> list[RowOutcome]:
    """Return what became of the rows, one row a unit of work, stopped after each of the first."""
    monkeypatch.setattr(pacing, "_FIRST_ROWS", 1)
    monkeypatch.setattr(pacing, "_LEAST_ROWS", 1)
    monkeypatch.setattr(pacing, "_GROWTH", 1)
    book = make_book()
    desk = book.imports
    run_id = None
    for _ in range(stops):
        try:
            if run_id is None:
                desk.run(desk.open(DATA), by=ANNA, progress=stop)
            else:
                desk.resume(run_id, desk.open(DATA), by=ANNA, progress=stop)
        except OperationCancelledError as stopped:
            run_id = stopped.run_id
    if run_id is None:
        run_id = desk.run(desk.open(DATA), by=ANNA).id
    else:
        desk.resume(run_id, desk.open(DATA), by=ANNA)
    return [o for o in desk.outcomes(run_id) if o.kind.value == "rejected"]


def stop(progress: Progress) -> bool:
    return progress.phase != "importing"


@pytest.mark.parametrize("stops", range(1, 9))
def test_a_resumed_import_gives_each_row_the_reasons_it_would_have_had(
    stops: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X29: Wherever it stopped: below a complete row, a continued one, a refused one, titles."""
    whole = outcomes(0, monkeypatch)
    assert len({tuple(i.code for i in o.issues) for o in whole}) >= 3
    assert outcomes(stops, monkeypatch) == whole
