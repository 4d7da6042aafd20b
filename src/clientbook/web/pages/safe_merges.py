"""Many pairs at once: those about which nothing has to be decided, shown before they are merged."""

import attrs

from clientbook.domain.clients import Client
from clientbook.domain.merges import BulkReport, MergeRecord, SkippedPair
from clientbook.matching import shipped_model
from clientbook.web.exchange import Permission, Request, Response, whole_number
from clientbook.web.locales import Locale
from clientbook.web.rendering import redirect, render
from clientbook.web.routing import Route, Site
from clientbook.web.values import person_words, title_of_field

AT_ONCE = 50
"""Pairs of one page; each merge is a unit of work of its own."""


@attrs.frozen
class SafePair:
    """A pair that would be merged, or why it is left.

    Args:
        left: Id and name of one client.
        right: Of the other.
        survivor: Name of who stays.
        why: Why it is left for a person, empty where it is merged.
        revisions: Of both, as they were shown.
    """

    left: tuple[str, str]
    right: tuple[str, str]
    survivor: str = ""
    why: str = ""
    revisions: tuple[int, int] = (0, 0)


def show(request: Request, site: Site) -> Response:
    """Show what merging the certain pairs would do; it is tried and rolled back."""
    if site.book.duplicates.needs_scan():
        return redirect(request, "/duplicates")
    pairs = _certain(site)
    clients = site.book.clients.resolve({i for pair in pairs for i in pair})
    report = BulkReport((), ())
    if pairs:
        with site.book.rehearsal():
            report = site.book.merges.safe_bulk(pairs, by=request.by)
    return _page(request, site, report, clients, merged=False)


def _certain(site: Site) -> list[tuple[str, str]]:
    least = shipped_model().auto_threshold
    found = site.book.duplicates.pairs(limit=AT_ONCE, threshold=least)
    return [(pair.left, pair.right) for pair in found]


def _page(
    request: Request,
    site: Site,
    report: BulkReport,
    clients: dict[str, Client],
    *,
    merged: bool,
    status: int = 200,
) -> Response:
    locale = Locale.of(site.book.settings, request.language)
    return render(
        request,
        site,
        "duplicates/safe.html",
        status=status,
        merged=merged,
        good=[_merged(record, clients, locale) for record in report.merged],
        records=report.merged if merged else (),
        left_over=[_skipped(pair, clients, locale) for pair in report.skipped],
    )


def _name(client: Client | None, locale: Locale) -> str:
    """Return a client as two of one name are told apart: by number, address or company."""
    return (person_words(client.profile, locale) if client else "") or locale.t("clients.nameless")


def _merged(record: MergeRecord, clients: dict[str, Client], locale: Locale) -> SafePair:
    kept, gone = record.survivor_id, record.absorbed_ids[0]
    revisions = [clients[i].revision if i in clients else 0 for i in (kept, gone)]
    return SafePair(
        (kept, _name(clients.get(kept), locale)),
        (gone, _name(clients.get(gone), locale)),
        survivor=_name(clients.get(kept), locale),
        revisions=(revisions[0], revisions[1]),
    )


def _skipped(pair: SkippedPair, clients: dict[str, Client], locale: Locale) -> SafePair:
    reasons = [locale.word("merges.skip", pair.reason.value)]
    reasons += [locale.word("merges.code", code.value) for code in pair.blockers]
    why = ", ".join(reasons)
    fields = ", ".join(title_of_field(field, locale) for field in pair.fields)
    return SafePair(
        (pair.left, _name(clients.get(pair.left), locale)),
        (pair.right, _name(clients.get(pair.right), locale)),
        why=locale.t("merges.skip_fields", why=why, fields=fields) if fields else why,
    )


def merge(request: Request, site: Site) -> Response:
    """Merge the ticked pairs; one that was changed since is left for a person."""
    wanted = [_read(text) for text in request.form.all("pair")]
    pairs = [pair for pair in wanted if pair is not None]
    if not pairs:
        return redirect(request, "/duplicates/safe", done="nothing_changed")
    ids = {i for pair in pairs for i in (pair[0], pair[1])}
    clients = site.book.clients.resolve(ids)
    fresh = [
        (a, b)
        for a, b, *revisions in pairs
        if [clients[i].revision if i in clients else 0 for i in (a, b)] == revisions
    ]
    report = site.book.merges.safe_bulk(fresh, by=request.by)
    return _page(request, site, report, clients, merged=True)


def _read(text: str) -> tuple[str, str, int, int] | None:
    """Return ids and revisions of a pair as a form sends them."""
    words = text.split()
    if len(words) != 4:
        return None
    left, right = map(whole_number, words[2:])
    return None if left is None or right is None else (words[0], words[1], left, right)


ROUTES = (
    Route("GET", "/duplicates/safe", Permission.MERGE, show),
    Route("POST", "/duplicates/safe", Permission.MERGE, merge),
)
