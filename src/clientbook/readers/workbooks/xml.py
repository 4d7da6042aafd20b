"""XML of workbooks, read in pieces by expat: no entity, no document type, no endless token."""

from collections.abc import Callable, Iterable
from typing import NoReturn
from xml.parsers import expat

from clientbook.errors import FileTooLargeError, ReadError
from clientbook.readers.workbooks.sieve import Sieve, sift

_MAX_TOKEN = 4 * 1024 * 1024
_DAMAGED = "open it in a spreadsheet program and save it again"

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Data = Callable[[str], None]


class LocalNames(dict[str, str]):
    """Names without their namespace; a name that nobody asked for is ``""``.

    Workbooks come in transitional and strict namespaces and with any prefix; the names alone tell
    the elements apart.

    Args:
        known: Local names that matter.
    """

    def __init__(self, known: Iterable[str]) -> None:
        super().__init__()
        self._known = frozenset(known)

    def __missing__(self, name: str) -> str:
        local = name.rpartition(" ")[2]
        if local not in self._known:
            return ""  # not kept: a hostile file has as many names as it likes
        if len(self) < 1000:
            self[name] = local
        return local


def parse(
    chunks: Iterable[bytes],
    *,
    kind: str,
    start: Start,
    end: End,
    data: Data | None = None,
    sieve: Sieve | None = None,
) -> None:
    """Read XML and call back; element names are ``"namespace local"``.

    Args:
        chunks: The part.
        kind: For errors, such as ``"xlsx"``.
        start: Called for each element that starts.
        end: Called for each element that ends.
        data: Called for character data.
        sieve: Reads plain pieces in the parser's stead.

    Raises:
        ReadError: Not well formed, or with a document type, which workbooks never have.
        FileTooLargeError: One token is larger than any workbook's.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = 64 * 1024
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    if data is not None:
        parser.CharacterDataHandler = data

    def refuse(*_: object) -> NoReturn:
        raise ReadError(kind, "the workbook's XML declares a document type or an entity", _DAMAGED)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    fed = 0

    def feed(chunk: bytes) -> None:
        nonlocal fed
        fed += len(chunk)
        parser.Parse(chunk, False)
        if fed - max(parser.CurrentByteIndex, 0) > _MAX_TOKEN:
            raise FileTooLargeError(kind, "one value of the XML is endless", _DAMAGED)

    try:
        if sieve is None:
            for chunk in chunks:
                feed(chunk)
        else:
            sift(chunks, sieve, feed)
        parser.Parse(b"", True)
    except LookupError as error:
        if type(error) is not LookupError:
            raise  # a fault of ours, not an encoding that nobody knows
        raise ReadError(kind, "the workbook's XML is in an unknown encoding", _DAMAGED) from None
    except expat.ExpatError:
        raise ReadError(kind, "the workbook's XML is damaged or was cut off", _DAMAGED) from None


def attribute(attributes: dict[str, str], local: str) -> str | None:
    """Return an attribute by its local name, whatever its namespace."""
    return next((v for k, v in attributes.items() if k.rpartition(" ")[2] == local), None)
