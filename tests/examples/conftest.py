"""A server for the examples that keep their clients in PostgreSQL."""

from collections.abc import Iterator

import pytest
from tests.postgres_server import Server, running_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Give a PostgreSQL server."""
    with running_server() as server:
        yield server
