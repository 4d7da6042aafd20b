"""Cards of a vCard file (2.1, RFC 2426, RFC 6350) as phones and mail programs write them.

Nothing is refused: a line that cannot be read costs that property only, and is named.  Folded
lines, soft line breaks of quoted-printable, character sets per property, lines broken without a
fold, cards without an end and cards inside cards are all in real files.
"""

import quopri
import re
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterable, Iterator

import attrs

from clientbook.convert.card_lines import MAX_LINE, logical_lines
from clientbook.parsing.html_texts import change_entities

_MAX_PROPERTIES = 2_000  # of one card
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
BINARY_NAMES = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
"""Properties whose value may be a picture, a sound or a key."""

_HEAD = re.compile(r"(?:([A-Za-z0-9_-]{1,100})\.)?([A-Za-z0-9_-]{1,100})([;:].*)", re.DOTALL)
# Character sets of phones and mail programs; others Python knows are slow or no character sets.
_CHARSET = re.compile(
    r"(?:utf-?(?:8|16)(?:[lb]e)?|us-ascii|iso-?8859-[0-9]{1,2}|windows-125[0-9]|cp[0-9]{3,4}"
    r"|shift[_-]?jis|euc-(?:jp|kr)|iso-2022-jp|gb(?:2312|k|18030)|big5|koi8-[ru]|macintosh)",
    re.IGNORECASE,
)
# How Android writes a label of its owner's in vCard 2.1.
_ANDROID_LABEL = re.compile(
    r"X-CUSTOM\((?:CHARSET=([^,()]{0,40}),)?ENCODING=QUOTED-PRINTABLE,(.{1,1000})\)", re.IGNORECASE
)
_CIRCUMFLEX = re.compile(r"\^([n'^])")
_BARE_ENCODINGS = {"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"}


@attrs.frozen
class Property:
    """One property of a card.

    Args:
        name: In capitals, such as ``"TEL"``.
        value: As in the card, its transfer encoding undone, its escapes kept.
        params: Names in capitals with their values, in the card's order; a bare word of
            vCard 2.1 is a TYPE.
        group: Such as ``"item1"``, or None.
    """

    name: str
    value: str = attrs.field(repr=False)
    params: tuple[tuple[str, tuple[str, ...]], ...] = ()
    group: str | None = None

    def values_of(self, param: str) -> tuple[str, ...]:
        """Return all values of a parameter."""
        return tuple(v for name, values in self.params if name == param for v in values)

    def first(self, param: str) -> str | None:
        """Return the first value of a parameter, None without one."""
        return next(iter(self.values_of(param)), None)

    @property
    def types(self) -> frozenset[str]:
        """Its types in lower case, such as ``{"cell", "pref"}``."""
        # Some writers quote a whole list: TYPE="voice,home".
        listed = (t for value in self.values_of("TYPE") for t in value.split(","))
        return frozenset(t.strip().casefold() for t in listed)

    @property
    def text(self) -> str:
        """Its value as one text."""
        return unescape(self.value)

    @property
    def components(self) -> tuple[tuple[str, ...], ...]:
        """Its value split at semicolons, each part at commas (RFC 6350 3.3)."""
        return tuple(
            tuple(split_list(part)) for part in split_escaped(_whole_entities(self.value), ";")
        )

    @property
    def is_preferred(self) -> bool:
        """True when its owner wants it used first."""
        return "pref" in self.types or self.first("PREF") == "1"


@attrs.frozen
class Card:
    """One card.

    Args:
        number: From 1 in its file.
        version: ``"2.1"``, ``"3.0"``, ``"4.0"``, or what it says.
        properties: In the card's order, VERSION left out.
        skipped: Names of properties that could not be read, ``"?"`` where not even the name could.
        whole: False for the last card of a file that ends inside it.
    """

    number: int
    version: str
    properties: tuple[Property, ...] = attrs.field(repr=False)
    skipped: tuple[str, ...] = ()
    whole: bool = True

    def named(self, name: str) -> tuple[Property, ...]:
        """Return the properties of this name."""
        return tuple(p for p in self.properties if p.name == name)


def unescape(text: str) -> str:
    """Return *text* with its backslash escapes as characters (RFC 6350 3.4)."""
    if "\\" not in text:
        return text
    parts: list[str] = []
    pieces = iter(text)
    for char in pieces:
        if char != "\\":
            parts.append(char)
            continue
        after = next(pieces, "")
        if after in ("n", "N"):
            parts.append("\n")
        elif after in ("\\", ",", ";", ":"):
            parts.append(after)
        else:
            parts.append("\\" + after)
    return "".join(parts)


