"""The toy store against the kit: one class, one method, and a second one for its connections."""

import sys
import tempfile
from pathlib import Path

from clientbook.storage.protocols import Store
from clientbook.testing.conformance import StoreConformance

sys.path.insert(0, str(Path(__file__).parent))
from toy_store import NotebookStore


class TestNotebookStore(StoreConformance):
    """It does what every store does."""

    def make_store(self) -> Store:
        self.path = Path(tempfile.mkdtemp()) / "book.db"
        return NotebookStore(self.path)

    def open_again(self, store: Store) -> Store | None:
        return NotebookStore(self.path)
