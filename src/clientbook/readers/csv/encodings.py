"""Which encoding a text file is in, and its text; the whole file decides, not its first lines.

UTF-8 proves itself, UTF-16 shows its zero bytes.  What is left is chosen by what the letters
would be: the scores below are for the western encodings a client list comes in (Windows, Latin-9,
old Macs, old DOS programs).  Text they cannot explain goes to a detector for other languages.
"""

import codecs
import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from clientbook.errors import EncodingError
from clientbook.messages.issues import FileFinding, FindingCode
from clientbook.readers.csv.broken import decode_broken, without_utf8
from clientbook.readers.csv.eastern import eastern_encoding
from clientbook.readers.csv.letters import latin_guess
from clientbook.readers.wide_text import asked_encoding, marked_encoding, unmarked_encoding

_SAMPLE_BYTES: Final = 128 * 1024
_LONGEST_PIECE: Final = 4 * 1024 * 1024
_LONGEST_LINE: Final = 4_000
_NEVER_INSIDE: Final = b" \t\"'(),-./:;<>"  # no byte of a character of several bytes
_MIXED_SHARE = 0.1
# What the detector may answer: scripts in which client lists are met, by its own names.
_OTHERS = (
    *("cp1251", "iso8859-5", "koi8-r", "koi8-u", "cp866", "cp855", "cp1125", "mac-cyrillic"),
    *("cp1253", "iso8859-7", "cp737", "mac-greek", "cp1258"),
    *("cp1255", "iso8859-8", "cp862", "cp1256", "iso8859-6", "cp874", "tis-620"),
    *("shift_jis_2004", "cp932", "euc_jis_2004"),
    *("iso2022_jp_2", "iso2022_jp_2004", "iso2022_jp_ext"),
    *("gb18030", "hz", "big5hkscs", "cp949", "euc_kr", "johab", "iso2022_kr"),
)
_NONE = "cp1252"
# What programs write under the name of the smaller one.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949"}
_SHIFTS = (b"\x1b$", b"~{")
_ENCODING_HINT = "save the file in that encoding, or leave encoding= out to have it found"


@attrs.frozen
class TextFacts:
    """What one pass over the bytes tells.

    Args:
        fingerprint: SHA-256 of all bytes in hexadecimal.
        utf8_lines: Lines beyond ASCII that are UTF-8.
        other_lines: Lines beyond ASCII that are not.
        sample: Lines from all over the file that are not UTF-8.
        broken: The same without the characters in them that are UTF-8.
        nuls: Zero bytes.
        escapes: ASCII lines with the marks of a seven-bit encoding of East Asian text.
        bare_returns: True when a carriage return stands without a line feed.
    """

    fingerprint: str
    utf8_lines: int
    other_lines: int
    sample: bytes
    nuls: int
    bare_returns: bool
    escapes: bytes = b""
    broken: bytes = b""


@attrs.frozen
class Decoding:
    """How the bytes of a file become text.

    Args:
        encoding: A Python codec name.
        skip: Bytes of the byte order mark.
        fallback: Encoding of the lines that are not in *encoding*; None when there are none.
        strict: Raise for a byte the encoding does not have, instead of marking it.
        sure: True when the encoding is proven (a mark, UTF-8) or was asked for.
    """

    encoding: str
    skip: int = 0
    fallback: str | None = None
    strict: bool = False
    sure: bool = True


def gather_facts(chunks: Iterable[bytes]) -> TextFacts:
    """Read all bytes once; memory does not grow with them."""
    digest = hashlib.sha256()
    sample, escapes, broken = bytearray(), bytearray(), bytearray()
    utf8 = other = nuls = 0
    bare = False
    for piece in line_pieces(_hashed(chunks, digest)):
        nuls += piece.count(0)
        bare = bare or piece.count(b"\r") != piece.count(b"\r\n")
        if any(mark in piece for mark in _SHIFTS):
            _keep_some([ln for ln in piece.splitlines() if any(m in ln for m in _SHIFTS)], escapes)
        if piece.isascii():
            continue
        good, bad = _split_lines(piece)
        utf8 += len(good)
        other += len(bad)
        _keep_some(bad, sample)
        _keep_some([without_utf8(line) for line in bad], broken)
    kept = (bytes(sample), nuls, bare, bytes(escapes), bytes(broken))
    return TextFacts(digest.hexdigest(), utf8, other, *kept)