def split_escaped(text: str, separator: str) -> list[str]:
    """Split at separators that no backslash escapes; the parts keep their escapes."""
    if "\\" not in text:
        return text.split(separator)
    parts: list[str] = []
    start = index = 0
    while index < len(text):
        if text[index] == "\\":
            index += 2
            continue
        if text[index] == separator:
            parts.append(text[start:index])
            start = index + 1
        index += 1
    parts.append(text[start:])
    return parts


def _whole_entities(text: str) -> str:
    """Return a value in which the semicolon of an HTML entity, ``&eacute;``, parts nothing."""
    if "&" not in text:
        return text
    return change_entities(text, lambda match: f"{match[0][:-1]}\\;")


def split_list(text: str) -> list[str]:
    """Return the texts of a list separated by commas."""
    return [unescape(part) for part in split_escaped(text, ",")]


def parse_cards(source: bytes | str | Iterable[bytes]) -> Iterator[Card]:
    """Yield the cards of a vCard file.

    Args:
        source: The whole file, or its bytes in pieces; UTF-8, UTF-16 with a byte-order mark, or
            a character set per property, else Windows-1252 for what is no UTF-8.
    """
    if isinstance(source, str):
        source = [source.encode("utf-8", "surrogatepass")]
    elif isinstance(source, bytes):
        source = [source]
    builder = _Builder()
    for line in logical_lines(source):
        card = builder.feed(line)
        if card is not None:
            yield card
    last = builder.close()
    if last is not None:
        yield last


class _Builder:
    """Puts cards together from logical lines."""

    def __init__(self) -> None:
        self._number = 0
        self._inside = False
        self._nested = 0
        self._reset()

    def _reset(self) -> None:
        self._version = "3.0"
        self._properties: list[Property] = []
        self._skipped: list[str] = []
        self._last_binary = False
        self._loose: list[str] = []  # lines that belong to the last property

    def feed(self, line: bytes) -> Card | None:
        bare = line.strip().upper().replace(b" ", b"")
        if bare == b"BEGIN:VCARD":
            return self._begin()
        if not self._inside:
            return None
        if bare == b"END:VCARD":
            return self._end()
        if self._nested:
            self._keep_agent(line)
        elif bare:
            self._add(line)
            # of some programs the card inside begins on the line of its property
            inline = bare.startswith(b"AGENT") and bare.endswith(b":BEGIN:VCARD")
            if inline and self._has_agent:
                self._nested = 1
        return None

    def close(self) -> Card | None:
        return attrs.evolve(self._finish(), whole=False) if self._inside else None

    def _begin(self) -> Card | None:
        if self._inside and self._has_agent:
            self._nested += 1  # somebody else's card: their number is not this person's
            self._keep_agent(b"BEGIN:VCARD")
            return None
        card = self._finish() if self._inside else None
        self._inside = True
        self._number += 1
        return card

    @property
    def _has_agent(self) -> bool:
        return bool(self._properties) and self._properties[-1].name == "AGENT"

    def _end(self) -> Card | None:
        if self._nested:
            self._nested -= 1
            self._keep_agent(b"END:VCARD")
            return None
        return self._finish()

    def _keep_agent(self, line: bytes) -> None:
        """Add a line of a card inside the card, as vCard 3.0 writes it: in one escaped value."""
        self._loose.append(_escaped(_decoded(line, None)))

    def _finish(self) -> Card:
        self._join_loose()
        kept = tuple(p for p in self._properties if p.name != "AGENT" or p.value.strip())
        card = Card(self._number, self._version, kept, tuple(self._skipped))
        self._inside = False
        self._nested = 0
        self._reset()
        return card

    def _add(self, line: bytes) -> None:
        if len(self._properties) >= _MAX_PROPERTIES:
            self._skip("?")
            return
        found = _read_line(line)
        if found is None:
            self._add_loose(line)
            return
        self._join_loose()
        property_, name = found
        self._last_binary = property_ is None and name in BINARY_NAMES
        if property_ is None:
            if not self._last_binary:
                self._skip(name)
        elif property_.name == "VERSION":
            self._version = property_.value.strip()
        else:
            self._properties.append(property_)

    def _add_loose(self, line: bytes) -> None:
        """A line that is no property: the rest of a text whose line break was not escaped."""
        if self._last_binary:
            return
        text = _decoded(line, None)
        last = self._properties[-1] if self._properties else None
        if last is not None and last.name in BINARY_NAMES and _BASE64.fullmatch(text.strip()):
            self._loose.append(text.strip())
        elif last is not None and last.name in ("NOTE", "ADR", "LABEL", "ORG", "TITLE"):
            self._loose.append(_escaped(text))
        else:
            self._skip("?")

    def _join_loose(self) -> None:
        if self._loose:
            last = self._properties[-1]
            between = "" if last.name in BINARY_NAMES else "\\n"
            lines = (last.value, *self._loose) if last.value else self._loose
            self._properties[-1] = attrs.evolve(last, value=between.join(lines))
            self._loose = []

    def _skip(self, name: str) -> None:
        if len(self._skipped) < 100:
            self._skipped.append(name)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")


