"""Words of the settings and of the attributes."""

TEXTS: dict[str, tuple[str, str]] = {
    "title": ("Settings", "Réglages"),
}
