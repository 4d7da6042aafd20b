"""Shipped test suites and strategies for hosts and third-party stores.

* :class:`clientbook.testing.conformance.StoreConformance`: what every store does.
* :class:`clientbook.testing.link_rules.LinkPortConformance`: what every link port does.
* :class:`clientbook.testing.store_machine.StoreMachine`: a store against a plain model.
* :mod:`clientbook.testing.strategies`: hypothesis strategies of every domain type.
"""

try:
    import hypothesis  # noqa: F401 - each module below needs it
    import pytest
except ImportError as error:  # pragma: no cover - needs an environment without the extra
    raise ImportError(
        "clientbook.testing needs pytest and hypothesis: pip install 'clientbook[testing]'"
    ) from error

# Before anything below is imported: otherwise a failing rule would say no more than
# "AssertionError".
pytest.register_assert_rewrite(
    "clientbook.testing.client_rules",
    "clientbook.testing.conformance",
    "clientbook.testing.connection_rules",
    "clientbook.testing.index_rules",
    "clientbook.testing.journal_rules",
    "clientbook.testing.link_rules",
    "clientbook.testing.record_rules",
    "clientbook.testing.search_rules",
    "clientbook.testing.store_machine",
    "clientbook.testing.text_rules",
)
