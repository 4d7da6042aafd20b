"""Files that commands write."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from clientbook.commands.files import written

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")


@pytest.fixture(autouse=True)
def _mask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.mark.parametrize("force", [False, True])
def test_a_new_file_with_people_is_its_owners_alone(tmp_path: Path, force: bool) -> None:
    """N9: Only what holds nobody, such as a template, is let in by the mask of the process."""
    for name, personal, mode in (("out.csv", True, 0o600), ("template.csv", False, 0o644)):
        with written(tmp_path / name, force=force, personal=personal) as out:
            out.write(b"x")
        assert mode_of(tmp_path / name) == mode


def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path) -> None:
    """N9: Whoever has let others read an export goes on doing so."""
    path = tmp_path / "out.csv"
    path.touch(mode=0o640)
    with written(path, force=True) as out:
        out.write(b"x")
    assert mode_of(path) == 0o640
