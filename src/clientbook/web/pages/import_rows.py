"""Rows of an import that wait: a person says who they are."""

from itertools import islice

import attrs

from clientbook.book.lists.desk import ListRow
from clientbook.domain.clients import Client
from clientbook.domain.imports import ImportRun, OutcomeKind, RowOutcome, RunState
from clientbook.errors import (
    ClientStateError,
    DuplicateFoundError,
    ImportStateError,
    InvalidProfileError,
    RowDecidedError,
)
from clientbook.messages.issues import Issue, IssueCode
from clientbook.web.exchange import Fields, Permission, Request, Response, whole_number
from clientbook.web.failures import messages_of, status_of
from clientbook.web.locales import Locale
from clientbook.web.pages.import_runs import RefusedRow, refused_row
from clientbook.web.rendering import redirect, render
from clientbook.web.routing import Route, Site

PAGE = 10
"""Rows of a page."""

NEW = "new"


@attrs.frozen
class WaitingRow:
    """A row that waits.

    Args:
        row: Number, cells and reasons.
        candidates: The clients it may be, best first.
        wrong: Why the last answer could not be taken, empty when nobody answered.
        since: True when the candidates came in since the import.
    """

    row: RefusedRow
    candidates: tuple[ListRow, ...]
    wrong: str = ""
    since: bool = False


@attrs.frozen
class DecidedRow:
    """A row that somebody has decided before.

    Args:
        outcome: What became of it.
        client: Whose it is by now, None where nobody answers for it any more.
    """

    outcome: RowOutcome
    client: Client | None

    @property
    def is_new(self) -> bool:
        """True where it became a client of its own."""
        return self.outcome.kind is OutcomeKind.CREATED


def show(request: Request, site: Site) -> Response:
    """Show the rows that wait, each with whom it may be."""
    return _page(request, site)


def _page(
    request: Request,
    site: Site,
    *,
    status: int = 200,
    asked: int = 0,
    wrong: str = "",
    instead: tuple[str, ...] = (),
    decided: DecidedRow | None = None,
) -> Response:
    run = site.book.imports.get(request.params["run_id"])
    after = request.query.number("after") or request.form.number("after")
    undone = run.state in (RunState.UNDOING, RunState.UNDONE)  # what waited is not wanted any more
    waiting = site.book.imports.outcomes(run.id, kinds=(OutcomeKind.REVIEW,))
    later = (outcome for outcome in waiting if outcome.row > after)
    found = [] if undone else list(islice(later, PAGE + 1))
    rows = [
        _waiting(
            site, run, outcome, request, (wrong, instead) if outcome.row == asked else ("", ())
        )
        for outcome in found[:PAGE]
    ]
    following = Fields({"after": str(found[PAGE - 1].row)}) if len(found) > PAGE else None
    return render(
        request,
        site,
        "imports/waiting.html",
        status=status,
        run=run,
        undone=undone,
        decided=decided,
        rows=rows,
        after=after,
        total=run.counts.review,
        next_page=following,
    )


def _waiting(
    site: Site,
    run: ImportRun,
    outcome: RowOutcome,
    request: Request,
    answered: tuple[str, tuple[str, ...]],
) -> WaitingRow:
    locale = Locale.of(site.book.settings, request.language)
    wrong, instead = answered
    ids = list(dict.fromkeys((*instead, *outcome.candidates)))
    found = site.book.clients.resolve(ids)
    clients = {c.id: c for c in (found[i] for i in ids if i in found) if c.is_active}
    rows = site.book.lists.rows(list(clients.values()))
    shown = refused_row(run, _as_it_is(outcome, len(clients)), locale)
    return WaitingRow(shown, rows, wrong, bool(instead))


def _as_it_is(outcome: RowOutcome, candidates: int) -> RowOutcome:
    """Return an outcome that speaks of as many clients as can be chosen: some may be gone."""
    matched = Issue.of(IssueCode.AMBIGUOUS_MATCH, count=candidates)
    issues = (
        attrs.evolve(issue, params=matched.params) if issue.code is matched.code else issue
        for issue in outcome.issues
    )
    return attrs.evolve(outcome, issues=tuple(issues))


def decide(request: Request, site: Site) -> Response:
    """Import a row as a person decided: it is a client, or somebody new."""
    run_id, row = request.params["run_id"], whole_number(request.params["row"]) or 0
    locale = Locale.of(site.book.settings, request.language)
    answer = request.form.get("who")
    if not answer:
        return _page(request, site, status=422, asked=row, wrong=locale.t("imports.choose_who"))
    into = None if answer in (NEW, f"still-{NEW}") else answer
    still = answer == f"still-{NEW}"
    try:
        site.book.imports.decide_row(run_id, row, into=into, still_new=still, by=request.by)
    except DuplicateFoundError as error:
        since = locale.t("imports.since_then")
        return _page(request, site, status=409, asked=row, wrong=since, instead=error.client_ids)
    except InvalidProfileError as error:
        said = "; ".join(str(m) for m in messages_of(error, locale))
        wrong = f"{locale.t('imports.row_refused')} {said}"
        return _page(request, site, status=422, asked=row, wrong=wrong)
    except RowDecidedError as error:
        decided = _decided(site, error.outcome)
        if not _is_again(decided, into, request):
            return _page(request, site, status=409, decided=decided)
    except (ClientStateError, ImportStateError) as error:
        wrong = locale.t(f"common.failed_{status_of(error)[1]}")
        return _page(request, site, status=409, asked=row, wrong=wrong)
    after = request.form.get("after")
    query = Fields({"after": after} if whole_number(after) else {})
    return redirect(request, _WAITING, query=query, done="row_decided", run_id=run_id)


def _decided(site: Site, outcome: RowOutcome) -> DecidedRow:
    client_id = outcome.client_id or ""
    return DecidedRow(outcome, site.book.clients.resolve([client_id]).get(client_id))


def _is_again(decided: DecidedRow, into: str | None, request: Request) -> bool:
    """Say whether a form that came twice asks for what it did the first time."""
    mine = decided.outcome.decided_by == request.by
    return mine and (decided.is_new if into is None else into == decided.outcome.client_id)


_WAITING = "/imports/runs/{run_id}/waiting"
ROUTES = (
    Route("GET", _WAITING, Permission.IMPORT, show),
    Route("POST", f"{_WAITING}/{{row}}", Permission.IMPORT, decide),
)
