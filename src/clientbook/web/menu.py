"""The menu: one entry a desk, in the order of the day's work."""

from clientbook.web.exchange import Permission, Request
from clientbook.web.routing import MenuItem

MENU = (
    MenuItem("common.menu_clients", "/clients", Permission.VIEW),
    MenuItem("common.menu_imports", "/imports", Permission.IMPORT),
    MenuItem("common.menu_duplicates", "/duplicates", Permission.MERGE),
    MenuItem("common.menu_settings", "/settings", Permission.SETTINGS),
)
ELSE = (
    MenuItem("lists.new", "/new", Permission.EDIT),
    MenuItem("lists.to_deleted", "/deleted", Permission.DELETE),
    MenuItem("lists.export", "/export", Permission.EXPORT),
)
"""What the list of clients leads to, for whoever may not see the list."""


def menu_of(request: Request) -> tuple[MenuItem, ...]:
    """Return the entries whose pages somebody may open; the first is where one begins."""
    items = MENU if request.may(Permission.VIEW) else (*ELSE, *MENU)
    return tuple(item for item in items if request.may(item.permission))
