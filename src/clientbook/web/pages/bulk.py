"""One change to many clients: chosen, counted, shown, done part by part, undone."""

from contextlib import suppress
from itertools import islice
from typing import Any

import attrs

from clientbook.domain.bulk import (
    BulkCounts,
    BulkEdit,
    BulkKind,
    BulkPlan,
    BulkRun,
    BulkState,
    BulkUndoCounts,
)
from clientbook.domain.consents import Channel
from clientbook.errors import (
    InvalidProfileError,
    InvalidValueError,
    OperationCancelledError,
    RecordNotFoundError,
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
from clientbook.web.forms.problems import FormProblem, problems_of
from clientbook.web.forms.selecting import Chosen, listed_by, read_chosen
from clientbook.web.locales import Locale
from clientbook.web.rendering import redirect, render
from clientbook.web.routing import Route, Site

SHOWN = 50
"""Changes of many that a page lists, the newest."""

_RUN = "/acts/{run_id}"
_COUNTS = ("changed", "unchanged", "refused", "gone")


def choose(request: Request, site: Site) -> Response:
    """Show what can be done to everybody the list of the address shows."""
    return _form(request, site, listed_by(request.query, site.book))


def choose_for(request: Request, site: Site) -> Response:
    """Show what can be done to the ticked clients, or to everybody the list shows."""
    return _form(request, site, read_chosen(request.form, site.book))


def _form(
    request: Request,
    site: Site,
    chosen: Chosen,
    typed: Fields = Fields(),  # noqa: B008 (frozen)
    problems: tuple[FormProblem, ...] = (),
) -> Response:
    book, locale = site.book, Locale.of(site.book.settings, request.language)
    total = chosen.total(book)
    return render(
        request,
        site,
        "bulk/form.html",
        status=422 if problems else 200,
        chosen=chosen,
        set_filters=chosen.words(book, locale),
        total=total,
        extent=chosen.extent(total),
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
    """Show how many would change, and ask; a long list is counted part by part."""
    locale = Locale.of(site.book.settings, request.language)
    chosen = read_chosen(request.form, site.book)
    try:
        return _question(request, site, chosen, read_edit(request.form, site.book))
    except (InvalidValueError, InvalidProfileError) as error:
        issues = [(i.field if i.field in FIELDS else "", i) for i in issues_of(error)]
        typed = typed_edit(request.form)
        return _form(request, site, chosen, typed, problems_of(issues, locale))


def ask_delete(request: Request, site: Site, chosen: Chosen) -> Response:
    """Show how many everybody of a list are, and ask whether they are to be deleted."""
    return _question(request, site, chosen, BulkEdit.delete())


def _question(
    request: Request, site: Site, chosen: Chosen, edit: BulkEdit, *, stale: BulkPlan | None = None
) -> Response:
    """Count whom an edit would change, and ask; *stale* is what was shown before, if others."""
    book, locale = site.book, Locale.of(site.book.settings, request.language)
    deletes = edit.kind is BulkKind.DELETE
    begun = None if stale else _begun(request.form, chosen, edit)
    plan = book.bulk.plan(chosen.meant, edit, begun=begun, progress=Turn())
    typed = typed_edit(request.form)
    counted = Fields((*chosen.fields, *typed, *_plan_fields(plan)))
    common: dict[str, Any] = {
        "action": "/delete" if deletes else "/bulk",
        "chosen": chosen,
        "what": edit_words(edit, book, locale),
        "set_filters": chosen.words(book, locale),
        "counted": counted,
    }
    if plan.next is not None:
        total = max(chosen.total(book), plan.counts.clients + 1)
        done = plan.counts.clients
        return render(request, site, "bulk/counting.html", total=total, done=done, **common)
    return render(
        request,
        site,
        "bulk/ask.html",
        status=409 if stale else 200,
        plan=plan,
        stale=stale,
        counts=_counted(edit, plan.counts),
        deletes=deletes,
        days=book.settings.restore_days,
        for_good=edit.kind is BulkKind.UNSUBSCRIBE,
        **common,
    )


def _counted(edit: BulkEdit, counts: BulkCounts | BulkUndoCounts) -> list[tuple[str, int]]:
    """Return what became of the clients, or would, by the keys of the words for it."""
    found = [(key, number) for key, number in attrs.asdict(counts).items() if number]
    deletes = edit.kind is BulkKind.DELETE
    return [("deleted" if deletes and key == "changed" else key, n) for key, n in found]


def _plan_fields(plan: BulkPlan) -> list[tuple[str, str]]:
    """Return a plan as a form carries it, beside whom it is about and the edit."""
    counts = [(key, str(number)) for key in _COUNTS if (number := getattr(plan.counts, key))]
    parts = [("members", plan.members), ("basis", plan.basis), ("next", plan.next or "")]
    return [*counts, *(part for part in parts if part[1])]


def _planned(form: Fields, chosen: Chosen, edit: BulkEdit) -> BulkPlan:
    """Return the plan that a form carries."""
    counts = BulkCounts(*(form.number(key) for key in _COUNTS))
    members, basis, after = form.get("members"), form.get("basis"), form.get("next") or None
    return BulkPlan(edit, counts, members, basis, chosen.meant, after)


def _begun(form: Fields, chosen: Chosen, edit: BulkEdit) -> BulkPlan | None:
    return _planned(form, chosen, edit) if form.get("next") else None


def commit(request: Request, site: Site) -> Response:
    """Begin what was shown, if it still means the same clients, and show how far it has come."""
    return _commit(request, site, read_edit(request.form, site.book))


def delete(request: Request, site: Site) -> Response:
    """Begin to delete everybody who was shown, if they are still the same."""
    return _commit(request, site, BulkEdit.delete())


def _commit(request: Request, site: Site, edit: BulkEdit) -> Response:
    """Commit; where others are meant by now the question is asked again, of whoever was chosen."""
    form, book = request.form, site.book
    chosen = read_chosen(form, book)
    plan = attrs.evolve(_planned(form, chosen, edit), next=None)
    once = form.get("once") or None
    try:
        run_id = book.bulk.commit(plan, by=request.by, progress=Turn(), once=once).id
    except OperationCancelledError as stopped:
        run_id = stopped.run_id or ""
    except StalePlanError:
        return _question(request, site, chosen, edit, stale=plan)
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
    return _run(request, site, _theirs(request, site), "bulk/run.html")


def _theirs(request: Request, site: Site) -> BulkRun:
    """Return the change of the address, of a kind that whoever asks may make or undo.

    Raises:
        RecordNotFoundError: It is another one, or none.
    """
    run = site.book.bulk.get(request.params["run_id"])
    wide = request.may(Permission.EDIT) or request.may(Permission.UNDO)
    if not wide and run.edit.kind is not BulkKind.DELETE:
        raise RecordNotFoundError("bulk edit", run.id)
    return run


def _run(request: Request, site: Site, run: BulkRun, template: str, **values: Any) -> Response:
    undoing = run.state is BulkState.UNDOING
    locale = Locale.of(site.book.settings, request.language)
    became = run.undone if run.undone is not None else run.counts
    return render(
        request,
        site,
        template,
        run=run,
        what=edit_words(run.edit, site.book, locale),
        active=run.state in (BulkState.COMMITTING, BulkState.UNDOING),
        undoing=undoing,
        done=run.undo_at if undoing else run.counts.clients,
        counts=_counted(run.edit, became),
        can_undo=run.state is BulkState.DONE and run.edit.kind is not BulkKind.UNSUBSCRIBE,
        **values,
    )


def go_on(request: Request, site: Site) -> Response:
    """Work on a change of many for a moment, then show how far it has come."""
    run_id = _theirs(request, site).id
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
    if site.book.bulk.get(run_id).state is BulkState.UNDONE:
        return redirect(request, _RUN, run_id=run_id)  # a second click
    with suppress(OperationCancelledError):  # there is more to do
        site.book.bulk.undo(run_id, by=request.by, progress=Turn())
    return redirect(request, _RUN, run_id=run_id)


ROUTES = (
    Route("GET", "/bulk", Permission.EDIT, choose),
    Route("POST", "/bulk", Permission.EDIT, ask),
    Route("POST", "/bulk/chosen", Permission.EDIT, choose_for),
    Route("POST", "/bulk/confirmed", Permission.EDIT, commit),
    Route("POST", "/delete/every", Permission.DELETE, delete),
    Route("GET", "/acts", Permission.EDIT, listed),
    Route("GET", _RUN, Permission.EDIT, show, also=(Permission.DELETE, Permission.UNDO)),
    Route("POST", _RUN + "/continue", Permission.EDIT, go_on, also=(Permission.DELETE,)),
    Route("GET", _RUN + "/undo", Permission.UNDO, ask_undo),
    Route("POST", _RUN + "/undo", Permission.UNDO, undo),
)
