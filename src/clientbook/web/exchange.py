"""What a page is given and what it gives back: values that know no web framework."""

import hashlib
import hmac
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import BinaryIO
from urllib.parse import urlencode

import attrs

from clientbook.domain.clients import Actor
from clientbook.messages.catalogue import Language


class Permission(StrEnum):
    """What a page lets somebody do; the host is asked for each by its name."""

    VIEW = "view"
    EDIT = "edit"
    DELETE = "delete"
    EXPORT = "export"
    IMPORT = "import"
    MERGE = "merge"
    UNDO = "undo"
    ERASE = "erase"
    SETTINGS = "settings"


Allow = Callable[[Actor, Permission], bool]
"""Says whether somebody may do something; asked before any page is made."""

NameOf = Callable[[Actor], str | None]
"""Returns what people call somebody who acted, None where the host knows no name."""

Pairs = tuple[tuple[str, str], ...]


def _pairs(values: Mapping[str, str] | Iterable[tuple[str, str]]) -> Pairs:
    return tuple(values.items() if isinstance(values, Mapping) else values)


_MOST_DIGITS = 9


def whole_number(text: str) -> int | None:
    """Return the whole number that a form or an address holds, None for anything else.

    At most nine digits: larger ones stand for nothing on a page, and Python refuses to read
    thousands of digits.
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


@attrs.frozen
class Fields:
    """Names and values of a query or a form, in order; a name may come several times.

    Args:
        pairs: The names and values; a mapping will do.
    """

    pairs: Pairs = attrs.field(default=(), converter=_pairs, repr=False)

    def get(self, name: str, default: str = "") -> str:
        """Return the first value of a name, outer spaces taken off."""
        return next((v.strip() for n, v in self.pairs if n == name), default)

    def number(self, name: str) -> int:
        """Return the first value of a name as a whole number, 0 for anything else."""
        return whole_number(self.get(name)) or 0

    def all(self, name: str) -> tuple[str, ...]:
        """Return every value of a name."""
        return tuple(value for n, value in self.pairs if n == name)

    def without(self, *names: str) -> "Fields":
        """Return the others."""
        return Fields(pair for pair in self.pairs if pair[0] not in names)

    def only(self, *names: str) -> "Fields":
        """Return those of these names that say something."""
        return Fields(pair for pair in self.pairs if pair[0] in names and pair[1])

    def with_(self, name: str, value: str) -> "Fields":
        """Return them with a name that has one value, whatever it had before."""
        return Fields((*self.without(name), (name, value)))

    def numbers(self, prefix: str) -> tuple[int, ...]:
        """Return the numbers *n* of the names ``prefix.n.…``, in order."""
        words = (name.split(".") for name, _ in self.pairs if name.startswith(f"{prefix}."))
        found = {whole_number(word[1]) for word in words}
        return tuple(sorted(number for number in found if number is not None))

    def once(self, *aside: str) -> str | None:
        """Return the key of the act that a form asks for, None where it carries no id.

        Sent again as it is it asks for the same act; with other words, after "back", for another.

        Args:
            aside: Names that do not say what is asked, such as the answer to a question.
        """
        sent = self.get("once")
        said = repr(self.without("once", *aside).pairs).encode("utf-8", "surrogatepass")
        return f"{sent}.{hashlib.sha256(said).hexdigest()[:16]}" if sent else None

    def encoded(self) -> str:
        """Return them as an address has them."""
        return urlencode(self.pairs)

    def __contains__(self, name: object) -> bool:
        """True when the name is there, with whatever value."""
        return any(n == name for n, _ in self.pairs)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield names and values."""
        return iter(self.pairs)


@attrs.frozen
class Upload:
    """A file that came with a form; it is read while the request lasts.

    Args:
        name: What the sender calls it: to be shown, never to be opened.
        file: Its bytes, from the beginning.
        size: How many.
    """

    name: str = attrs.field(repr=False)
    file: BinaryIO = attrs.field(repr=False)
    size: int


