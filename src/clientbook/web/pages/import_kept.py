"""Whom the undo of an import keeps, or has kept, as lines of a page."""

import attrs

from clientbook.domain.undos import Kept
from clientbook.web.locales import Locale
from clientbook.web.routing import Site
from clientbook.web.values import title_of_field


@attrs.frozen
class KeptLine:
    """A client that stays, or some of whose fields do.

    Args:
        row: Its row in the file.
        client_id: The client.
        name: Its name.
        reason: Why it stays, in words.
        fields: What stays of it; empty for all of it.
    """

    row: int
    client_id: str
    name: str = attrs.field(repr=False)
    reason: str
    fields: tuple[str, ...] = ()


def kept_lines(site: Site, kept: tuple[Kept, ...], locale: Locale) -> list[KeptLine]:
    """Return who stays, in words."""
    clients = site.book.clients.resolve({one.client_id for one in kept})
    lines = []
    for one in kept:
        client = clients.get(one.client_id)
        lines.append(
            KeptLine(
                one.row,
                one.client_id,
                client.profile.display_name if client else "",
                locale.word("imports.kept", one.reason.value),
                tuple(title_of_field(field, locale) for field in one.fields),
            )
        )
    return lines
