"""A patch made for an older revision: let through where it meets nobody else's change."""

from clientbook.book.contexts import Context
from clientbook.book.history.readings import at_revision
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.patches import ProfilePatch, conflicting_fields
from clientbook.errors import StaleRevisionError


def let_through(
    context: Context,
    client_id: ClientId,
    theirs: Client,
    patch: ProfilePatch,
    expected: int,
    *,
    rebase: bool,
) -> None:
    """Let a patch through to what stands now; the editor had read *client_id* itself.

    Raises:
        StaleRevisionError: *rebase* is False, the revision that was read is unknown, or both
            changed the same.
    """
    read = context.store.get_clients(context.book, [client_id])[client_id]
    base = at_revision(context, read, expected)
    conflicts: tuple[str, ...] = patch.changed_fields
    if base is not None:
        conflicts = conflicting_fields(base.profile, theirs.profile, patch)
    if rebase and base is not None and not conflicts:
        return
    raise StaleRevisionError(
        theirs.id,
        expected,
        theirs.revision,
        base=base,
        theirs=theirs,
        yours=patch.apply((base or theirs).profile),
        conflicts=conflicts,
    )
