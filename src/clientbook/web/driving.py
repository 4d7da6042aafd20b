"""Long work driven by a page: each request does some of it, what is stored is the progress."""

import time
from collections.abc import Callable

import attrs

from clientbook.importing.plans import Progress
from clientbook.web.uploads import Lease

SECONDS = 2.0
"""How long a request works before it answers; a chunk that has begun is ended."""


@attrs.define
class Turn:
    """Lets a piece of work go on for a while, then stops it between two chunks.

    Args:
        lease: Renewed as the work goes on, or None.
        clock: Seconds that only grow.
        whole: Phases that are not stopped, for nothing is kept of them.
    """

    lease: Lease | None = None
    clock: Callable[[], float] = time.monotonic
    whole: frozenset[str] = frozenset({"reading"})
    _began: float | None = attrs.field(default=None, init=False)

    def __call__(self, progress: Progress) -> bool:
        """Return whether to go on."""
        if self.lease is not None:
            self.lease.renew()
        if progress.phase in self.whole:
            return True
        now = self.clock()
        if self._began is None:
            self._began = now
        return now - self._began < SECONDS or progress.done >= progress.total
