"""The index that looks at every client, as stores inherit it."""

import inspect

import pytest

from clientbook import MemoryStore
from clientbook.searching.scanning import ScanningIndex

METHODS = [name for name, _ in inspect.getmembers(ScanningIndex, inspect.isfunction)]
YOURS = ["indexed", "get_clients", "put_clients"]


@pytest.mark.parametrize("name", METHODS)
def test_an_inherited_method_asks_nothing_of_self_that_its_class_lacks(name: str) -> None:
    """X51: editors refuse a store of which a method needs another kind of self."""
    first = next(iter(inspect.signature(getattr(ScanningIndex, name)).parameters.values()))
    assert first.annotation is inspect.Parameter.empty


@pytest.mark.parametrize("name", YOURS)
def test_what_a_store_has_to_write_says_so(name: str) -> None:
    """X51: a method that was not written names itself."""
    with pytest.raises(NotImplementedError, match=name):
        getattr(ScanningIndex(), name)(
            *["x"] * (len(inspect.signature(getattr(ScanningIndex, name)).parameters) - 1)
        )
    assert name in vars(MemoryStore)
