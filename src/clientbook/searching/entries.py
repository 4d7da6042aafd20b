"""What a store indexes of a client."""

from clientbook.domain.clients import Client
from clientbook.storage.protocols import IndexEntry


def make_entry(client: Client) -> IndexEntry:
    """Return the index entry of an ACTIVE client, computed from the client alone."""
    profile = client.profile
    return IndexEntry(
        sort_name=profile.display_name.casefold(),
        words=(),
        identity_keys=(),
        match_keys=(),
        facets=(),
        unique_keys=(),
    )
