"""One change to everybody the list shows: chosen, shown, done part by part, undone."""

from contextlib import suppress
from itertools import islice
from typing import Any

import attrs

from clientbook.domain.bulk import BulkCounts, BulkKind, BulkPlan, BulkRun, BulkState
from clientbook.domain.checks import refuse
from clientbook.domain.consents import Channel
from clientbook.errors import (
    InvalidProfileError,
    InvalidValueError,
    OperationCancelledError,
    StalePlanError,
)
from clientbook.web.driving import Turn
from clientbook.web.exchange import Fields, Permission, Request, Response
from clientbook.web.failures import issues_of
from clientbook.web.forms.bulk import (
    BASES,
    FIELDS,
    KINDS,
    edit_words,
    read_edit,
    topic_word,
    topics_of,
    typed_edit,
)
from clientbook.web.forms.filters import ReadFilter, filter_words, read_filter
from clientbook.web.forms.problems import FormProblem, problems_of
from clientbook.web.locales import Locale
from clientbook.web.rendering import redirect, render
from clientbook.web.routing import Route, Site

SHOWN = 50
"""Changes of many that a page lists, the newest."""

_RUN = "/acts/{run_id}"
_COUNTS = ("changed", "unchanged", "refused")


def choose(request: Request, site: Site) -> Response:
    """Show what can be done to everybody the filter of the address lets through."""
    return _form(request, site, _meant(request.query, site))


def _meant(fields: Fields, site: Site) -> ReadFilter:
    """Return the filter of a change.

    Raises:
        InvalidValueError: It makes no sense, or a search stands beside it.
    """
    if fields.get("q"):
        raise refuse("q", "a change of many goes by filters, not by a search")
    return read_filter(fields, site.book)


def _form(
    request: Request,
    site: Site,
    asked: ReadFilter,
    typed: Fields = Fields(),  # noqa: B008 (frozen)
    problems: tuple[FormProblem, ...] = (),
) -> Response:
    book, locale = site.book, Locale.of(site.book.settings, request.language)
    return render(
        request,
        site,
        "bulk/form.html",
        status=422 if problems else 200,
        asked=asked.asked,
        set_filters=filter_words(asked.asked, book, locale),
        total=book.clients.count(asked.where),
        typed=typed,
        problems=problems,
        wrong={problem.field: problem.text for problem in problems},
        kinds=locale.words("bulk.kind", KINDS if book.attributes.list() else _without_attributes()),
        attributes=[(one.key, one.name) for one in book.attributes.list()],
        channels=locale.words("clients.channel", ["*", *(c.value for c in Channel)]),
        topics=[(topic, topic_word(topic, locale)) for topic in topics_of(book)],
        bases=[("", ""), *locale.words("bulk.basis", BASES)],
    )


def _without_attributes() -> list[str]:
    return [kind for kind in KINDS if "attribute" not in kind]


def ask(request: Request, site: Site) -> Response:
    """Show how many would change, and ask."""
    book, locale = site.book, Locale.of(site.book.settings, request.language)
    asked, typed = _meant(request.form, site), typed_edit(request.form)
    try:
        edit = read_edit(request.form, book)
        plan = book.bulk.plan(asked.where, edit)
    except (InvalidValueError, InvalidProfileError) as error:
        issues = [(i.field if i.field in FIELDS else "", i) for i in issues_of(error)]
        return _form(request, site, asked, typed, problems_of(issues, locale))
    return render(
        request,
        site,
        "bulk/ask.html",
        plan=plan,
        asked=asked.asked,
        typed=typed,
        set_filters=filter_words(asked.asked, book, locale),
        what=edit_words(edit, book, locale),
        counts=[(key, number) for key in _COUNTS if (number := getattr(plan.counts, key))],
        for_good=edit.kind is BulkKind.UNSUBSCRIBE,
    )


def commit(request: Request, site: Site) -> Response:
    """Begin what was shown, if it still means the same clients, and show how far it has come."""
    form, book = request.form, site.book
    counts = BulkCounts(*(form.number(key) for key in _COUNTS))
    where, edit = _meant(form, site).where, read_edit(form, book)
    plan = BulkPlan(edit, counts, form.get("members"), form.get("basis"), where)
    try:
        run_id = book.bulk.commit(plan, by=request.by, progress=Turn()).id
    except OperationCancelledError as stopped:
        run_id = stopped.run_id or ""
    return redirect(request, _RUN, run_id=run_id)


# -- what was done ---------------------------------------------------------------------------------


def listed(request: Request, site: Site) -> Response:
    """Show the changes of many, the newest first."""
    book, locale = site.book, Locale.of(site.book.settings, request.language)
    runs = list(islice(book.bulk.runs(), SHOWN))
    does = {run.id: edit_words(run.edit, book, locale) for run in runs}
    return render(request, site, "bulk/acts.html", runs=runs, does=does)


def show(request: Request, site: Site) -> Response:
    """Show how far a change of many has come, or what became of it."""
    return _run(request, site, site.book.bulk.get(request.params["run_id"]), "bulk/run.html")


def _run(request: Request, site: Site, run: BulkRun, template: str, **values: Any) -> Response:
    undoing = run.state is BulkState.UNDOING
    locale = Locale.of(site.book.settings, request.language)
    became = attrs.asdict(run.undone if run.undone is not None else run.counts)
    return render(
        request,
        site,
        template,
        run=run,
        what=edit_words(run.edit, site.book, locale),
        active=run.state in (BulkState.COMMITTING, BulkState.UNDOING),
        undoing=undoing,
        done=run.undo_at if undoing else run.counts.clients,
        counts=[(key, number) for key, number in became.items() if number],
        can_undo=run.state is BulkState.DONE and run.edit.kind is not BulkKind.UNSUBSCRIBE,
        **values,
    )


def go_on(request: Request, site: Site) -> Response:
    """Work on a change of many for a moment, then show how far it has come."""
    run_id = request.params["run_id"]
    with suppress(OperationCancelledError, StalePlanError):  # more is to do, or somebody does it
        site.book.bulk.resume(run_id, by=request.by, progress=Turn())
    return redirect(request, _RUN, run_id=run_id)


def ask_undo(request: Request, site: Site) -> Response:
    """Show what undoing would do, and ask."""
    book = site.book
    run = book.bulk.get(request.params["run_id"])
    would = attrs.asdict(book.bulk.plan_undo(run.id))
    undone = [(key, number) for key, number in would.items() if number]
    return _run(request, site, run, "bulk/undo.html", would=undone)


def undo(request: Request, site: Site) -> Response:
    """Begin to undo a change of many, or go on, and show how far it has come."""
    run_id = request.params["run_id"]
    with suppress(OperationCancelledError):  # there is more to do
        site.book.bulk.undo(run_id, by=request.by, progress=Turn())
    return redirect(request, _RUN, run_id=run_id)


ROUTES = (
    Route("GET", "/bulk", Permission.EDIT, choose),
    Route("POST", "/bulk", Permission.EDIT, ask),
    Route("POST", "/bulk/confirmed", Permission.EDIT, commit),
    Route("GET", "/acts", Permission.EDIT, listed),
    Route("GET", _RUN, Permission.EDIT, show),
    Route("POST", _RUN + "/continue", Permission.EDIT, go_on),
    Route("GET", _RUN + "/undo", Permission.UNDO, ask_undo),
    Route("POST", _RUN + "/undo", Permission.UNDO, undo),
)
