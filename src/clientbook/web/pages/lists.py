"""The list of clients: searched, filtered, sorted, paged."""

import attrs

from clientbook.book.lists.desk import ListRow
from clientbook.book.lists.search import Suggestions
from clientbook.book.pages import Page
from clientbook.domain.consents import Channel
from clientbook.domain.filters import Sort
from clientbook.errors import InvalidCursorError, InvalidValueError
from clientbook.messages.catalogue import render as render_issue
from clientbook.messages.issues import Issue
from clientbook.messages.page_texts import has_text
from clientbook.web.exchange import Fields, Permission, Request, Response
from clientbook.web.forms.filters import (
    CONSENTS,
    NAMES,
    YES_OR_NO,
    ReadFilter,
    filter_words,
    read_filter,
    shown_by,
)
from clientbook.web.forms.selecting import MOST_COUNTED
from clientbook.web.locales import Locale
from clientbook.web.paging import ListPlace
from clientbook.web.rendering import redirect, render
from clientbook.web.routing import Route, Site

PAGE = 50
"""Clients of a page of the list."""


@attrs.frozen
class _Listing:
    """A page of the list, however it was asked for.

    Args:
        page: The rows.
        asked: The filters and the sort.
        place: Where in the list the page is.
        total: How many there are, counted up to :data:`MOST_COUNTED` for a search.
        text: What is searched.
        offered: What the text can be added as.
        problems: What is wrong with the filters.
    """

    page: Page[ListRow]
    asked: ReadFilter
    place: ListPlace
    total: int = 0
    text: str = ""
    offered: Suggestions | None = None
    problems: tuple[str, ...] = ()

    @property
    def sort(self) -> Sort | None:
        """The order shown; None for hits, the best first."""
        return self.asked.sort if self.text else self.asked.sort or Sort.NAME_ASC

    @property
    def is_sortable(self) -> bool:
        """True where all that is listed can be sorted by name."""
        return not self.text or self.total < MOST_COUNTED

    @property
    def every_words(self) -> str:
        """Key of the words for everybody who is listed."""
        return "lists.every" if not self.text or self.total < MOST_COUNTED else "lists.every_most"

    @property
    def total_words(self) -> str:
        """Key of the words for the total."""
        if not self.text:
            return "lists.total"
        most = "" if self.total < MOST_COUNTED else "_most"
        return ("lists.found_within" if self.asked.is_set else "lists.found") + most


def show(request: Request, site: Site) -> Response:
    """Show the list: a page of it, with search and filters."""
    return _render(request, site, "lists/list.html")


def rows(request: Request, site: Site) -> Response:
    """Show the rows alone, for a search box that asks while somebody types."""
    return _render(request, site, "lists/rows.html")


def _render(request: Request, site: Site, template: str) -> Response:
    book, locale = site.book, Locale.of(site.book.settings, request.language)
    found = _listing(request, site)
    listed = shown_by(found.asked, found.text)
    return render(
        request,
        site,
        template,
        status=422 if found.problems else 200,
        found=found,
        rows=found.page.items,
        query=listed,
        here=Fields((*listed, *found.place.fields())),
        unsorted=listed.without("sort"),
        pages=found.place.pages(listed, found.page.next),
        searched=Fields([("q", found.text)] if found.text else []),
        accounts=any(row.account for row in found.page),
        choices=_choices(site),
        set_filters=filter_words(found.asked.asked, book, locale),
    )


def _listing(request: Request, site: Site) -> _Listing:
    book, query = site.book, request.query
    place, text = ListPlace.of(query), query.get("q")
    try:
        asked = read_filter(query, book)
        if text:
            return _hits(site, text, asked, place)
        sort = asked.sort or Sort.NAME_ASC
        page = book.lists.page(asked.where, sort=sort, after=place.after, limit=PAGE)
        total = book.clients.count(asked.where) if page.total is None else page.total
    except InvalidCursorError:
        raise  # the address of a page, not a filter
    except InvalidValueError as error:
        problems = (_told(error.issue, Locale.of(book.settings, request.language)),)
        asked = attrs.evolve(read_filter(Fields(), book), asked=query.only(*NAMES))
        return _Listing(Page(()), asked, ListPlace(), problems=problems)
    return _Listing(page, asked, place, total)


def _told(issue: Issue, locale: Locale) -> str:
    """Return what is wrong with a filter, and with which: several are asked for at once."""
    said = str(render_issue(issue, locale.language, plain=True))
    key = f"lists.filter_{issue.field}"
    name = issue.column or (locale.t(key) if has_text(key) else "")
    return locale.t("lists.set_filter", name=name, value=said) if name else said


def _hits(site: Site, text: str, asked: ReadFilter, place: ListPlace) -> _Listing:
    """Return a page of a search; hits that are too many to be sorted come the best first."""
    search, total = site.book.search, -1
    if asked.sort is not None:
        total = search.count(text, asked.where, most=MOST_COUNTED)
        asked = attrs.evolve(asked, sort=asked.sort if total < MOST_COUNTED else None)
    hits = search.find(text, asked.where, sort=asked.sort, limit=PAGE, after=place.after)
    if total < 0 and (hits.next or place.after):  # counting takes longer than a page of hits
        total = search.count(text, asked.where, most=MOST_COUNTED)
    offered = search.suggest(text) if place.after is None else None
    found = len(hits) if total < 0 else total
    return _Listing(hits.map(site.book.lists.rows), asked, place, found, text, offered)


def _choices(site: Site) -> dict[str, object]:
    """Return what the filters offer."""
    return {
        "yes_or_no": YES_OR_NO,
        "consents": CONSENTS,
        "channels": [channel.value for channel in Channel],
        "topics": [topic.name for topic in site.book.settings.topics],
        "attributes": site.book.attributes.list(),
    }


def home(request: Request, site: Site) -> Response:  # noqa: ARG001 (a page is called with a site)
    """Go to the list, or to the first page that one may open."""
    return redirect(request, "/clients")


ROUTES = (
    Route("GET", "/", Permission.VIEW, home, also=tuple(Permission)),
    Route("GET", "/clients", Permission.VIEW, show),
    Route("GET", "/rows", Permission.VIEW, rows),
)
