"""Rows that a book may have written itself: each is of the client who is just as it says."""

from collections.abc import Iterable

from clientbook.identity.evidence import is_written_alike
from clientbook.identity.verdicts import Holder
from clientbook.importing.drafts import Draft
from clientbook.importing.updating import Updates


def written_of(draft: Draft, holders: Iterable[Holder], updates: Updates) -> Holder | None:
    """Return whom a row is of by its letters and by all it says; None where the rule is asked.

    Namesakes on one number are so told apart: *Anna Lee*, *LEE Anna* and *Anna Lee* with an e-mail
    address.  Of several who are just as the row says one is as good as the other, and nothing is
    written of any, as long as the row says nothing of consent or a block.

    Args:
        draft: The row.
        holders: Everybody who holds one of its keys, as the rows before left them.
        updates: Which fields are overwritten.
    """
    if not draft.exported or draft.profile.name is None:
        return None
    found = [
        holder
        for holder in holders
        if holder.client_id is not None
        and is_written_alike(draft.profile, holder.profile)
        and updates.says_all(holder.profile, draft)
        and not updates.kept(holder.profile, draft)
    ]
    alike = [holder for holder in found if holder.profile.name == draft.profile.name] or found
    if len(alike) > 1 and (draft.consents or draft.blocked is not None):
        return None
    return min(alike, key=lambda h: (h.row is not None, h.identity), default=None)
