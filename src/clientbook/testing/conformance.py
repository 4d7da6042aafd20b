"""What every store does: one class to subclass, one method to write."""

from typing import ClassVar

from clientbook.storage.protocols import Store
from clientbook.testing.client_rules import ClientRules, TransactionRules
from clientbook.testing.connection_rules import ConnectionRules
from clientbook.testing.index_rules import FacetRules, KeyRules, ListRules
from clientbook.testing.journal_rules import JournalRules
from clientbook.testing.record_rules import RecordRules
from clientbook.testing.search_rules import SearchRules
from clientbook.testing.store_machine import run_store_machine
from clientbook.testing.text_rules import TextRules


class StoreConformance(
    ClientRules,
    TransactionRules,
    ConnectionRules,
    KeyRules,
    FacetRules,
    ListRules,
    SearchRules,
    JournalRules,
    RecordRules,
    TextRules,
):
    """What every :class:`~clientbook.storage.protocols.Store` does.

    Subclass it as ``Test...`` and write ``make_store()``::

        class TestMyStore(StoreConformance):
            def make_store(self) -> Store:
                return MyStore(...)

            def open_again(self, store: Store) -> Store | None:
                return MyStore(...)  # to the same books; leave it out where there is no second way

    Attributes:
        examples: How many random sequences of calls are compared with the model; fewer for a store
            whose calls are slow.
    """

    examples: ClassVar[int] = 20

    def test_it_is_a_store(self) -> None:
        """Every method of the protocol is there; closing an unused store is no error."""
        store = self.make_store()
        assert isinstance(store, Store)
        store.close()

    def test_it_answers_as_the_model_does(self) -> None:
        """Any sequence of calls gives what plain dictionaries give."""
        run_store_machine(self.make_store, examples=self.examples)
