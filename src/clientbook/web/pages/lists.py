"""The list of clients: searched, filtered, sorted, paged; deleted in two steps; exported."""

from functools import partial

import attrs

from clientbook.book.clients.deletions import DeletePlan
from clientbook.book.lists.desk import ListRow
from clientbook.book.lists.search import Suggestions
from clientbook.book.pages import Page
from clientbook.domain.clients import Client
from clientbook.domain.consents import Channel
from clientbook.domain.filters import Sort
from clientbook.domain.targets import Target
from clientbook.errors import InvalidCursorError, InvalidValueError, StalePlanError
from clientbook.importing.titles import title_of
from clientbook.messages.catalogue import render as render_issue
from clientbook.messages.issues import Issue
from clientbook.messages.page_texts import has_text
from clientbook.web.downloads import download_table, table_kind
from clientbook.web.exchange import Fields, Permission, Request, Response
from clientbook.web.forms.filters import CONSENTS, YES_OR_NO, ReadFilter, read_filter
from clientbook.web.locales import Locale
from clientbook.web.rendering import redirect, render
from clientbook.web.routing import Route, Site

PAGE = 50
"""Clients of a page of the list."""

MOST_COUNTED = 1000
"""Hits of a search that are counted; of more, a page says that there are more."""


@attrs.frozen
class _Listing:
    """A page of the list, however it was asked for."""

    page: Page[ListRow]
    asked: ReadFilter
    text: str = ""
    offered: Suggestions | None = None
    problems: tuple[str, ...] = ()
    status: int = 200


def show(request: Request, site: Site) -> Response:
    """Show the list: a page of it, with search and filters."""
    return _render(request, site, "lists/list.html")


def rows(request: Request, site: Site) -> Response:
    """Show the rows alone, for a search box that asks while somebody types."""
    return _render(request, site, "lists/rows.html")


def _render(request: Request, site: Site, template: str) -> Response:
    book, locale = site.book, Locale.of(site.book.settings, request.language)
    found = _listing(request, site)
    total = found.page.total
    if total is None and not found.text:
        total = book.clients.count(found.asked.where)
    more = _shown(found.asked, found.text)
    return render(
        request,
        site,
        template,
        status=found.status,
        found=found,
        rows=found.page.items,
        total=total,
        query=more,
        next_page=Fields((*more, ("after", found.page.next))) if found.page.next else None,
        searched=Fields([("q", found.text)] if found.text else []),
        is_first="after" not in request.query,
        accounts=any(row.account for row in found.page),
        choices=_choices(site),
        set_filters=_in_words(found.asked.asked, site, locale),
    )


def _listing(request: Request, site: Site) -> _Listing:
    book, query = site.book, request.query
    after = query.get("after") or None
    text = query.get("q")
    try:
        asked = read_filter(query, book)
        if text:
            hits = book.search.find(text, asked.where, limit=PAGE, after=after)
            offered = book.search.suggest(text) if after is None else None
            return _Listing(hits.map(book.lists.rows), asked, text, offered)
        page = book.lists.page(asked.where, sort=asked.sort, after=after, limit=PAGE)
    except InvalidCursorError:
        raise  # the address of a page, not a filter
    except InvalidValueError as error:
        problems = (_told(error.issue, Locale.of(book.settings, request.language)),)
        asked = attrs.evolve(read_filter(Fields(), book), asked=query.without("q"))
        return _Listing(Page((), None, 0), asked, text, problems=problems, status=422)
    return _Listing(page, asked)


def _told(issue: Issue, locale: Locale) -> str:
    """Return what is wrong with a filter, and with which: several are asked for at once."""
    said = str(render_issue(issue, locale.language))
    key = f"lists.filter_{issue.field}"
    name = issue.column or (locale.t(key) if has_text(key) else "")
    return locale.t("lists.set_filter", name=name, value=said) if name else said


def _choices(site: Site) -> dict[str, object]:
    """Return what the filters offer."""
    return {
        "yes_or_no": YES_OR_NO,
        "consents": CONSENTS,
        "channels": [channel.value for channel in Channel],
        "topics": [topic.name for topic in site.book.settings.topics],
        "attributes": site.book.attributes.list(),
    }


def _in_words(asked: Fields, site: Site, locale: Locale) -> list[str]:
    """Return the filters that are set, as somebody reads them beside the list."""
    said = [
        (locale.t(f"lists.filter_{name}"), locale.t(f"lists.{how}_{name}"))
        for name in YES_OR_NO
        if (how := {"yes": "with", "no": "without"}.get(asked.get(name)))
    ]
    said += [
        (locale.t(f"lists.filter_{name}"), text)
        for name in ("tag", "not_since")
        if (text := asked.get(name))
    ]
    if kind := asked.get("consent"):
        about = ("clients.channel", asked.get("channel")), ("clients.topic", asked.get("topic"))
        what = ", ".join(locale.word(group, value) for group, value in about if value)
        said.append((locale.word("lists.consent", kind), what))
    if key := asked.get("attribute"):
        names = {one.key: one.name for one in site.book.attributes.list()}
        said.append((names.get(key, key), asked.get("value") or locale.t("clients.nothing")))
    lines = [locale.t("lists.set_filter", name=name, value=value) for name, value in said]
    return [*lines, *([locale.t("lists.filter_run")] if asked.get("import_run") else [])]


