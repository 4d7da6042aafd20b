"""The menu: one entry a desk, in the order of the day's work."""

from clientbook.web.exchange import Permission
from clientbook.web.routing import MenuItem

MENU = (
    MenuItem("common.menu_clients", "/clients", Permission.VIEW),
    MenuItem("common.menu_imports", "/imports", Permission.IMPORT),
    MenuItem("common.menu_duplicates", "/duplicates", Permission.MERGE),
    MenuItem("common.menu_settings", "/settings", Permission.SETTINGS),
)
