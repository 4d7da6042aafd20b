"""Whom an act of many is about: the ticked clients, or everybody the list shows."""

import attrs

from clientbook.book import ClientBook
from clientbook.domain.selections import Selection
from clientbook.errors import EmptySelectionError
from clientbook.web.exchange import Fields
from clientbook.web.forms.filters import ReadFilter, filter_words, read_filter, shown_by
from clientbook.web.locales import Locale
from clientbook.web.paging import PLACES

MOST_COUNTED = 1_000
"""Hits of a search that are counted, and sorted; of more, a page says that there are more."""

_EVERY = "every"
"""The tick that means everybody the list shows; a form without any tick means nobody."""


@attrs.frozen
class Chosen:
    """Whom an act of many is about.

    Args:
        meant: Whom.
        asked: The filters and the sort of the list that showed them.
        text: What was searched there.
        place: Where in the list, for the way back.
    """

    meant: Selection
    asked: ReadFilter
    text: str = ""
    place: Fields = attrs.field(factory=Fields)

    @property
    def is_ticked(self) -> bool:
        """True where clients were ticked, one by one."""
        return self.meant.ids is not None

    @property
    def listed(self) -> Fields:
        """What the address of the list says."""
        return Fields((*shown_by(self.asked, self.text), *self.place))

    @property
    def fields(self) -> Fields:
        """What a form carries that is about the same."""
        if self.meant.ids is None:
            return Fields((*self.listed, (_EVERY, "yes")))
        return Fields((*self.listed, *(("id", client_id) for client_id in self.meant.ids)))

    def words(self, book: ClientBook, locale: Locale) -> list[str]:
        """Return what narrows the list, as somebody reads it; nothing beside ticks."""
        if self.is_ticked:
            return []
        found = [locale.t("lists.searched", text=self.text)] if self.text else []
        return [*found, *filter_words(self.asked.asked, book, locale)]

    def total(self, book: ClientBook) -> int:
        """Return how many are meant; of hits at most :data:`MOST_COUNTED`."""
        if self.meant.ids is not None:
            return len(self.meant.ids)
        if self.text:
            return book.search.count(self.text, self.asked.where, most=MOST_COUNTED)
        return book.clients.count(self.asked.where)

    def extent(self, total: int) -> str:
        """Return the key of the words for how many are meant, out of a group of texts."""
        if self.is_ticked:
            return "ticked"
        if not self.text:
            return "filtered" if self.asked.is_set else "all"
        kind = "found_within" if self.asked.is_set else "found"
        return kind if total < MOST_COUNTED else f"{kind}_most"


def listed_by(query: Fields, book: ClientBook) -> Chosen:
    """Return everybody that the list of an address shows.

    Raises:
        InvalidValueError: A filter has a value that it cannot have.
    """
    return read_chosen(query.with_(_EVERY, "yes"), book)


def read_chosen(fields: Fields, book: ClientBook) -> Chosen:
    """Return whom a form is about.

    Raises:
        EmptySelectionError: Nobody is ticked, nor everybody.
        InvalidValueError: A filter has a value that it cannot have.
    """
    asked, text = read_filter(fields, book), fields.get("q")
    place = fields.only(*PLACES)
    if _EVERY in fields:
        return Chosen(Selection(asked.where, text or None), asked, text, place)
    if not (ids := fields.all("id")):
        raise EmptySelectionError("nothing is selected", "select at least one client")
    return Chosen(Selection(ids=ids), asked, text, place)