@attrs.frozen(kw_only=True)
class Request:
    """One request, as an adapter hands it to :func:`~clientbook.web.handling.handle`.

    Args:
        method: Such as ``"GET"``.
        path: Decoded path below the mount, beginning with a slash.
        actor: Who asks, None for nobody: who was not let in by the host.
        allow: What they may do.
        query: What stands behind the question mark.
        form: Fields of the body.
        files: Files of the body by the name of their field.
        base: Path of the mount, ``""`` or such as ``"/desk"``; never a host name.
        language: What the reader speaks; None takes the book's language.
        csrf_token: What every form carries, and every form that comes back must.
        csrf_field: Name of the hidden field with it.
        seal: What signs the words of an act in the address of the page after it; empty takes the
            token, where that is the same on every page of a reader.
        csrf_checked: True where the host has compared the token already.
        cross_site: True where the browser says that another site sends it.
        same_origin: True where the browser says that a page of this very host sends it.
        home: Title and address of the host's own page to go back to, or None.
        login: Address of the host's login, for whoever is nobody by now; empty where it is unknown.
        name_of: What people call those who acted; asked once for each on a page.
        nobody: Key of the words that somebody reads who was not let in.
        params: Parts of the path, filled in by the table of routes.
        opens: Says whether a path leads to a page that whoever asks may open, filled in by the
            same; one that is no page of ours does.
    """

    method: str
    path: str
    actor: Actor | None
    allow: Allow = attrs.field(repr=False)
    query: Fields = Fields()
    form: Fields = Fields()
    files: Mapping[str, Upload] = attrs.field(factory=dict)
    base: str = ""
    language: Language | None = None
    csrf_token: str = attrs.field(default="", repr=False)
    csrf_field: str = "csrf_token"
    seal: str = attrs.field(default="", repr=False)
    csrf_checked: bool = False
    cross_site: bool = False
    same_origin: bool = False
    home: tuple[str, str] | None = None
    login: str = ""
    name_of: NameOf = attrs.field(default=lambda _: None, repr=False)
    nobody: str = "nobody"
    params: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    opens: Callable[[str], bool] = attrs.field(default=lambda _: True, repr=False)

    @property
    def by(self) -> Actor:
        """Who asks, behind the door where somebody must."""
        if self.actor is None:
            raise RuntimeError("a page was made for nobody")
        return self.actor

    @property
    def is_ours(self) -> bool:
        """True for a form that carries the token of its page, and that no other site sent."""
        if self.csrf_checked:
            return True
        sent = self.form.get(self.csrf_field).encode()
        known = bool(self.csrf_token) and hmac.compare_digest(sent, self.csrf_token.encode())
        return known and not self.cross_site

    @property
    def typed(self) -> Fields:
        """What a form of a page of this host holds, for a page that refuses it to give back.

        Nothing for a form that came from elsewhere: nobody has typed it.  Nothing either for one
        with a file, which no page can give back.
        """
        ours = self.is_ours or (self.same_origin and not self.cross_site)
        if self.method != "POST" or not ours or self.files:
            return Fields()
        return self.form if self.actor is None else self.form.without(self.csrf_field)

    def may(self, permission: Permission) -> bool:
        """True when whoever asks may do that; templates ask it for what they offer."""
        return self.actor is not None and self.allow(self.actor, permission)


@attrs.frozen(kw_only=True)
class Response:
    """What a page answers.

    Args:
        status: The HTTP status.
        headers: Names and values.
        body: The bytes, or a file at its beginning, which the adapter sends and closes.
    """

    status: int = 200
    headers: Pairs = attrs.field(default=(), converter=_pairs)
    body: bytes | BinaryIO = attrs.field(default=b"", repr=False)

    def header(self, name: str) -> str | None:
        """Return a header, letter case aside."""
        return next((v for n, v in self.headers if n.lower() == name.lower()), None)

    @property
    def text(self) -> str:
        """The body as text, such as for a test; a file is read to its end and closed."""
        if isinstance(self.body, bytes):
            return self.body.decode()
        with self.body as file:
            return file.read().decode()
