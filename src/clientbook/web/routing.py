"""One line a page: how it is asked for, what one must be allowed to do, who makes it."""

from collections.abc import Callable
from pathlib import Path

import attrs

from clientbook.book import ClientBook
from clientbook.web.exchange import Permission, Request, Response

MEBIBYTE = 1_048_576


@attrs.frozen
class Site:
    """What a page works with, beside the request.

    Args:
        book: The book, open for this request.
        uploads_folder: Where files lie between an upload and its import; None where the host has
            named none, and nothing can be uploaded.
        max_upload_bytes: Largest upload.
    """

    book: ClientBook
    uploads_folder: Path | None = None
    max_upload_bytes: int = 50 * MEBIBYTE


PageFunction = Callable[[Request, Site], Response]


@attrs.frozen
class Route:
    """One page.

    Args:
        method: ``"GET"`` for what is looked at, ``"POST"`` for what changes something.
        pattern: Its path, with named parts such as ``"/clients/{client_id}"``.
        permission: What one must be allowed to do.
        page: Who makes it; the parts of the path are in ``request.params``.
        also: What lets one in as well: whoever may begin an act may see how far it has come.
    """

    method: str
    pattern: str
    permission: Permission
    page: PageFunction
    also: tuple[Permission, ...] = ()

    def opens_to(self, request: Request) -> bool:
        """Say whether somebody may open it."""
        return any(request.may(one) for one in (self.permission, *self.also))


@attrs.frozen
class MenuItem:
    """An entry of the menu, shown to whoever may open its page.

    Args:
        text: Key of its words.
        path: Where it leads.
        permission: That of the page.
    """

    text: str
    path: str
    permission: Permission
