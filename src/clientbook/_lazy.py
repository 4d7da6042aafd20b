"""Names of a package that are loaded when they are first used."""

import importlib
import sys
from collections.abc import Callable, Mapping
from typing import NoReturn


def lazily(
    package: str,
    homes: Mapping[str, tuple[str, ...]],
    otherwise: Callable[[str], object],
    *,
    into: str | None = None,
) -> Callable[[str], object]:
    """Return the ``__getattr__`` of a package whose names stand in modules below it.

    Args:
        package: Path of the package.
        homes: Names by the module that holds them, such as ``"lists.pairs"``.
        otherwise: Answers for every other name, or raises AttributeError.
        into: Path of the module that has the names, where it is not the package itself.
    """
    home_of = {name: module for module, names in homes.items() for name in names}

    def get(name: str) -> object:
        if name not in home_of:
            return otherwise(name)
        value: object = getattr(importlib.import_module(f"{package}.{home_of[name]}"), name)
        setattr(sys.modules[into or package], name, value)  # asked once
        return value

    return get


def unknown(module: str) -> Callable[[str], NoReturn]:
    """Return what :func:`lazily` answers with where a module has no other names."""

    def refuse(name: str) -> NoReturn:
        raise AttributeError(f"module {module!r} has no attribute {name!r}")

    return refuse
