"""The list as a file: the ticked clients, or whom it shows, with the columns one ticks."""

from functools import partial

from clientbook.domain.filters import Sort
from clientbook.domain.targets import Target
from clientbook.errors import InvalidValueError
from clientbook.importing.titles import title_of
from clientbook.messages.issues import Issue, IssueCode
from clientbook.web.downloads import download_table, table_kind
from clientbook.web.exchange import Fields, Permission, Request, Response
from clientbook.web.forms.filters import one_of
from clientbook.web.forms.selecting import MOST_COUNTED, Chosen, listed_by, read_chosen
from clientbook.web.locales import Locale
from clientbook.web.rendering import render
from clientbook.web.routing import Route, Site

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


PHONES = ("e164", "display")
"""How numbers are written."""


def ask(request: Request, site: Site) -> Response:
    """Show what can be exported: of the list that stands in the address."""
    return _form(request, site, listed_by(request.query, site.book))


def ask_for(request: Request, site: Site) -> Response:
    """Show what can be exported of the ticked clients, or of everybody the list shows."""
    return _form(request, site, read_chosen(request.form, site.book))


def _form(request: Request, site: Site, chosen: Chosen) -> Response:
    locale, total = Locale.of(site.book.settings, request.language), chosen.total(site.book)
    return render(
        request,
        site,
        "lists/export.html",
        columns=[(str(c), title_of(c, locale.language)) for c in _columns(site)],
        chosen=chosen,
        total=total,
        extent=chosen.extent(total),
        delimiters=DELIMITERS,
    )


def _columns(site: Site) -> list[Target]:
    own = [Target.custom(definition.name) for definition in site.book.attributes.list()]
    return [*map(Target.parse, COLUMNS), *own]


def export(request: Request, site: Site) -> Response:
    """Give the list as a file: whom it shows in the order it shows them, the ticked columns.

    Without a tick the file has the columns its clients need; finding them takes as long as reading
    the clients, which no page that is only looked at should.
    """
    form, locale = request.form, Locale.of(site.book.settings, request.language)
    chosen = read_chosen(form, site.book)
    columns = _ticked(form, site)
    kind = table_kind(_chosen(form, "format", ("csv", "xlsx")), usual="csv")
    write = partial(
        site.book.lists.export,
        where=chosen.meant,
        columns=columns or None,
        sort=_order(chosen, site),
        format=kind,
        delimiter=DELIMITERS[_chosen(form, "delimiter", tuple(DELIMITERS))],
        bom=True,
        phones="display" if _chosen(form, "phones", PHONES) == "display" else "e164",
        language=locale.language,
    )
    return download_table("clients", kind, write)


def _order(chosen: Chosen, site: Site) -> Sort | None:
    """Return the order the list shows: hits that are too many to be sorted come the best first."""
    sortable = not chosen.text or chosen.total(site.book) < MOST_COUNTED
    return chosen.asked.sort if sortable and not chosen.is_ticked else None


def _chosen(form: Fields, name: str, choices: tuple[str, ...]) -> str:
    """Return what was chosen, the first where the form does not say."""
    return one_of(form, name, choices) if form.get(name) else choices[0]


def _ticked(form: Fields, site: Site) -> list[Target]:
    """Return the columns that were ticked, in the order they are offered.

    Raises:
        InvalidValueError: One of them is not offered: a file holds what was asked for.
    """
    offered = {str(column): column for column in _columns(site)}
    wanted = frozenset(form.all("column"))
    if not wanted <= offered.keys():
        issue = Issue.of(IssueCode.INVALID_VALUE, "column", reason="not one of the choices")
        raise InvalidValueError(issue)
    return [column for name, column in offered.items() if name in wanted]


ROUTES = (
    Route("GET", "/export", Permission.EXPORT, ask),
    Route("POST", "/export", Permission.EXPORT, export),
    Route("POST", "/export/chosen", Permission.EXPORT, ask_for),
)
