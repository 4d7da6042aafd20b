"""Links of a page: one to a page that its reader may not open is no link."""

import re
from html import unescape

from clientbook.web.exchange import Permission, Request

# What people have typed is escaped: only a template of ours writes "<a" and a quote inside it.
_LINK = re.compile(r'(<a\b[^<>]*?) href="([^"]*)"')


def without_closed(request: Request, html: str) -> str:
    """Return a page whose links lead where its reader may go; the words of the others stay.

    An ``a`` without address is what HTML has for a place where a link would stand; the stylesheet
    hides those that look like buttons.

    Args:
        request: What is answered.
        html: The page.
    """
    if request.actor is None or all(request.may(permission) for permission in Permission):
        return html

    def kept(found: re.Match[str]) -> str:
        path = _path(request, unescape(found[2]))
        return found[0] if path is None or request.opens(path) else found[1]

    return _LINK.sub(kept, html)


def _path(request: Request, address: str) -> str | None:
    """Return the path below the mount that an address leads to, None where it leads elsewhere."""
    path = re.split("[?#]", address, maxsplit=1)[0]
    if not path.startswith(f"{request.base}/"):
        return None
    return path.removeprefix(request.base)
