"""What a person may ask for: everything that is held of them, and that it be erased."""

import json

from clientbook.errors import StaleRevisionError
from clientbook.web.exchange import Permission, Request, Response, whole_number
from clientbook.web.rendering import download, redirect, render
from clientbook.web.routing import Route, Site
from clientbook.web.uploads import forget_uploads


def export(request: Request, site: Site) -> Response:
    """Give everything the book holds of a person as a file."""
    held = site.book.privacy.export(request.params["client_id"])
    text = json.dumps(held, ensure_ascii=False, indent=2, default=str)
    return download(text.encode(), name="personal-data.json", media_type="application/json")


def ask_erase(request: Request, site: Site) -> Response:
    """Say what erasing removes, and ask."""
    return _ask(request, site)


def _ask(request: Request, site: Site, *, status: int = 200, wrong: str = "") -> Response:
    """Ask, and say what is wrong with the answer, by the name of its text."""
    client_id = request.params["client_id"]
    held = site.book.privacy.export(client_id)
    counts = {kind: len(documents) for kind, documents in held.items() if documents}
    return render(
        request,
        site,
        "privacy/erase.html",
        status=status,
        client=site.book.clients.get(client_id),
        counts=counts,
        wrong=wrong,
    )


def erase(request: Request, site: Site) -> Response:
    """Erase a person as they were shown, once somebody has ticked that it cannot be undone.

    Somebody else may have been merged into the client since: whoever answered has not seen them.
    """
    if request.form.get("sure") != "yes":
        return _ask(request, site, status=422, wrong="clients.erase_tick")
    seen = whole_number(request.form.get("revision")) or 0
    try:
        site.book.privacy.erase(request.params["client_id"], by=request.by, expected=seen)
    except StaleRevisionError:
        return _ask(request, site, status=409, wrong="clients.erase_changed")
    forget_uploads(site)  # the person may stand in a file that waits for its import
    return redirect(request, "/clients", done="erased")


ROUTES = (
    Route("POST", "/clients/{client_id}/data", Permission.EXPORT, export),
    Route("GET", "/clients/{client_id}/erase", Permission.ERASE, ask_erase),
    Route("POST", "/clients/{client_id}/erase", Permission.ERASE, erase),
)
