"""How a client comes in: which origin an entry point gives it, and its old name as an argument."""

import warnings

from clientbook.domain.clients import Actor, Origin, OriginKind
from clientbook.domain.settings import EntryPoint

_ORIGINS = {
    EntryPoint.MANUAL: OriginKind.MANUAL,
    EntryPoint.QUICK_ADD: OriginKind.QUICK_ADD,
    EntryPoint.IMPORT: OriginKind.IMPORT,
    EntryPoint.ONLINE_BOOKING: OriginKind.ONLINE_BOOKING,
}


def origin_of(entry_point: EntryPoint, by: Actor) -> Origin:
    """Return where a client comes from that came in at an entry point."""
    return Origin(_ORIGINS[entry_point], by)


def entry_point_of(
    value: EntryPoint | None, old_name: str, old: EntryPoint | None
) -> EntryPoint | None:
    """Return an entry point that may have been given under its old name."""
    if old is None:
        return value
    warn_renamed(f"{old_name}=", "entry_point=")
    return value or old


def warn_renamed(old: str, new: str) -> None:
    """Warn that a name is old."""
    warnings.warn(f"{old} is now {new}", DeprecationWarning, stacklevel=3)
