"""The table of all pages; each desk's module lists its own."""

from clientbook.web.pages import (
    bulk,
    clients,
    consent,
    deleted,
    deletions,
    duplicates,
    exports,
    history,
    import_columns,
    import_plans,
    import_rows,
    import_runs,
    import_undos,
    imports,
    lists,
    merges,
    notes,
    privacy,
    safe_merges,
    settings,
)
from clientbook.web.routing import Route

ROUTES: tuple[Route, ...] = (
    *lists.ROUTES,
    *deletions.ROUTES,
    *deleted.ROUTES,
    *exports.ROUTES,
    *bulk.ROUTES,
    *clients.ROUTES,
    *consent.ROUTES,
    *notes.ROUTES,
    *history.ROUTES,
    *privacy.ROUTES,
    *imports.ROUTES,
    *import_columns.ROUTES,
    *import_plans.ROUTES,
    *import_runs.ROUTES,
    *import_rows.ROUTES,
    *import_undos.ROUTES,
    *duplicates.ROUTES,
    *safe_merges.ROUTES,
    *merges.ROUTES,
    *settings.ROUTES,
)
"""Every page there is."""
