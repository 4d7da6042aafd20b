"""Files between their upload and the end of their import, in a folder the host names.

A file goes with its import, 24 hours after it came, or when somebody is erased, whatever is first.
Beside its bytes lies what was chosen for it so far, so that any process that sees the folder goes
on where another stopped.  Names in the folder are made here; what a sender calls a file is only
shown.
"""

import hashlib
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path, PureWindowsPath
from typing import BinaryIO

import attrs

from clientbook.convert.json import from_json, to_json
from clientbook.domain.checks import utc
from clientbook.domain.imports import ImportMode, ImportRun, RunState
from clientbook.domain.settings import OnBadValue
from clientbook.errors import (
    ClientbookError,
    FileTooLargeError,
    ImportExpiredError,
    RecordNotFoundError,
)
from clientbook.web.exchange import Upload
from clientbook.web.routing import Site

KEPT_HOURS = 24
"""How long a file waits for its import."""

LEASE_SECONDS = 60
"""How long somebody who works on a file is believed to work on, once nothing is heard of them."""

_ID = re.compile(r"[0-9a-f]{32}")
_PIECE = 1_048_576
_NAME_LIMIT = 200


@attrs.frozen
class FileReading:
    """How a file is to be read; None finds it out.

    Args:
        header: Whether the first row holds titles.
        sheet: Number of the sheet, from 1.
        encoding: Of a text file.
        delimiter: Between the cells of a text file.
    """

    header: bool | None = None
    sheet: int | None = None
    encoding: str | None = None
    delimiter: str | None = None


@attrs.frozen
class KeptFile:
    """A file that waits for its import, and what was chosen for it.

    Args:
        id: Its name in the folder.
        book: Whose it is.
        name: What its sender calls it.
        size: Bytes.
        fingerprint: SHA-256 of its bytes in hexadecimal.
        at: When it came.
        by: Id of who sent it.
        reading: How it is read.
        rows: Rows it holds, as last read.
        mapping: JSON of what its columns mean, empty while nothing was chosen.
        mode: What rows may do.
        source: Name of the list it is, may be empty.
        on_bad_value: What a value does that cannot be read; None as the book is set.
        plan: JSON of the plan that was shown, empty while there is none.
        counted: Rows that the plan has counted so far.
        again: Key of the words that say why the plan is shown once more; empty for a first look.
        run_id: The import it belongs to, empty before.
        like: Id of the import whose refused rows these are, mended; empty for other files.
    """

    id: str
    book: str
    name: str = attrs.field(repr=False)
    size: int
    fingerprint: str
    at: datetime = attrs.field(converter=utc)
    by: str
    reading: FileReading = FileReading()
    rows: int = 0
    mapping: str = attrs.field(default="", repr=False)
    mode: ImportMode = ImportMode.UPSERT
    source: str = ""
    on_bad_value: OnBadValue | None = None
    plan: str = attrs.field(default="", repr=False)
    counted: int = 0
    run_id: str = ""
    like: str = ""
    again: str = ""

    def unplanned(self, again: str = "") -> "KeptFile":
        """Return the file without a plan, which is to be made once more for a reason."""
        return attrs.evolve(self, plan="", counted=0, again=again)


