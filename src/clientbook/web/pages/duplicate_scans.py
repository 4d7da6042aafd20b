"""A large book is looked through for duplicates by one request, behind a page that says so."""

from clientbook.importing.plans import Progress
from clientbook.web.exchange import Permission, Request, Response
from clientbook.web.rendering import redirect, render
from clientbook.web.routing import Route, Site
from clientbook.web.uploads import Lease, Uploads


def looking(request: Request, site: Site, *, elsewhere: bool = False) -> Response:
    """Show that the book has to be looked through before there are pairs to show."""
    clients = site.book.clients.count()
    return render(request, site, "duplicates/scan.html", clients=clients, elsewhere=elsewhere)


def look_through(request: Request, site: Site) -> Response:
    """Look through the book, unless another request does; then show the pairs.

    It is no work in parts: what counts as alike is learnt from all clients at once.
    """
    uploads = Uploads.of(site)
    if uploads is None:
        return _looked_through(request, site, None)
    with uploads.working("duplicates") as lease:
        if lease is None:
            return looking(request, site, elsewhere=True)
        return _looked_through(request, site, lease)


def _looked_through(request: Request, site: Site, lease: Lease | None) -> Response:
    def goes_on(_: Progress) -> bool:
        if lease is not None:
            lease.renew()
        return True

    if site.book.duplicates.needs_scan():  # whoever worked before may have ended it
        site.book.duplicates.scan(progress=goes_on)
    return redirect(request, "/duplicates")


ROUTES = (Route("POST", "/duplicates/scan", Permission.MERGE, look_through),)
