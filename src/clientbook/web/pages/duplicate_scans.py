"""A large book is looked through for duplicates part by part, behind a page that says how far."""

from contextlib import suppress

from clientbook.errors import OperationCancelledError
from clientbook.importing.plans import Progress
from clientbook.web.driving import Turn
from clientbook.web.exchange import Permission, Request, Response
from clientbook.web.rendering import redirect, render
from clientbook.web.routing import Route, Site
from clientbook.web.uploads import Lease, Uploads


def looking(request: Request, site: Site, *, elsewhere: bool = False) -> Response:
    """Show that the book has to be looked through before there are pairs, and how far that is."""
    clients, progress = site.book.clients.count(), site.book.duplicates.scan_progress()
    return render(
        request,
        site,
        "duplicates/scan.html",
        clients=clients,
        progress=progress,
        elsewhere=elsewhere,
    )


def look_through(request: Request, site: Site) -> Response:
    """Look through the book for a moment, unless another request does; then show how far it is."""
    uploads = Uploads.of(site)
    if uploads is None:
        return _looked_through(request, site, None)
    with uploads.working("duplicates") as lease:
        if lease is None:
            return looking(request, site, elsewhere=True)
        return _looked_through(request, site, lease)


def _looked_through(request: Request, site: Site, lease: Lease | None) -> Response:
    desk = site.book.duplicates
    if desk.needs_scan():  # whoever worked before may have ended it
        turn, before = Turn(lease, whole=frozenset()), desk.scan_progress()

        def goes_on(progress: Progress) -> bool:
            """Stop where the next request goes on: where nothing could be kept, it cannot."""
            return turn(progress) or desk.scan_progress() == before

        with suppress(OperationCancelledError):
            desk.scan(progress=goes_on)
    return redirect(request, "/duplicates")


ROUTES = (Route("POST", "/duplicates/scan", Permission.MERGE, look_through),)
