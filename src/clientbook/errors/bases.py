"""What every error is, and what a value or a profile is refused with."""

from clientbook.messages.catalogue import render
from clientbook.messages.issues import Issue


class ClientbookError(Exception):
    """The root: catch it to catch every error this library raises on purpose."""


class InvalidValueError(ClientbookError, ValueError):
    """A domain type cannot hold the value.

    Args:
        issue: What is wrong, with typed parts.
    """

    def __init__(self, issue: Issue) -> None:
        super().__init__(issue)  # the whole issue, so that pickling works
        self.issue = issue

    @property
    def field(self) -> str:
        """The field concerned, such as ``"phone"``."""
        return self.issue.field

    @property
    def problem(self) -> str:
        """What is wrong, in English."""
        return render(self.issue).problem

    @property
    def hint(self) -> str:
        """What to do, in English."""
        return render(self.issue).hint

    def __str__(self) -> str:
        return f"{self.field or 'value'}: {self.problem}; {self.hint}"


class WrongTypeError(InvalidValueError, TypeError):
    """A value of another type than the field holds, such as a text where a list is meant."""


class InvalidCursorError(InvalidValueError):
    """A cursor that no page of this listing handed out."""


class InvalidProfileError(ClientbookError, ValueError):
    """A profile cannot be accepted; every reason at once.

    Args:
        issues: At least one issue.
    """

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        super().__init__(issues)
        self.issues = issues

    def __str__(self) -> str:
        return "; ".join(f"{i.field or 'profile'}: {render(i).problem}" for i in self.issues)


class ProblemError(ClientbookError):
    """An error with a problem and a hint."""

    def __init__(self, problem: str, hint: str) -> None:
        super().__init__(problem, hint)
        self.problem, self.hint = problem, hint

    def __str__(self) -> str:
        return f"{self.problem}; {self.hint}" if self.hint else self.problem
