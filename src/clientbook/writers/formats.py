"""In which format a table is written: as it was asked for, or as the name of its file says."""

from collections.abc import Mapping
from os import PathLike
from pathlib import PurePath
from typing import BinaryIO

from clientbook.domain.checks import refuse
from clientbook.importing.rejects import FileFormat

FORMATS: Mapping[str, FileFormat] = {".xlsx": "xlsx", ".csv": "csv"}
"""The format that the end of a name asks for."""


def format_of(
    out: BinaryIO | str | PathLike[str], asked: FileFormat | None = None, *, usual: FileFormat
) -> FileFormat:
    """Return the format of a table that is written to a path or a binary file.

    Args:
        out: Where it goes; a file may have a name, as those that ``open`` returns.
        asked: What was asked for; None leaves it to the name.
        usual: Of a file that has no name, or one that asks for nothing.

    Raises:
        InvalidValueError: The name asks for the other format, or a path for none and nobody said
            any.
    """
    is_path = isinstance(out, str | PathLike)
    name = out if is_path else getattr(out, "name", None)
    named = None
    if isinstance(name, str | PathLike):
        named = FORMATS.get(PurePath(name).suffix.casefold())
    if asked is not None and named not in (asked, None):
        raise refuse("format", f"{asked} is asked for, and the file is named as {named}")
    if asked is None and named is None and is_path:
        endings = " or ".join(FORMATS)
        raise refuse("out", f"expected a name that ends in {endings}, or a format")
    return asked or named or usual
