"""Data files that live beside the project, not in it."""

from pathlib import Path

import pytest


def shared_data(name: str) -> Path:
    """Return the path of a data file in the nearest ``shared/data`` folder above, or skip."""
    for folder in Path(__file__).resolve().parents:
        path = folder / "shared" / "data" / name
        if path.is_file():
            return path
    pytest.skip(f"shared/data/{name} is not on this machine")
