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


class _Pieces:
    """A parser that is fed piece by piece, and lets nothing grow or be declared.

    Args:
        kind: For errors, such as ``"xlsx"``.
    """

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._fed = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.buffer_size = 64 * 1024
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse

    def feed(self, chunk: bytes) -> None:
        self._fed += len(chunk)
        self.parser.Parse(chunk, False)
        if self._fed - max(self.parser.CurrentByteIndex, 0) > _MAX_TOKEN:
            raise FileTooLargeError(self._kind, "one value of the XML is endless", _DAMAGED)

    def _refuse(self, *_: object) -> NoReturn:
        problem = "the workbook's XML declares a document type or an entity"
        raise ReadError(self._kind, problem, _DAMAGED)


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
    pieces = _Pieces(kind)
    pieces.parser.StartElementHandler = start
    pieces.parser.EndElementHandler = end
    if data is not None:
        pieces.parser.CharacterDataHandler = data
    try:
        if sieve is None:
            for chunk in chunks:
                pieces.feed(chunk)
        else:
            sift(chunks, sieve, pieces.feed)
        pieces.parser.Parse(b"", True)
    except LookupError as error:
        if type(error) is not LookupError:
            raise  # a fault of ours, not an encoding that nobody knows
        raise ReadError(kind, "the workbook's XML is in an unknown encoding", _DAMAGED) from None
    except expat.ExpatError:
        raise ReadError(kind, "the workbook's XML is damaged or was cut off", _DAMAGED) from None


def attribute(attributes: dict[str, str], local: str) -> str | None:
    """Return an attribute by its local name, whatever its namespace."""
    return next((v for k, v in attributes.items() if k.rpartition(" ")[2] == local), None)
