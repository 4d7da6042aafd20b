"""Duplicates: one pair a screen, side by side with the evidence; merged, or said to be two."""

from collections.abc import Sequence
from typing import Any

import attrs

from clientbook.book.history.readings import at_revision
from clientbook.book.pages import Page
from clientbook.domain.clients import Client
from clientbook.domain.merges import MergePlan
from clientbook.errors import (
    BlockedMergeError,
    ClientbookError,
    ClientNotFoundError,
    ClientStateError,
    LinkConflictError,
    PlanError,
    StalePlanError,
)
from clientbook.matching import Explanation, Part, ScoredPair
from clientbook.reports.figures import decimal
from clientbook.reports.review_texts import LEAST_TOLD, level_text, part_title
from clientbook.web.exchange import Fields, Permission, Request, Response
from clientbook.web.forms.merging import (
    blocker_words,
    carried_choices,
    field_offers,
    read_choices,
    read_overrides,
    result_lines,
)
from clientbook.web.locales import Locale
from clientbook.web.pages.duplicate_scans import looking
from clientbook.web.rendering import redirect, render
from clientbook.web.routing import Route, Site

FULL_BAR = 16.0
"""Bits at which a bar is full."""

PAGE = 50
_CERTAIN, _LIKELY = 0.99, 0.9


def show(request: Request, site: Site) -> Response:
    """Show the next pair that nobody has decided."""
    if site.book.duplicates.needs_scan():
        return looking(request, site)
    after = request.query.get("after")
    page = site.book.duplicates.pairs(limit=1, after=after or None)
    total = page.total if after == "" else site.book.duplicates.pairs(limit=1).total
    merged = _just_merged(request, site)
    if not page.items:
        return render(request, site, "duplicates/none.html", total=total or 0, merged=merged)
    return _pair_page(request, site, _found(site, page), page=page, total=total, merged=merged)


def _found(site: Site, page: Page[ScoredPair]) -> tuple[Client, Client]:
    pair = page.items[0]
    return _clients(site, pair.left, pair.right)


def _just_merged(request: Request, site: Site) -> str:
    """Return the id of the merge that was just made, for the link that undoes it."""
    merge_id = request.query.get("merged")
    if not merge_id or not request.may(Permission.UNDO):
        return ""
    try:
        return site.book.merges.get(merge_id).id
    except ClientbookError:
        return ""


def compare(request: Request, site: Site) -> Response:
    """Show two clients side by side, whatever speaks for or against them."""
    return _pair_page(request, site, _clients(site, request.query.get("a"), request.query.get("b")))


def _clients(site: Site, a: str, b: str) -> tuple[Client, Client]:
    """Return two clients, the smaller id first.

    Raises:
        ClientNotFoundError: One is not there.
        ClientStateError: One cannot be merged any more; they are merged already.
        PlanError: Both ids are one client's.
    """
    found = site.book.clients.resolve([a, b])
    for client_id in (a, b):
        if client_id not in found:
            raise ClientNotFoundError(client_id)
        client = found[client_id]
        if not client.is_active:
            raise ClientStateError(client.id, client.status.value)
    if found[a].id == found[b].id:
        if gone := next((i for i in (a, b) if i != found[i].id), ""):
            raise ClientStateError(gone, "merged", found[gone].id)
        raise PlanError("both ids lead to one client", "choose two different clients")
    left, right = sorted((found[a], found[b]), key=lambda c: c.id)
    return left, right


@attrs.frozen
class Bar:
    """What one part of a score says.

    Args:
        title: What is compared.
        said: What was found, in words.
        start: Where the bar begins, 0 to 100; 50 is the middle.
        width: How long it is.
        weight: Bits, as the language writes them.
        supports: True where it speaks for one person.
    """

    title: str
    said: str
    start: float
    width: float
    weight: str
    supports: bool


def _bars(explanation: Explanation, locale: Locale) -> list[Bar]:
    telling = (part for part in explanation.parts if abs(part.weight) >= LEAST_TOLD)
    return [_bar(part, locale) for part in sorted(telling, key=lambda p: -p.weight)]


def _bar(part: Part, locale: Locale) -> Bar:
    width = min(abs(part.weight) / FULL_BAR, 1.0) * 50
    return Bar(
        part_title(part, locale.language),
        level_text(part, locale.language),
        round(50.0 if part.weight >= 0 else 50 - width, 1),
        round(width, 1),
        decimal(part.weight, locale.language, sign=True),
        part.weight >= 0,
    )


def _likeness(explanation: Explanation, locale: Locale) -> dict[str, Any]:
    """Return how like one another two clients are, as the page of a pair shows it."""
    chance = explanation.match_probability
    says = "certain" if chance >= _CERTAIN else "likely" if chance >= _LIKELY else "open"
    bars = _bars(explanation, locale)
    return {"bars": bars, "chance": locale.percent(chance), "says": says}


