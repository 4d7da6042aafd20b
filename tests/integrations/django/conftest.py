"""The suite runs in a process of its own, with Django's settings; see test_suite.py."""

import os
from collections.abc import Iterator

import pytest
from tests.postgres_server import Server, running_server

collect_ignore = [] if "CLIENTBOOK_DJANGO" in os.environ else ["suite"]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Give a PostgreSQL server."""
    with running_server() as server:
        yield server