def _hashed(chunks: Iterable[bytes], digest: "hashlib._Hash") -> Iterator[bytes]:
    for chunk in chunks:
        digest.update(chunk)
        yield chunk


def line_pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Give the bytes again in pieces that end with a line, or after 4 MiB without one."""
    rest = b""
    for chunk in chunks:
        cut = max(chunk.rfind(b"\n"), chunk.rfind(b"\r", 0, len(chunk) - 1)) + 1
        if not cut and len(rest) + len(chunk) < _LONGEST_PIECE:
            rest += chunk
            continue
        cut = cut or len(chunk)
        yield rest + chunk[:cut]
        rest = chunk[cut:]
    if rest:
        yield rest


def _split_lines(piece: bytes) -> tuple[list[bytes], list[bytes]]:
    lines = [line for line in piece.splitlines() if not line.isascii()]
    if _is_utf8(piece):
        return lines, []
    good = [line for line in lines if _is_utf8(line) and _is_meant(line.decode("utf-8"))]
    return good, [line for line in lines if not _is_utf8(line)]


def _is_meant(text: str) -> bool:
    """True unless a letter or two beyond Latin show that a line is UTF-8 by accident."""
    beyond = [char for char in text if char >= "\x80"]
    return len(beyond) > 3 or all(char < "\u0250" or "\u2000" < char < "\u2200" for char in beyond)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _keep_some(lines: list[bytes], kept: bytearray) -> None:
    """Keep lines while there is room; of each piece at most an eighth of it."""
    room = min(_SAMPLE_BYTES - len(kept), _SAMPLE_BYTES // 8)
    for line in lines:
        if room <= 0:
            return
        part = _cut(line, min(room, _LONGEST_LINE))
        kept += part + b"\n"
        room -= len(part) + 1


def _cut(line: bytes, most: int) -> bytes:
    """Cut a line between two characters: a space or the like is never a part of another one."""
    if len(line) <= most:
        return line
    part = line[:most]
    return part[: max(map(part.rfind, _NEVER_INSIDE)) + 1]


def choose_decoding(head: bytes, facts: TextFacts, asked: str | None) -> Decoding:
    """Return how to decode a file.

    Args:
        head: Its first bytes.
        facts: What :func:`gather_facts` found.
        asked: The encoding that was asked for, None to find it out.
    """
    if asked is not None:
        return Decoding(*asked_encoding(head, asked), strict=True)
    if marked := marked_encoding(head):
        name, length = marked
        damaged = name == "utf-8" and facts.other_lines
        fallback = _legacy(facts.broken)[0] if damaged else None
        return Decoding(name, length, fallback)
    if wide := unmarked_encoding(head):
        return Decoding(wide, sure=False)
    if shifted := _shifted(facts.escapes):
        return Decoding(shifted, sure=False)
    return _unmarked(facts)


def _shifted(escapes: bytes) -> str | None:
    """Return the seven-bit encoding of East Asian text that ASCII bytes are in, if any."""
    found = _detected(escapes) if escapes else None
    return found if found is not None and found.startswith(("iso2022", "hz")) else None


def _unmarked(facts: TextFacts) -> Decoding:
    if not facts.other_lines:
        return Decoding("utf-8", sure=facts.utf8_lines > 0)
    if facts.utf8_lines >= _MIXED_SHARE * (facts.utf8_lines + facts.other_lines):
        return Decoding("utf-8", fallback=_legacy(facts.broken)[0], sure=False)
    name, sure = _legacy(facts.sample)
    return Decoding(name, sure=sure)


def _legacy(sample: bytes) -> tuple[str, bool]:
    """Return the one-byte or Asian encoding that explains the sample best."""
    if eastern := eastern_encoding(sample):
        return eastern, True
    name, explained = latin_guess(sample)
    if explained:
        return name, True
    found = _detected(sample)
    return (found, True) if found else (name, False)


def _detected(sample: bytes) -> str | None:
    """Return what a detector of other scripts finds; Latin ones are told apart before."""
    import chardet

    found = chardet.detect(sample, include_encodings=(*_OTHERS, _NONE))["encoding"]
    if found is None or found.lower() == "windows-1252":  # its word for "none of these"
        return None
    try:
        name = codecs.lookup(found).name
        sample.decode(name, "replace")
    except (LookupError, ValueError):
        return None
    return _SUPERSETS.get(name, name)


class Decoder:
    """Decodes the bytes of one file, and counts what it had to mend.

    Args:
        decoding: How.
        kind: Kind of file, for errors.
    """

    def __init__(self, decoding: Decoding, kind: str) -> None:
        self.decoding = decoding
        self.kind = kind
        self.mended = 0

    def texts(self, chunks: Iterable[bytes]) -> Iterator[str]:
        """Give the text in pieces; of encodings that keep ASCII, each piece ends with a line.

        Raises:
            EncodingError: The encoding was asked for and does not have a byte.
        """
        self.mended = 0
        name = self.decoding.encoding
        if name.startswith(("utf-16", "utf-32")) or not _keeps_line_ends(name):
            yield from self._stateful(_without_mark(chunks, self.decoding.skip))
            return
        offset = self.decoding.skip
        for piece in line_pieces(_without_mark(chunks, offset)):
            try:
                yield piece.decode(name)
            except UnicodeDecodeError as error:
                if self.decoding.strict:
                    raise self._refusal(error, offset) from None
                yield self._line_by_line(piece)
            offset += len(piece)

    def _refusal(self, error: UnicodeDecodeError, offset: int) -> EncodingError:
        return EncodingError(
            self.kind,
            f"the byte at offset {offset + error.start} is not {self.decoding.encoding}",
            _ENCODING_HINT,
        )

    def _line_by_line(self, piece: bytes) -> str:
        name, fallback = self.decoding.encoding, self.decoding.fallback
        texts: list[str] = []
        for line in piece.splitlines(keepends=True):
            try:
                texts.append(line.decode(name))
            except UnicodeDecodeError:
                self.mended += 1
                texts.append(
                    decode_broken(line, fallback) if fallback else line.decode(name, "replace")
                )
        return "".join(texts)

    def _stateful(self, chunks: Iterable[bytes]) -> Iterator[str]:
        errors = "strict" if self.decoding.strict else "replace"
        decoder = codecs.getincrementaldecoder(self.decoding.encoding)(errors)
        offset = self.decoding.skip
        try:
            for chunk in chunks:
                yield self._counted(decoder.decode(chunk))
                offset += len(chunk)
            yield self._counted(decoder.decode(b"", final=True))
        except UnicodeDecodeError as error:
            kept = len(error.object) - error.start  # what the decoder had left over counts too
            raise self._refusal(error, max(0, offset - error.start - kept)) from None
        except UnicodeError:  # some codecs say no more than that
            raise EncodingError(
                self.kind, f"the bytes are not {self.decoding.encoding}", _ENCODING_HINT
            ) from None

    def _counted(self, text: str) -> str:
        self.mended += text.count("\ufffd")
        return text


def _keeps_line_ends(name: str) -> bool:
    """True when a line feed byte is a line feed whatever stands before it."""
    try:
        return b"\r\n".decode(name) == "\r\n" and not name.startswith(("iso2022", "utf-7", "hz"))
    except UnicodeError:
        return False


def _without_mark(chunks: Iterable[bytes], skip: int) -> Iterator[bytes]:
    for chunk in chunks:
        yield chunk[skip:]
        skip = max(0, skip - len(chunk))


def encoding_findings(decoding: Decoding, mended: int) -> Iterator[FileFinding]:
    """Give what the owner of a file should know about its encoding."""
    yield FileFinding.of(FindingCode.ENCODING_CHOSEN, encoding=decoding.encoding)
    if mended:
        yield FileFinding.of(
            FindingCode.MIXED_ENCODINGS,
            count=mended,
            encoding=decoding.fallback or decoding.encoding,
        )
