"""Whom an act of many means: a value that lists, changes, deletions and exports share."""

from typing import Any

import attrs

from clientbook.domain.checks import refuse, wrong_type
from clientbook.domain.clients import ClientId
from clientbook.domain.filters import NO_FILTER, Filter
from clientbook.domain.typed import typed
from clientbook.text import clean_text


def _ids(values: Any) -> tuple[ClientId, ...] | None:
    if values is None:
        return None
    if not isinstance(values, (tuple, list)) or not all(isinstance(v, str) for v in values):
        raise wrong_type("selection.ids", values, "several ids of clients")
    return tuple(dict.fromkeys(values))


@attrs.frozen(field_transformer=typed)
class Selection:
    """Whom an act of many means: these very clients, or everybody that a list shows.

    Args:
        where: Everybody this filter lets through.
        text: Of those, whom this text finds, as somebody typed it into the search.
        ids: These clients, each once, and nobody else; those that are not ACTIVE are left out.

    Raises:
        InvalidValueError: Clients are named beside a filter or a text, or the text is blank.
    """

    where: Filter = NO_FILTER
    text: str | None = attrs.field(default=None, repr=False)
    ids: tuple[ClientId, ...] | None = attrs.field(default=None, converter=_ids)

    def __attrs_post_init__(self) -> None:
        if self.ids is not None and (self.text is not None or self.where != NO_FILTER):
            raise refuse("selection.ids", "name clients, or a filter and a text, not both")
        if self.text is not None and not clean_text(self.text):
            raise refuse("selection.text", "a blank text finds nobody; leave it out")

    @classmethod
    def of(cls, chosen: "Filter | Selection", text: str | None = None) -> "Selection":
        """Return what a filter, or a selection, means; a filter with the text that stands by it.

        Raises:
            InvalidValueError: A text stands beside a selection, which has its own.
        """
        if isinstance(chosen, Filter):
            return cls(chosen, text)
        if text is not None:
            raise refuse("text", "a selection has its own text")
        return chosen
