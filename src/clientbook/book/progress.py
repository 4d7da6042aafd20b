"""How far a long piece of work has come: told to whoever started it, who may stop it."""

from collections.abc import Callable

from clientbook.errors import OperationCancelledError
from clientbook.importing.plans import Progress

ProgressCallback = Callable[[Progress], bool | None]
"""Called after each chunk; returning False stops the work (it can be resumed)."""


def report(
    progress: ProgressCallback | None, phase: str, done: int, total: int, run_id: str | None = None
) -> None:
    """Tell how far the work has come; raise OperationCancelledError when told to stop."""
    if progress is not None and progress(Progress(phase, done, total)) is False:
        raise OperationCancelledError(f"stopped after {done} of {total} rows", run_id)
