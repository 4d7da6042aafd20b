"""A plan, or a long piece of work, cannot be carried out."""

from clientbook.errors.bases import ClientbookError, ProblemError


class PlanError(ProblemError):
    """A plan cannot be made or committed."""


class StalePlanError(PlanError):
    """The book moved under the plan."""


class RehearsalTooLargeError(PlanError):
    """A rehearsal would write more rows than it may: it keeps every other writer out."""


class EmptySelectionError(PlanError, ValueError):
    """Nothing was selected."""


class BlockedMergeError(PlanError):
    """A merge plan has blockers that no choice or override resolves.

    Args:
        blockers: Their codes.
    """

    def __init__(self, blockers: tuple[str, ...]) -> None:
        super().__init__(
            f"the merge is blocked: {', '.join(blockers)}",
            "decide each blocker with a choice, or override it",
        )
        self.args = (blockers,)
        self.blockers = blockers


class LinkConflictError(PlanError):
    """Records of the host cannot all belong to the survivor; nothing was moved.

    Args:
        port: Name of the port that refused.
        codes: What collides, such as ``("same_program",)``.
    """

    def __init__(self, port: str, codes: tuple[str, ...]) -> None:
        super().__init__(
            f"records of {port!r} collide: {', '.join(codes)}",
            "decide in the host program which record stays, then plan again",
        )
        self.args = (port, codes)
        self.port, self.codes = port, codes


class WorkersError(ProblemError, RuntimeError):
    """Work that was to be divided among processes cannot be; nothing was written."""


class OperationCancelledError(ClientbookError):
    """The progress callback asked to stop; what was committed stays and the work can be resumed.

    Args:
        problem: How far the work had come.
        run_id: The import that was stopped: resume it, or end it with ``abandon`` or ``undo``;
            None for work that had written nothing.
    """

    def __init__(self, problem: str = "stopped", run_id: str | None = None) -> None:
        super().__init__(problem, run_id)
        self.problem, self.run_id = problem, run_id

    def __str__(self) -> str:
        return f"{self.problem}; import {self.run_id}" if self.run_id else self.problem
