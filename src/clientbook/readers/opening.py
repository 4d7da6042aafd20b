"""The one door to files: bytes in, a Table out, whatever the file is and is called."""

import os
from typing import BinaryIO, TypeAlias, Unpack

import attrs

from clientbook.domain.doors import guarded
from clientbook.errors import FileTooLargeError
from clientbook.importing.tables import Table
from clientbook.messages.issues import FileFinding, FindingCode
from clientbook.readers.byte_sources import ByteSource, open_source
from clientbook.readers.csv.tables import open_csv
from clientbook.readers.options import ReadOptions, ReadOverrides
from clientbook.readers.sniffing import (
    CSV,
    HEAD_BYTES,
    VCARD,
    kind_named,
    possible_kinds,
    sniff_kind,
)

Readable: TypeAlias = str | os.PathLike[str] | bytes | BinaryIO
"""What can be opened: a path, the bytes themselves, or a file in binary mode."""


@guarded
def open_table(
    source: Readable,
    *,
    options: ReadOptions | None = None,
    **overrides: Unpack[ReadOverrides],
) -> Table:
    """Open a CSV file, a workbook (XLSX, XLS, ODS) or a vCard file as a table.

    What the file is, its encoding, its delimiter and the row of its titles are found from its
    bytes; each choice is among the table's findings and can be overridden.

    Args:
        source: A path, bytes, or a file opened in binary mode; a stream is read to its end.
        options: How to read it.
        **overrides: Fields of :class:`ReadOptions` to change: ``encoding=``, ``delimiter=``,
            ``header_row=``, ``sheet=`` and the others of
            :class:`~clientbook.readers.options.ReadOverrides`.

    Returns:
        A table that can be iterated any number of times.

    Raises:
        ReadError: The file as a whole cannot be read; the error says what is wrong.
        FileTooLargeError: It is over a limit; at most a piece more than the limit was read.
        TitleRowError: A banner stands above the titles, and they were said to be in row 1.
        DuplicateHeaderError: Two titles are equal, and ``unique_header`` was asked for.
        EncodingError: It is not in the encoding that was asked for.
    """
    chosen = attrs.evolve(options or ReadOptions(), **overrides)
    bytes_ = open_source(source, limit=lambda head: _limit(head, chosen))
    with bytes_.stream() as stream:
        kind = sniff_kind(bytes_.head(HEAD_BYTES), stream)
    most = chosen.limits.bytes_for("xlsx" if kind == "xlsb" else kind)
    if bytes_.size > most:
        raise FileTooLargeError(
            kind,
            f"the file has {bytes_.size} bytes, more than {most}",
            "split the file, or raise limits.max_bytes",
        )
    table = _open_kind(kind, bytes_, chosen)
    table.findings = (*_name_findings(kind, bytes_.name), *table.findings)
    return table


def _limit(head: bytes, options: ReadOptions) -> int:
    """Return the most bytes a stream that begins like this may have."""
    return max(options.limits.bytes_for(kind) for kind in possible_kinds(head))


def _open_kind(kind: str, bytes_: ByteSource, options: ReadOptions) -> Table:
    if kind == CSV:
        return open_csv(bytes_, options=options)
    with bytes_.stream() as stream:  # both readers need it for the length of the call only
        if kind == VCARD:
            from clientbook.readers.vcards.tables import open_vcards

            return open_vcards(stream, options=options, name=bytes_.name)
        from clientbook.readers.workbooks.tables import open_workbook

        return open_workbook(stream, kind=kind, options=options, name=bytes_.name)


def _name_findings(kind: str, name: str | None) -> tuple[FileFinding, ...]:
    named = kind_named(name)
    if named is None or named == kind:
        return ()
    return (FileFinding.of(FindingCode.MISNAMED_FILE, named=named, kind=kind),)
