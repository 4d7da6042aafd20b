"""Files that commands write: never over one that it was not told to replace."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, cast

from clientbook.commands.calls import CommandCallError
from clientbook.commands.words import say
from clientbook.messages.catalogue import Language
from clientbook.writers.formats import FORMATS

TABLES = tuple(FORMATS)
PAGES = (".html", ".htm")


def check_output(
    path: Path,
    option: str,
    *,
    endings: tuple[str, ...],
    book: Path | None = None,
    source: Path | None = None,
    force: bool = False,
    language: Language = "en",
) -> None:
    """Refuse a name before anything is done.

    Args:
        path: File to write.
        option: What the user called it.
        endings: What its name may end in.
        book: The book, which is never written over.
        source: The file that is read, which is never written over.
        force: True replaces another file that is there.
        language: Of the refusal.

    Raises:
        CommandCallError: The source, the book, a file that is there, a folder, a missing
            folder, or another kind of file.
    """

    def refuse(key: str, **values: object) -> CommandCallError:
        return CommandCallError(say(language, key, option=option, path=path, **values))

    if source is not None and _same(path, source):
        raise refuse("is_input")
    if book is not None and any(_same(path, Path(f"{book}{end}")) for end in ("", "-wal", "-shm")):
        raise refuse("is_book")
    if path.suffix.lower() not in endings:
        raise refuse("ending", endings=say(language, "or").join(endings))
    if path.is_dir():
        raise refuse("is_folder")
    if not path.parent.is_dir():
        raise refuse("no_folder", folder=path.parent)
    if path.exists() and not force:
        raise refuse("exists")


def _same(one: Path, other: Path) -> bool:
    """True when two names lead to one file, through links and capital letters as well."""
    with suppress(OSError):
        return one.samefile(other)
    return os.path.normcase(one.resolve()) == os.path.normcase(other.resolve())


@contextmanager
def written(path: Path, *, force: bool = False, personal: bool = True) -> Iterator[BinaryIO]:
    """Give a file to write to that takes its place only once it is whole.

    Args:
        path: File to write; one that is replaced keeps its mode.
        force: True replaces a file that is there.
        personal: True makes a new file its owner's alone (mode 600), as one that holds people
            should be; False lets in whom the mask of the process lets in.

    Raises:
        OSError: It cannot be written, or somebody made such a file meanwhile.
    """
    with NamedTemporaryFile(dir=path.parent, prefix=".clientbook-", delete=False) as out:
        try:
            yield cast("BinaryIO", out)
            out.close()
            if force and path.exists():
                shutil.copymode(path, out.name)
            elif not personal:
                Path(out.name).chmod(_mode())
            if not force:
                with path.open("xb"):  # the name is taken at once, or it is somebody else's
                    pass
            Path(out.name).replace(path)
        except BaseException:
            out.close()
            Path(out.name).unlink(missing_ok=True)
            raise


def _mode() -> int:
    """Return the mode of a new file; the only way to read the mask is to set it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask
