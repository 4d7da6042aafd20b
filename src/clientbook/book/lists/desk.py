"""The lists desk: filtered, sorted, paged, exported."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, BinaryIO, Literal

import attrs

from clientbook.book.clients.notes import newest_notes
from clientbook.book.clients.overviews import visits_of
from clientbook.book.contexts import Context
from clientbook.book.lists.exporting import CellWriter, PhoneDisplay
from clientbook.book.lists.filtering import facet_filter
from clientbook.book.lists.needed import Needs
from clientbook.book.lists.selecting import ordered, spoken_of
from clientbook.book.pages import Cursor, Page, make_cursor, read_cursor
from clientbook.book.resolving import known_as
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.doors import guarded
from clientbook.domain.filters import NO_FILTER, Filter, Sort
from clientbook.domain.phone_display import display_phone
from clientbook.domain.ports import Visits
from clientbook.domain.profiles import ACCOUNT_SYSTEM
from clientbook.domain.selections import Selection
from clientbook.domain.settings import NO_REGION
from clientbook.domain.targets import Target
from clientbook.importing.frames import text_table
from clientbook.importing.rejects import FileFormat
from clientbook.storage.checks import check_texts
from clientbook.writers.formats import format_of
from clientbook.writers.tables import write_csv, write_xlsx


@attrs.frozen
class ListRow:
    """A client as a list shows it.

    Args:
        client: The client.
        last_appointment_at: Start of the latest appointment that has started and was neither
            cancelled nor missed, or None.
        next_appointment_at: Start of the next live appointment, or None.
        note: The newest internal note, of the client or of one merged into it, else the free text
            of the profile, or None.
        region: Region of the book, for numbers as its people read them.
    """

    client: Client
    last_appointment_at: datetime | None = None
    next_appointment_at: datetime | None = None
    note: str | None = attrs.field(default=None, repr=False)
    region: str = NO_REGION

    @property
    def client_id(self) -> ClientId:
        """Id of the client."""
        return self.client.id

    @property
    def name(self) -> str:
        """Name as shown."""
        return self.client.profile.display_name

    @property
    def account(self) -> str | None:
        """User name in the host's product, or None."""
        ids = self.client.profile.external_ids
        return next((e.value for e in ids if e.system.casefold() == ACCOUNT_SYSTEM), None)

    @property
    def phone(self) -> str | None:
        """The preferred number in E.164, else the first mobile, else the first, or None."""
        phone = self.client.profile.preferred_phone
        return phone.e164 if phone else None

    @property
    def phone_display(self) -> str | None:
        """The same number as people of the book's region read it, or None."""
        phone = self.client.profile.preferred_phone
        return display_phone(phone, self.region) if phone else None

    @property
    def email(self) -> str | None:
        """The preferred e-mail address, else the first, or None."""
        email = self.client.profile.preferred_email
        return email.address if email else None


