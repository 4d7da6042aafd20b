"""The table of all pages; each desk's module lists its own."""

from clientbook.web.pages import clients, consent, history, lists, notes, privacy, settings
from clientbook.web.routing import Route

ROUTES: tuple[Route, ...] = (
    *lists.ROUTES,
    *clients.ROUTES,
    *consent.ROUTES,
    *notes.ROUTES,
    *history.ROUTES,
    *privacy.ROUTES,
    *settings.ROUTES,
)
"""Every page there is."""
