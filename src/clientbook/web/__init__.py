"""The desk as pages: mounted behind a host's login, or served to one shop on its own machine.

In a Starlette or FastAPI program (extra ``web``)::

    from clientbook.web import make_app

    desk = make_app(open_book, actor_of=actor_of, allow=allow)
    app.mount("/desk", desk)

*open_book* opens the book for one request, *actor_of* says who the host has let in, and *allow*
says what they may do (:class:`Permission`).  Without an actor nothing is shown.

In any other program write an adapter: a function from the framework's request to a
:class:`Request`, and from the :class:`Response` back; between them stands one call::

    response = handle(request, open_book, uploads_folder=folder)

``handle`` asks for permission, checks the form's token and turns errors into pages; it never
raises.  Give it ``csrf_checked=True`` where the framework has compared its own token, and
``csrf_field`` and ``csrf_token`` so that every form carries it.

A page is a plain function ``page(request, site) -> Response`` that asks a desk of ``site.book``
and renders a template; its module lists it with what one must be allowed to do::

    ROUTES = (Route("GET", "/clients/{client_id}", Permission.VIEW, show),)

and :mod:`clientbook.web.routes` gathers them.  Nothing here knows a rule about clients.
"""

from clientbook.web.asgi import make_app
from clientbook.web.exchange import Fields, Permission, Request, Response, Upload
from clientbook.web.handling import OpenBook, handle
from clientbook.web.routing import Route, Site
from clientbook.web.uploads import clean_uploads, forget_uploads

__all__ = [
    "Fields",
    "OpenBook",
    "Permission",
    "Request",
    "Response",
    "Route",
    "Site",
    "Upload",
    "clean_uploads",
    "forget_uploads",
    "handle",
    "make_app",
]
