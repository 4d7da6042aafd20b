"""What is wrong with a form, beside the field that would mend it."""

from collections.abc import Iterable

import attrs

from clientbook.messages.catalogue import render
from clientbook.messages.issues import Issue
from clientbook.web.locales import Locale


@attrs.frozen
class FormProblem:
    """Something wrong, and where.

    Args:
        field: Name of the field in the form, empty for the form as a whole.
        text: What is wrong and what to do, in the reader's language.
    """

    field: str
    text: str


def problems_of(issues: Iterable[tuple[str, Issue]], locale: Locale) -> tuple[FormProblem, ...]:
    """Return what is wrong with single fields, in words."""
    return tuple(FormProblem(name, issue_text(issue, locale)) for name, issue in issues)


def wrong_at(problems: Iterable[FormProblem], name: str) -> str:
    """Return what is wrong with a field, empty when nothing is."""
    return "; ".join(problem.text for problem in problems if problem.field == name)


def issue_text(issue: Issue, locale: Locale) -> str:
    """Return what is wrong and what to do, as sentences."""
    message = render(issue, locale.language, plain=True)
    said = (part for part in (message.problem, message.hint) if part)
    return " ".join(f"{part[:1].upper()}{part[1:]}." for part in said)
