"""Tables that people download: CSV or XLSX, written straight to the answer."""

from collections.abc import Callable
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, Literal, cast

from clientbook.domain.checks import refuse
from clientbook.web.exchange import Response
from clientbook.web.rendering import download
from clientbook.web.routing import MEBIBYTE

TableKind = Literal["csv", "xlsx"]

_MEDIA_TYPES: dict[TableKind, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def table_kind(text: str, *, usual: TableKind) -> TableKind:
    """Return the kind that a form or an address asks for; the usual one where it does not say.

    Raises:
        InvalidValueError: It is another.
    """
    if text not in ("", *_MEDIA_TYPES):
        raise refuse("format", "not one of the choices")
    return "csv" if text == "csv" else "xlsx" if text == "xlsx" else usual


def download_table(name: str, kind: TableKind, write: Callable[[BinaryIO], object]) -> Response:
    """Return a table to keep.

    Args:
        name: What the file is called, without its ending; plain ASCII.
        kind: What it is.
        write: Writes it.
    """
    # In memory while it is small, else on the host's disk without a name, gone when it is sent.
    out = cast("BinaryIO", SpooledTemporaryFile(max_size=8 * MEBIBYTE))  # noqa: SIM115
    try:
        write(out)
    except BaseException:
        out.close()
        raise
    out.seek(0)
    return download(out, name=f"{name}.{kind}", media_type=_MEDIA_TYPES[kind])
