"""The PostgreSQL server of these tests."""

from collections.abc import Iterator

import pytest
from tests.postgres_server import Server, running_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server for the whole session."""
    with running_server() as server:
        yield server