@guarded
@attrs.frozen
class ListDesk:
    """Lists clients by name.

    Args:
        context: The book.
    """

    context: Context

    def page(
        self,
        where: Filter = NO_FILTER,
        *,
        sort: Sort = Sort.NAME_ASC,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[ListRow]:
        """Return a page of the clients a filter lets through, sorted by name.

        Names sort without accents and letter case, the same on every machine; equal names by id.
        Descending is the exact reverse of ascending.  A client created or renamed between two
        pages appears or not by where its name stands; nobody else is shown twice or left out.

        Args:
            where: Which clients.
            sort: In which order.
            after: ``next`` of the page before, None for the first.
            limit: Most rows of a page, 1 to 1000.

        Returns:
            The rows; the first page tells the total.

        Cost: grows with *limit*, hardly with the book.
        """
        context = self.context
        facets = facet_filter(context, where)
        start = _read(after) if after is not None else None
        listed = context.store.list_clients(
            context.book,
            facets,
            after=start,
            limit=limit + 1,
            descending=sort is Sort.NAME_DESC,
        )
        total = context.store.count_clients(context.book, facets) if after is None else None
        more = len(listed) > limit
        listed = listed[:limit]
        clients = context.store.get_clients(context.book, [i for _, i in listed])
        rows = self.rows([clients[i] for _, i in listed if i in clients])
        return Page(rows, make_cursor(*listed[-1]) if more else None, total)

    def rows(self, clients: Sequence[Client]) -> tuple[ListRow, ...]:
        """Return list rows of these clients, such as of a page of a search."""
        context = self.context
        ids = [client.id for client in clients]
        visits = visits_of(context, ids, context.clock())
        notes = newest_notes(context, known_as(context, ids))
        return tuple(
            ListRow(
                client,
                (around := visits.get(client.id, Visits())).last_at,
                around.next_at,
                notes[client.id].body if client.id in notes else client.profile.info,
                context.settings.default_region,
            )
            for client in clients
        )

    def usual_columns(
        self, where: Filter | Selection = NO_FILTER, *, text: str | None = None
    ) -> tuple[Target, ...]:
        """Return the columns that these clients need so that an import reads everything back.

        Each kind and number of phones, e-mails and addresses that one of them has, each part of a
        name, each attribute and id in use, and what was said about contact; names, a mobile and an
        e-mail always.  What an import leaves aside (visits, dated notes) is not among them.

        Args:
            where: Which clients.
            text: What they must be found by; None takes everybody the filter lets through.

        Cost: reads the clients once, in pages, and what was said about contact of those of whom
        something was said.
        """
        needs = Needs(self.context)
        for clients in self._pages(Selection.of(where, text)):
            needs.add(clients)
            needs.add_consents(spoken_of(self.context, clients))
        return needs.columns()

    def export(
        self,
        out: BinaryIO,
        where: Filter | Selection = NO_FILTER,
        *,
        columns: Sequence[Target | str] | None = None,
        sort: Sort | None = None,
        text: str | None = None,
        format: FileFormat | None = None,  # noqa: A002 (what it is called everywhere)
        delimiter: str = ",",
        bom: bool = False,
        phones: PhoneDisplay = "e164",
        language: Literal["en", "fr"] | None = None,
    ) -> int:
        """Write what a list shows, in the order it shows it, as a table the import maps by itself.

        No cell runs as a formula in a spreadsheet, and none is changed by reading it back.

        Args:
            out: A binary file; it stays open.
            where: Which clients: a filter, or a selection.
            columns: Targets or their texts, such as ``"phone.mobile"``, in the order wanted; None
                takes :meth:`usual_columns`.
            sort: By name; None as lists have it: whom a text finds the best first, clients that are
                named as they are named, all others by name.
            text: What those who are written must be found by, as somebody typed it into the search;
                None takes everybody the filter lets through.
            format: ``"csv"`` (UTF-8) or ``"xlsx"``; None takes what the file is named, CSV where it
                has no name.
            delimiter: Of a CSV file: ``,`` ``;`` tab or ``|``.
            bom: True begins a CSV file with a byte-order mark, by which Excel knows UTF-8.
            phones: ``"e164"``, or ``"display"`` for numbers as people of the book's region read
                them.
            language: Language of the titles; None follows the settings.

        Returns:
            Number of clients written.

        Raises:
            InvalidValueError: A column is not in the vocabulary of targets, the delimiter is
                another, or the name of the file asks for the other format.
            MappingError: A column is no data of a client, an unknown attribute, or named twice.

        Cost: memory does not grow with the book, but where hits are sorted: a name and an id each.
        """
        writer = self._writer(self._chosen(columns, where, text), language, phones)
        rows = (row for _, row in self._cells(writer, Selection.of(where, text), sort))
        if format_of(out, format, usual="csv") == "xlsx":
            return write_xlsx(out, writer.header, rows)
        return write_csv(out, writer.header, rows, delimiter=delimiter, bom=bom)

    def to_records(
        self,
        where: Filter = NO_FILTER,
        *,
        columns: Sequence[Target | str] | None = None,
        sort: Sort = Sort.NAME_ASC,
        id_column: str | None = None,
        phones: PhoneDisplay = "e164",
        language: Literal["en", "fr"] | None = None,
    ) -> Iterator[dict[str, str | None]]:
        """Yield what a filter and a sort show as records, such as for a frame or a database.

        Titles and texts are those of :meth:`export`, so that ``Table.from_records`` maps them by
        itself; what is not known is None.  Memory does not grow with the book.

        Args:
            where: Which clients.
            columns: Targets or their texts, such as ``"phone.mobile"``, in the order wanted; None
                takes :meth:`usual_columns`.
            sort: In which order.
            id_column: Title of a first column with the ids of the clients; None for none.
            phones: ``"e164"``, or ``"display"`` as people of the book's region read them.
            language: Language of the titles; None follows the settings.

        Raises:
            InvalidValueError: A column is not in the vocabulary of targets.
            MappingError: A column is no data of a client, an unknown attribute, or named twice.
        """
        writer = self._writer(self._chosen(columns, where), language, phones)
        header = ([] if id_column is None else [id_column]) + list(writer.header)
        return (
            dict(zip(header, _known(client, row, id_column), strict=True))
            for client, row in self._cells(writer, Selection(where), sort)
        )

    def to_arrow(
        self,
        where: Filter = NO_FILTER,
        *,
        columns: Sequence[Target | str] | None = None,
        sort: Sort = Sort.NAME_ASC,
        id_column: str | None = None,
        language: Literal["en", "fr"] | None = None,
    ) -> Any:
        """Return the records as an Arrow table of texts, for pandas, polars or Parquet.

        The arguments are those of :meth:`to_records`.  Needs the extra ``frames``.

        Raises:
            ImportError: pyarrow is not installed.
            InvalidValueError: The title *id_column* is no text that Unicode knows.
        """
        check_texts([] if id_column is None else [id_column])
        writer = self._writer(self._chosen(columns, where), language, "e164")
        header = ([] if id_column is None else [id_column]) + list(writer.header)
        rows = (
            _known(client, row, id_column)
            for client, row in self._cells(writer, Selection(where), sort)
        )
        return text_table(header, rows)

    def _chosen(
        self,
        columns: Sequence[Target | str] | None,
        where: Filter | Selection,
        text: str | None = None,
    ) -> Sequence[Target | str]:
        return self.usual_columns(where, text=text) if columns is None else columns

    def _writer(
        self,
        columns: Sequence[Target | str],
        language: Literal["en", "fr"] | None,
        phones: PhoneDisplay,
    ) -> CellWriter:
        targets = [c if isinstance(c, Target) else Target.parse(c) for c in columns]
        spoken = language or self.context.settings.language
        return CellWriter(self.context, targets, spoken, phones=phones)

    def _cells(
        self, writer: CellWriter, chosen: Selection, sort: Sort | None
    ) -> Iterator[tuple[Client, list[str]]]:
        for clients in self._pages(chosen, sort):
            yield from zip(clients, writer.rows(clients), strict=True)

    def _pages(self, chosen: Selection, sort: Sort | None = None) -> Iterator[list[Client]]:
        context = self.context
        for ids in ordered(context, chosen, sort):
            found = context.store.get_clients(context.book, ids)
            yield [found[i] for i in ids if i in found and found[i].is_active]


def _known(client: Client, cells: Sequence[str], id_column: str | None) -> list[str | None]:
    """Return a row whose blank cells are None, with the id where it is asked for."""
    texts = [cell or None for cell in cells]
    return texts if id_column is None else [client.id, *texts]


def _read(after: Cursor) -> tuple[str, ClientId]:
    name, client_id = read_cursor(after, str, str)
    return str(name), str(client_id)
