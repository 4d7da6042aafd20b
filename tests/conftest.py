"""What holds for every test: which of them are quick, and the server of those that ask for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from tests.postgres_server import Server, running_server

ROOT = Path(__file__).parent

# No test asserts on time: a busy machine is no fault of what is tested.  The examples of property
# tests are the same each run: a change is judged by itself, not by what is drawn beside it.
# `pytest --hypothesis-profile=exploring` draws new ones.
settings.register_profile("exploring", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The quick tests ask whether an interpreter differs, and draw fewer of them.
settings.register_profile("clientbook", settings.get_profile("exploring"), derandomize=True)
settings.register_profile("quick", settings.get_profile("clientbook"), max_examples=25)
settings.load_profile("clientbook")

# Processes that start, race and die, every command of the command line, and long drawn histories:
# a step of `.ci/run` of their own, so that whoever changes a line has an answer in ten minutes.
_CAMPAIGNS = (
    "book/consent/test_one_answer.py",
    "book/duplicates/test_merge_machine.py",
    "book/imports/test_killed.py",
    "book/imports/test_laws.py",
    "book/privacy/test_erased_after_anything.py",
    "book/test_undone_in_order.py",
    "cli/test_whole.py",
    "docs/test_console.py",
    "examples/",
    "matching/lists/test_patterns.py",
    "matching/lists/test_vectors.py",
    "matching/test_laws.py",
    "matching/test_processes.py",
    "merging/test_laws.py",
    "storage/test_durability.py",
    "storage/test_joined.py",
    "storage/test_postgres_pool.py",
    "storage/test_races.py",
    "testing/",
    "web/test_driving.py",
)

# Files of which some cases are campaigns and the others are not.
PARTLY_CAMPAIGNS = ("identity/test_entry_points.py",)

# Not quick on any interpreter: these, and what needs a server, a browser, many files, whole lists
# or long tables of cases, opens every door of the book, or reads the sources rather than runs them.
_SLOW = (
    *_CAMPAIGNS,
    "book/bulk/test_bulk.py",
    "book/clients/test_renaming.py",
    "book/consent/test_exported_answers.py",
    "book/consent/test_exported_refusals.py",
    "book/consent/test_opt_outs_hold.py",
    "book/consent/test_said_last.py",
    "book/duplicates/test_scans.py",
    "book/imports/test_dirty_lists.py",
    "book/imports/test_living_book.py",
    "book/imports/test_plan_hash.py",
    "book/imports/test_runs.py",
    "book/imports/test_undecided_consents.py",
    "book/lists/test_usual_columns.py",
    "book/privacy/test_erasure.py",
    "book/privacy/test_whose_row.py",
    "book/test_backing.py",
    "book/test_copying.py",
    "cli/test_serving.py",
    "docs/",
    "identity/test_comes_again.py",
    "identity/test_entry_points.py",
    "identity/test_names_told.py",
    "importing/suggesting/test_plannable.py",
    "importing/suggesting/test_quality.py",
    "importing/suggesting/test_refused_channels.py",
    "integrations/django/",
    "matching/lists/test_lists.py",
    "matching/test_index_keys.py",
    "messages/test_refusals.py",
    "parsing/test_mentions.py",
    "parsing/test_phone_equality.py",
    "readers/test_fuzz.py",
    "readers/test_known_exports.py",
    "readers/workbooks/test_sieve.py",
    "reports/",
    "searching/test_search.py",
    "searching/test_typed_texts.py",
    "storage/test_postgres",
    "storage/test_sqlite_files.py",
    "test_layout.py",
    "web/browser/",
    "web/test_french.py",
    "web/test_hostile_text.py",
    "web/test_imports.py",
)

# Histories of a book that are told on each store: quick are those in memory.  What SQLite does on
# an interpreter, the tests of the store itself show.
_ON_EACH_STORE = ("book/", "identity/")


def _place(path: Path) -> str:
    """Return where a test stands below this folder, an empty text for one from elsewhere."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else ""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave files unread of which a step takes nothing: each worker of each step reads for itself.

    A file that is named on the command line is read all the same.
    """
    if not (where := _place(collection_path)).endswith(".py"):
        return None
    asked = config.option.markexpr
    if asked == "quick":
        unasked = where.startswith(_SLOW)
    elif asked.startswith("campaign and "):
        unasked = not where.startswith((*_CAMPAIGNS, *PARTLY_CAMPAIGNS))
    else:
        unasked = asked.startswith("not campaign and ") and where.startswith(_CAMPAIGNS)
    return unasked or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is a campaign, and as quick what needs nothing but Python and is none."""
    for item in items:
        where = _place(item.path)
        if where.startswith(_CAMPAIGNS):
            item.add_marker(pytest.mark.campaign)
        if item.get_closest_marker("long") or "postgres" in item.nodeid:
            continue
        if where.startswith(_ON_EACH_STORE) and "sqlite" in item.name:
            continue
        if where and not where.startswith(_SLOW):
            item.add_marker(pytest.mark.quick)


def pytest_configure(config: pytest.Config) -> None:
    """Draw fewer examples where only the quick tests are asked for."""
    if config.option.markexpr == "quick" and not config.getoption("--hypothesis-profile"):
        settings.load_profile("quick")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server for the whole session; whoever kills one starts its own."""
    with running_server() as server:
        yield server
