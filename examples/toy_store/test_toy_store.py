"""The toy store against the kit: one class, one method."""

import sys
import tempfile
from pathlib import Path

from clientbook.testing.conformance import StoreConformance

sys.path.insert(0, str(Path(__file__).parent))
from toy_store import LogStore


class TestLogStore(StoreConformance):
    """It does what every store does."""

    def make_store(self) -> LogStore:
        return LogStore(Path(tempfile.mkdtemp()) / "book.log")
