"""Who writes: every write names its actor."""

import warnings

from clientbook.domain.clients import Actor

UNKNOWN = Actor("unknown")
"""Who wrote where a caller of an older spelling did not say."""


def named_actor(by: Actor | None, call: str) -> Actor:
    """Return the actor of a call that did not ask for one in an older version.

    Args:
        by: Who, or None.
        call: The call, such as ``"imports.purge"``.

    Returns:
        *by*; :data:`UNKNOWN`, with a DeprecationWarning, when it was not given.
    """
    if by is None:
        warnings.warn(
            f"{call}() without by= records the actor 'unknown'; pass by=Actor(...)",
            DeprecationWarning,
            stacklevel=3,  # whoever called the method of the desk that asks
        )
        return UNKNOWN
    return by
