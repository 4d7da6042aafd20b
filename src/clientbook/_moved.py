"""Modules and names that were renamed: the old spelling answers, and warns."""

import importlib
import warnings
from collections.abc import Callable, Mapping


def moved(old: str, new: str) -> Callable[[str], object]:
    """Return the ``__getattr__`` of a module whose names stand in another one.

    Args:
        old: Path of the module, such as ``"clientbook.catalogue"``.
        new: Path of the module that holds its names now.

    Returns:
        A function from a name to its value that warns with ``DeprecationWarning``.

    Raises:
        AttributeError: The new module has no such name either.
    """

    def get(name: str) -> object:
        if name.startswith("__"):  # asked by the import system, not by a caller
            raise AttributeError(name)
        try:
            value: object = getattr(importlib.import_module(new), name)
        except AttributeError:
            raise AttributeError(f"module {old!r} has no attribute {name!r}") from None
        warnings.warn(f"{old} is now {new}", DeprecationWarning, stacklevel=2)
        return value

    return get


def renamed(module: str, names: Mapping[str, str]) -> Callable[[str], object]:
    """Return the ``__getattr__`` of a module in which names were renamed.

    Args:
        module: Path of the module.
        names: The old name and the new one; ``"other.module:Name"`` for one that moved too.

    Returns:
        A function from an old name to its value that warns with ``DeprecationWarning``.

    Raises:
        AttributeError: It is no old name.
    """

    def get(name: str) -> object:
        if name not in names:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        place, _, new = names[name].rpartition(":")
        value: object = getattr(importlib.import_module(place or module), new)
        stands = f"{place}.{new}" if place else new
        warnings.warn(f"{module}.{name} is now {stands}", DeprecationWarning, stacklevel=2)
        return value

    return get
