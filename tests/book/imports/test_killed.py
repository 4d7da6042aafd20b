"""X15: an import that is killed anywhere is finished by resume, as if nothing had happened."""

import random
import subprocess
import sys
from pathlib import Path

import pytest
from tests.book.imports.conftest import BY, FR, everybody

from clientbook import ClientBook, MemoryStore, SqliteStore
from clientbook.domain.imports import RunState

ROWS = 4_500
POINTS = random.Random(15).sample(range(1, 3_800), 3)  # of the ids given


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("killed") / "people.csv"
    lines = [
        f"Anna{n},Bell{n % 900},06{10_000_000 + n % 3_000:08d},{'' if n % 7 else 'bad'}"
        for n in range(ROWS)
    ]
    path.write_text("First name,Last name,Mobile,Email\n" + "\n".join(lines) + "\n", "utf-8")
    return path


@pytest.fixture(scope="module")
def unharmed(source: Path) -> ClientBook:
    book = ClientBook(MemoryStore(), settings=FR)
    book.imports.run(book.imports.open(source), by=BY)
    return book


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_import_is_resumed_to_the_same_book(
    tmp_path: Path, source: Path, unharmed: ClientBook, point: int
) -> None:
    """X15: killed at a random point, resumed, imported again: the book of a quiet import."""
    database = tmp_path / "book.db"
    script = Path(__file__).with_name("killed_import.py")
    dead = subprocess.run(
        [sys.executable, str(script), str(database), str(source), str(point)],
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert dead.returncode in (-9, 9), dead.stderr.decode()[-500:]
    book = ClientBook(SqliteStore(database), settings=FR)
    table = book.imports.open(source)
    runs = book.imports.runs()
    if runs:  # killed in the middle: what is there belongs to whole chunks
        (run,) = runs
        assert run.state is RunState.COMMITTING
        assert len(list(book.imports.outcomes(run.id))) == run.counts.rows
        done = book.imports.resume(run.id, table, by=BY)
    else:  # killed before the run was listed: nothing was written
        assert book.clients.count() == 0
        done = book.imports.run(table, by=BY)
    (expected,) = unharmed.imports.runs()
    assert done.counts == expected.counts
    assert everybody(book) == everybody(unharmed)
    assert [o.kind for o in book.imports.outcomes(done.id)] == [
        o.kind for o in unharmed.imports.outcomes(expected.id)
    ]
    seq = book.context.store.last_seq(book.context.book)
    assert book.imports.run(table, by=BY).counts.created == 0
    assert book.context.store.last_seq(book.context.book) == seq + 1
    book.context.store.close()