def _read_line(line: bytes) -> tuple[Property | None, str] | None:
    """Return a property (None when its value cannot be read) and its name, None for no property."""
    # Bytes, not text, are trimmed: in Latin-1 the last byte of a UTF-8 letter may be a space.
    found = _HEAD.fullmatch(line.strip(b" \t").decode("latin-1"))
    if found is None:
        return None
    group, name, rest = found[1], found[2].upper(), found[3]
    split = _split_params(rest)
    if split is None:
        return None
    raw_params, raw_value = split
    if len(line) > MAX_LINE:
        return None, name
    params = _params(raw_params)
    return _with_value(Property(name, "", params, group), raw_value.encode("latin-1")), name


def _split_params(rest: str) -> tuple[list[str], str] | None:
    """Split ``;A=b;C:value`` into its parameters and the value; quotes protect."""
    params: list[str] = []
    start, quoted = 1, False
    for index, char in enumerate(rest):
        if char == '"' and index:
            quoted = not quoted
        elif char == ":" and not quoted:
            if index:
                params.append(rest[start:index])
            return params, rest[index + 1 :]
        elif char == ";" and not quoted and index:
            params.append(rest[start:index])
            start = index + 1
    if quoted:  # a quote that never closes protects nothing
        head, colon, value = rest.partition(":")
        return ([p for p in head.split(";") if p], value) if colon else None
    return None


def _params(raw: list[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    params: list[tuple[str, tuple[str, ...]]] = []
    for part in raw:
        if found := _ANDROID_LABEL.fullmatch(part):
            label = _decoded(quopri.decodestring(found[2].encode("latin-1")), found[1])
            params.append(("TYPE", (label.replace(",", " ").strip(),)))
            continue
        name, equals, value = _decoded(part.encode("latin-1"), None).partition("=")
        if not equals:  # a bare word of vCard 2.1
            word = name.strip()
            is_encoding = word.upper() in _BARE_ENCODINGS
            params.append(("ENCODING" if is_encoding else "TYPE", (word,)))
        else:
            params.append((name.strip().upper(), tuple(_param_values(value))))
    return tuple(params)


def _param_values(text: str) -> Iterator[str]:
    """Split at commas outside quotes; RFC 6868 escapes are undone."""
    for index, piece in enumerate(text.split('"')):
        values = [piece] if index % 2 else piece.split(",")
        for value in values:
            if value.strip() or index % 2:
                yield _CIRCUMFLEX.sub(_circumflex, value.strip())


def _circumflex(found: "re.Match[str]") -> str:
    return {"n": "\n", "'": '"', "^": "^"}[found[1]]


def _with_value(property_: Property, raw: bytes) -> Property | None:
    encoding = (property_.first("ENCODING") or "").upper()
    params = tuple(p for p in property_.params if p[0] not in ("ENCODING", "CHARSET"))
    charset = property_.first("CHARSET")
    if encoding == "QUOTED-PRINTABLE":
        raw = quopri.decodestring(raw)
    elif encoding in ("BASE64", "B"):
        if property_.name in BINARY_NAMES:  # kept as it is, for whoever writes the card again
            packed = "".join(raw.decode("latin-1").split())
            return attrs.evolve(property_, value=packed)
        try:
            raw = b64decode(b"".join(raw.split()), validate=True)
        except (Base64Error, ValueError):
            return None
    value = _decoded(raw, charset).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return attrs.evolve(property_, value=value, params=params)


def _decoded(raw: bytes, charset: str | None) -> str:
    if charset and _CHARSET.fullmatch(charset):
        try:
            return raw.decode(charset)
        except (LookupError, ValueError):
            pass  # an unknown or wrong name: the bytes tell more
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