def _pair_page(
    request: Request,
    site: Site,
    clients: tuple[Client, Client],
    *,
    page: Page[ScoredPair] | None = None,
    total: int | None = None,
    merged: str = "",
    typed: Fields | None = None,
    plan: MergePlan | None = None,
    status: int = 200,
    problem: str = "",
) -> Response:
    book, locale = site.book, Locale.of(site.book.settings, request.language)
    survivor = _survivor(clients, typed)
    other = clients[0] if survivor is clients[1] else clients[1]
    usual = book.merges.plan(survivor.id, [other.id])
    shown = plan or usual
    names = {a.key: a.name for a in book.attributes.list()}
    after = request.form.get("after") or request.query.get("after")
    return render(
        request,
        site,
        "duplicates/pair.html",
        status=status,
        left=clients[0],
        right=clients[1],
        survivor=survivor,
        offers=field_offers(clients, usual, names, typed, locale),
        **_likeness(book.duplicates.explain(clients[0].id, clients[1].id), locale),
        blockers=[blocker_words(b, locale) for b in shown.blockers],
        overridden=[
            blocker_words(b, locale, overridden=True)
            for b in shown.resolved
            if b.code in shown.overrides
        ],
        result=result_lines(shown.result, names, locale),
        looked=plan is not None,
        links=[(kind, count) for kind, count in shown.link_counts if count],
        block=shown.block,
        next_page=Fields({"after": page.next}) if page is not None and page.next else None,
        from_list=page is not None or "from_list" in request.form,
        after=after,
        total=total,
        merged=merged,
        reason=typed.get("reason") if typed else "",
        problem=problem,
    )


def _survivor(clients: tuple[Client, Client], typed: Fields | None) -> Client:
    """Return who stays: as chosen, else the older one, as a bulk merge has it."""
    chosen = typed.get("survivor") if typed is not None else ""
    for client in clients:
        if client.id == chosen:
            return client
    return min(clients, key=lambda c: (c.created_at, c.id))


# -- deciding --------------------------------------------------------------------------------------


def merge(request: Request, site: Site) -> Response:
    """Merge a pair as it was shown and chosen; ``act`` ``look`` shows the result first."""
    form, locale = request.form, Locale.of(site.book.settings, request.language)
    clients = _clients(site, form.get("left"), form.get("right"))
    if not _is_as_shown(clients, form):
        return _stale(request, site, clients)
    survivor = _survivor(clients, form)
    other = clients[0] if survivor is clients[1] else clients[1]
    plan = site.book.merges.plan(
        survivor.id,
        [other.id],
        choices=read_choices(clients, form),
        overrides=read_overrides(form),
    )
    if form.get("act") == "look":
        return _pair_page(request, site, clients, typed=form, plan=plan)
    try:
        record = site.book.merges.merge(plan, by=request.by, reason=form.get("reason") or None)
    except StalePlanError:
        return _stale(request, site, clients)
    except (BlockedMergeError, LinkConflictError) as error:
        blocked = isinstance(error, BlockedMergeError)
        problem = locale.t("merges.blocked" if blocked else "common.failed_links_collide")
        status = 422 if blocked else 409
        return _pair_page(
            request, site, clients, typed=form, plan=plan, status=status, problem=problem
        )
    return _next(request, done="merged", merged=record.id)


def _is_as_shown(clients: Sequence[Client], form: Fields) -> bool:
    """True when both clients are what the form was made of."""
    sides = ("left", "right")
    shown = {form.get(side): form.get(f"{side}_revision") for side in sides}
    return {c.id: str(c.revision) for c in clients} == shown


def _stale(request: Request, site: Site, clients: tuple[Client, Client]) -> Response:
    """Show a pair that was changed meanwhile anew, with what was chosen where it still applies."""
    form, locale = request.form, Locale.of(site.book.settings, request.language)
    now = _clients(site, *(client.id for client in clients))
    shown = [_shown(site, client, form) for client in now]
    typed = carried_choices((shown[0], shown[1]), now, form)
    problem = locale.t("merges.stale")
    return _pair_page(request, site, now, typed=typed, status=409, problem=problem)


def _shown(site: Site, client: Client, form: Fields) -> Client:
    """Return a client at the revision that the form was made of; as it is where that is gone."""
    side = "left" if form.get("left") == client.id else "right"
    revision = form.number(f"{side}_revision")
    return at_revision(site.book.context, client, revision) or client


def _next(request: Request, *, done: str, merged: str = "") -> Response:
    """Go on to the next pair of the list, or to where two clients were compared from."""
    after = request.form.get("after")
    query = [("after", after)] if after else []
    if merged:
        query.append(("merged", merged))
    return redirect(request, "/duplicates", query=Fields(query), done=done)


def ignore(request: Request, site: Site) -> Response:
    """Say that two clients are two persons; then go on to the next pair."""
    form = request.form
    site.book.duplicates.ignore(form.get("left"), form.get("right"), by=request.by)
    return _next(request, done="pair_ignored")


def ignored(request: Request, site: Site) -> Response:
    """Show the pairs that somebody said are two persons."""
    pairs: tuple[Any, ...] = site.book.duplicates.ignored()
    first = request.query.number("first")
    shown = pairs[first : first + PAGE]
    clients = site.book.clients.resolve({i for pair in shown for i in pair})
    found = [(clients[a], clients[b]) for a, b in shown if a in clients and b in clients]
    more = first + PAGE < len(pairs)
    return render(
        request,
        site,
        "duplicates/ignored.html",
        pairs=found,
        total=len(pairs),
        next_page=Fields({"first": str(first + PAGE)}) if more else None,
    )


ROUTES = (
    Route("GET", "/duplicates", Permission.MERGE, show),
    Route("GET", "/duplicates/pair", Permission.MERGE, compare),
    Route("POST", "/duplicates/merge", Permission.MERGE, merge),
    Route("POST", "/duplicates/ignore", Permission.MERGE, ignore),
    Route("GET", "/duplicates/ignored", Permission.MERGE, ignored),
)