# -- deleting --------------------------------------------------------------------------------------


def ask_delete(request: Request, site: Site) -> Response:
    """Show what deleting the ticked clients would do, and ask."""
    plan = site.book.clients.plan_delete(request.form.all("id"))
    found = site.book.clients.resolve([client_id for client_id, _ in plan.revisions])
    return render(
        request,
        site,
        "lists/delete.html",
        plan=plan,
        clients=[(found[i], revision) for i, revision in plan.revisions if i in found],
        days=site.book.settings.restore_days,
    )


def delete(request: Request, site: Site) -> Response:
    """Delete the clients that were shown, as they were shown."""
    plan = DeletePlan(_revisions(request.form), ())
    gone = site.book.clients.confirm_delete(plan, by=request.by)
    return redirect(request, "/clients", done="deleted", count=len(gone))


def _revisions(form: Fields) -> tuple[tuple[str, int], ...]:
    ids, revisions = form.all("id"), form.all("revision")
    if not ids or len(ids) != len(revisions) or not all(r.isdecimal() for r in revisions):
        raise StalePlanError("the form is not the one that was shown", "look once more")
    return tuple(zip(ids, map(int, revisions), strict=True))


def deleted(request: Request, site: Site) -> Response:
    """Show the clients that can be brought back."""
    after: Client | None = None
    if last := request.query.get("after"):
        after = site.book.clients.get(last)
    found = site.book.clients.deleted(after=after, limit=PAGE + 1)
    return render(
        request,
        site,
        "lists/deleted.html",
        clients=found[:PAGE],
        next_page=Fields({"after": found[PAGE - 1].id}) if len(found) > PAGE else None,
        days=site.book.settings.restore_days,
    )


# -- exporting -------------------------------------------------------------------------------------

COLUMNS = (
    "given_name",
    "family_name",
    "full_name",
    "company",
    "phone.mobile",
    "phone.1",
    "phone.2",
    "email.1",
    "email.2",
    "address.street",
    "address.postcode",
    "address.city",
    "address.country",
    "birth_date",
    "gender",
    "tags",
    "note",
    "internal_note",
    "consent.sms",
    "consent.email",
    "external_id:account",
    "in_book_since",
    "last_appointment_at",
    "next_appointment_at",
)
"""What an export offers beside the attributes of the book, in this order."""

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}


def ask_export(request: Request, site: Site) -> Response:
    """Show what can be exported: of the filter that stands in the address."""
    locale, asked = Locale.of(site.book.settings, request.language), request.query
    found, text, book = read_filter(asked, site.book), asked.get("q"), site.book
    total = (
        book.search.count(text, found.where, most=MOST_COUNTED)
        if text
        else book.clients.count(found.where)
    )
    return render(
        request,
        site,
        "lists/export.html",
        columns=[(str(c), title_of(c, locale.language)) for c in _columns(site)],
        asked=found,
        shown=_shown(found, text),
        total=total,
        extent=_extent(found, text, total),
        delimiters=DELIMITERS,
    )


def _shown(found: ReadFilter, text: str) -> Fields:
    """Return what an address says of whom a list shows, and in which order."""
    order = () if found.sort is Sort.NAME_ASC else (("sort", found.sort.value),)
    return Fields((*((("q", text),) if text else ()), *found.asked, *order))


def _extent(found: ReadFilter, text: str, total: int) -> str:
    """Return the key of the words for how many a file holds."""
    if not text:
        return "filtered" if found.is_set else "all"
    kind = "found_within" if found.is_set else "found"
    return kind if total < MOST_COUNTED else f"{kind}_most"


def _columns(site: Site) -> list[Target]:
    own = [Target.custom(definition.name) for definition in site.book.attributes.list()]
    return [*map(Target.parse, COLUMNS), *own]


def export(request: Request, site: Site) -> Response:
    """Give the list as a file: what the filter shows, the columns that were ticked.

    Without a tick the file has the columns its clients need; finding them takes as long as reading
    the clients, which no page that is only looked at should.
    """
    form, locale = request.form, Locale.of(site.book.settings, request.language)
    asked = read_filter(form, site.book)
    wanted = frozenset(form.all("column"))
    columns = [column for column in _columns(site) if str(column) in wanted]
    kind = table_kind(form.get("format"), usual="csv")
    write = partial(
        site.book.lists.export,
        where=asked.where,
        columns=columns or None,
        sort=asked.sort,
        text=form.get("q") or None,
        format=kind,
        delimiter=DELIMITERS.get(form.get("delimiter"), ","),
        bom=True,
        phones="display" if form.get("phones") == "display" else "e164",
        language=locale.language,
    )
    return download_table("clients", kind, write)


def home(request: Request, site: Site) -> Response:  # noqa: ARG001 (a page is called with a site)
    """Go to the list: it is the first page."""
    return redirect(request, "/clients")


ROUTES = (
    Route("GET", "/", Permission.VIEW, home),
    Route("GET", "/clients", Permission.VIEW, show),
    Route("GET", "/rows", Permission.VIEW, rows),
    Route("POST", "/delete", Permission.DELETE, ask_delete),
    Route("POST", "/delete/confirmed", Permission.DELETE, delete),
    Route("GET", "/deleted", Permission.DELETE, deleted),
    Route("GET", "/export", Permission.EXPORT, ask_export),
    Route("POST", "/export", Permission.EXPORT, export),
)