@attrs.frozen
class Uploads:
    """The files of one book in a folder.

    Args:
        folder: The folder; it is made when the first file comes.
        book: Id of the book: files of others are not seen.
    """

    folder: Path
    book: str

    @classmethod
    def of(cls, site: Site) -> "Uploads | None":
        """Return the files of a book, None where the host has named no folder."""
        if site.uploads_folder is None:
            return None
        return cls(site.uploads_folder, site.book.context.book)

    def receive(
        self, upload: Upload, *, by: str, now: datetime, most: int, like: str = ""
    ) -> KeptFile:
        """Keep a file that came with a form.

        Raises:
            FileTooLargeError: It has more than *most* bytes; nothing is kept.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        file_id = secrets.token_hex(16)
        path = self.path(file_id)
        try:
            with os.fdopen(_create(path), "wb") as out:
                size, fingerprint = _copy(upload.file, out, most)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        name = PureWindowsPath(upload.name).name[-_NAME_LIMIT:]  # it knows both slashes
        kept = KeptFile(file_id, self.book, name, size, fingerprint, now, by, like=like)
        self.save(kept)
        return kept

    def path(self, file_id: str) -> Path:
        """Return where the bytes of a file lie."""
        return self.folder / f"{file_id}.file"

    def findings(self, file_id: str) -> Path:
        """Return where a dry run of a file keeps what it finds out."""
        return self.folder / f"{file_id}.plan"

    def get(self, file_id: str, *, now: datetime) -> KeptFile:
        """Return a file.

        Raises:
            RecordNotFoundError: It is not there, too old, or another book's.
        """
        kept = self._read(file_id)
        if kept is None or is_expired(kept, now):
            raise RecordNotFoundError("file", file_id)
        return kept

    def save(self, kept: KeptFile) -> None:
        """Keep what was chosen for a file; a reader sees it whole or not at all."""
        target = self.folder / f"{kept.id}.json"
        draft = self.folder / f"{kept.id}.{secrets.token_hex(4)}.draft"
        with os.fdopen(_create(draft), "w") as out:
            out.write(to_json(kept))
        draft.replace(target)

    def all(self, *, now: datetime) -> tuple[KeptFile, ...]:
        """Return the files of the book, newest first."""
        found = [kept for kept in self.every() if not is_expired(kept, now)]
        return tuple(sorted(found, key=lambda kept: kept.at, reverse=True))

    def of_run(self, run: ImportRun, *, now: datetime) -> KeptFile | None:
        """Return the file that an import reads, None when it is not in this folder."""
        for kept in self.all(now=now):
            if kept.run_id == run.id or (not kept.run_id and kept.fingerprint == run.fingerprint):
                return kept
        return None

    def remove(self, file_id: str) -> None:
        """Remove a file and what was chosen for it."""
        if _ID.fullmatch(file_id):
            for path in self.folder.glob(f"{file_id}.*"):
                path.unlink(missing_ok=True)

    @contextmanager
    def working(self, key: str) -> Iterator["Lease | None"]:
        """Work on something alone; gives None while somebody else does.

        Args:
            key: What is worked on, such as a fingerprint.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256(f"{self.book}\n{key}".encode()).hexdigest()[:32]
        path = self.folder / f"{digest}.lease"
        if not _take(path):
            yield None
            return
        try:
            yield Lease(path)
        finally:
            path.unlink(missing_ok=True)

    def every(self) -> Iterator[KeptFile]:
        """Yield the files of the book, those that have waited too long as well."""
        for path in self.folder.glob("*.json"):
            kept = self._read(path.stem)
            if kept is not None:
                yield kept

    def _read(self, file_id: str) -> KeptFile | None:
        if not _ID.fullmatch(file_id):
            return None
        try:
            kept = from_json(KeptFile, (self.folder / f"{file_id}.json").read_bytes())
        except (OSError, ClientbookError):  # gone meanwhile, or of another version
            return None
        return kept if kept.book == self.book and self.path(file_id).is_file() else None


@attrs.frozen
class Lease:
    """Says that somebody works on something.

    Args:
        path: The file that says so.
    """

    path: Path

    def renew(self) -> None:
        """Say that the work goes on."""
        with suppress(OSError):
            self.path.touch()


def is_expired(kept: KeptFile, now: datetime) -> bool:
    """True for a file that has waited too long."""
    return now - kept.at > timedelta(hours=KEPT_HOURS)


def clean_uploads(site: Site) -> int:
    """Remove the files that have waited too long, and those whose import has ended.

    Returns:
        How many.
    """
    uploads = Uploads.of(site)
    if uploads is None:
        return 0
    now = site.book.context.clock()
    gone = [k for k in uploads.every() if is_expired(k, now) or _has_ended(k, site)]
    for kept in gone:
        uploads.remove(kept.id)
    return len(gone)


def forget_uploads(site: Site) -> int:
    """Remove every file of the book: somebody was erased who may stand in them.

    An import that is under way asks for its file again.

    Returns:
        How many.
    """
    uploads = Uploads.of(site)
    if uploads is None:
        return 0
    gone = list(uploads.every())
    for kept in gone:
        uploads.remove(kept.id)
    return len(gone)


def _has_ended(kept: KeptFile, site: Site) -> bool:
    if not kept.run_id:
        return False
    try:
        return site.book.imports.get(kept.run_id).state is not RunState.COMMITTING
    except (RecordNotFoundError, ImportExpiredError):
        return True


def _copy(source: BinaryIO, out: BinaryIO, most: int) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    while piece := source.read(_PIECE):
        size += len(piece)
        if size > most:
            raise FileTooLargeError("file", f"more than {most:,} bytes", "split the file")
        digest.update(piece)
        out.write(piece)
    return size, digest.hexdigest()


def _create(path: Path) -> int:
    """Return a new file that its owner alone reads; one that is there is an error."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def _take(path: Path) -> bool:
    """Make a lease; one of which nothing was heard for long is taken over."""
    for _ in range(2):
        try:
            os.close(_create(path))
        except FileExistsError:
            with suppress(FileNotFoundError):
                if time.time() - path.stat().st_mtime < LEASE_SECONDS:
                    return False
                path.unlink(missing_ok=True)
        else:
            return True
    return False
