"""Merges that were made: listed, looked at, undone after their plan was shown."""

from datetime import timedelta

import attrs

from clientbook.domain.clients import Client
from clientbook.domain.merges import MergeRecord
from clientbook.domain.unmerges import UnmergePlan
from clientbook.errors import ClientNotFoundError, PlanError, StalePlanError
from clientbook.web.exchange import Fields, Permission, Request, Response
from clientbook.web.locales import Locale
from clientbook.web.rendering import redirect, render
from clientbook.web.routing import Route, Site
from clientbook.web.values import person_words, title_of_field

PAGE = 50


@attrs.frozen
class MergeLine:
    """A merge as the list shows it.

    Args:
        record: The merge.
        survivor: Name of who stayed.
        absorbed: Names of those who went into it, as they were.
    """

    record: MergeRecord
    survivor: str = attrs.field(repr=False)
    absorbed: tuple[str, ...] = attrs.field(repr=False)


def show(request: Request, site: Site) -> Response:
    """Show the merges of the book, newest first."""
    before = request.query.get("before") or None
    locale = Locale.of(site.book.settings, request.language)
    records = site.book.merges.latest(limit=PAGE + 1, before=before)
    more = len(records) > PAGE
    return render(
        request,
        site,
        "merges/list.html",
        lines=[_line(site, record, locale) for record in records[:PAGE]],
        next_page=Fields({"before": records[PAGE - 1].id}) if more else None,
    )


def _line(site: Site, record: MergeRecord, locale: Locale) -> MergeLine:
    found = site.book.clients.resolve([record.survivor_id])
    survivor = found.get(record.survivor_id)
    names = (_words_before(site, record, i, locale) for i in record.absorbed_ids)
    stays = person_words(survivor.profile, locale) if survivor else ""
    return MergeLine(record, stays, tuple(names))


def _words_before(site: Site, record: MergeRecord, client_id: str, locale: Locale) -> str:
    """Return who somebody was before a merge, in words; empty once they were erased."""
    just_before = record.at - timedelta(microseconds=1)
    try:
        return person_words(site.book.history.as_of(client_id, just_before).profile, locale)
    except ClientNotFoundError:
        return ""


def look(request: Request, site: Site) -> Response:
    """Show one merge, and what undoing it would do."""
    return _page(request, site, site.book.merges.get(request.params["merge_id"]))


def _page(
    request: Request,
    site: Site,
    record: MergeRecord,
    *,
    status: int = 200,
    problem: str = "",
) -> Response:
    locale = Locale.of(site.book.settings, request.language)
    with_later = _with_later(request)
    plan: UnmergePlan | None = None
    refused = ""
    if record.stands:
        try:
            plan = site.book.merges.plan_unmerge(record.id, with_later=with_later)
        except PlanError as error:  # a client of it was erased, or its history purged
            refused = error.problem
    clients = _involved(site, record, plan)
    return render(
        request,
        site,
        "merges/merge.html",
        status=status,
        line=_line(site, record, locale),
        record=record,
        plan=plan,
        refused=refused,
        problem=problem,
        with_later=with_later,
        restored=_restored(site, record, plan, locale),
        kept=[] if plan is None else _kept(plan, clients, locale),
        conflicting=[] if plan is None else _conflicting(plan, clients, locale),
        choices=list(dict.fromkeys(title_of_field(c.field, locale) for c in record.choices)),
    )


def _with_later(request: Request) -> bool:
    return "with_later" in (request.form if request.method == "POST" else request.query)


def _involved(site: Site, record: MergeRecord, plan: UnmergePlan | None) -> dict[str, Client]:
    ids = {record.survivor_id}
    if plan is not None:
        ids |= {k.client_id for k in plan.kept} | {c.client_id for c in plan.conflicting}
    return site.book.clients.resolve(ids)


def _restored(
    site: Site, record: MergeRecord, plan: UnmergePlan | None, locale: Locale
) -> list[str]:
    """Return the names of those who would come back."""
    if plan is None:
        return []
    names = []
    for step in plan.steps:
        made = record if step.merge_id == record.id else site.book.merges.get(step.merge_id)
        names += [_words_before(site, made, client_id, locale) for client_id in step.restored_ids]
    return names


def _kept(
    plan: UnmergePlan, clients: dict[str, Client], locale: Locale
) -> list[tuple[str, str, int]]:
    return [
        (_name(clients, k.client_id), title_of_field(k.field, locale), k.count) for k in plan.kept
    ]


def _conflicting(
    plan: UnmergePlan, clients: dict[str, Client], locale: Locale
) -> list[tuple[str, str, str]]:
    return [
        (
            _name(clients, c.client_id),
            title_of_field(c.field, locale),
            locale.word("merges.conflict", c.reason.value),
        )
        for c in plan.conflicting
    ]


def _name(clients: dict[str, Client], client_id: str) -> str:
    client = clients.get(client_id)
    return client.profile.display_name if client else ""


def undo(request: Request, site: Site) -> Response:
    """Undo a merge as it was shown; where the book moved meanwhile, show it again."""
    record = site.book.merges.get(request.params["merge_id"])
    locale = Locale.of(site.book.settings, request.language)
    if not record.stands:
        return redirect(request, _MERGE, merge_id=record.id)  # a second click
    plan = site.book.merges.plan_unmerge(record.id, with_later=_with_later(request))
    if plan.hash != request.form.get("plan"):
        return _page(request, site, record, status=409, problem=locale.t("merges.stale"))
    try:
        apart = "ignore" in request.form
        site.book.merges.unmerge(plan, by=request.by, ignore=apart)
    except StalePlanError:
        return _page(request, site, record, status=409, problem=locale.t("merges.stale"))
    except PlanError:
        return _page(request, site, record, status=409, problem=locale.t("merges.later_first"))
    return redirect(request, _MERGE, merge_id=record.id, done="unmerged")


_MERGE = "/merges/{merge_id}"
ROUTES = (
    Route("GET", "/merges", Permission.MERGE, show),
    Route("GET", _MERGE, Permission.MERGE, look, also=(Permission.UNDO,)),
    Route("POST", f"{_MERGE}/undo", Permission.UNDO, undo),
)
