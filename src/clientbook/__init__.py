"""A client book to build into your own program."""

from clientbook.book import ClientBook
from clientbook.domain.clients import Actor, Client, ClientId, Origin, OriginKind
from clientbook.domain.emails import EmailAddress
from clientbook.domain.imports import ImportMode, OutcomeKind
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import ExternalId, Profile
from clientbook.domain.settings import (
    BOOKING,
    FIELD_SERVICE,
    MESSAGING,
    SAFE,
    SALON,
    BookSettings,
    Door,
)
from clientbook.domain.targets import SKIP, Target
from clientbook.errors import ClientbookError
from clientbook.importing.mapping import Mapping
from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table
from clientbook.parsing.emails import parse_email
from clientbook.parsing.phones import parse_phone
from clientbook.readers.opening import open_table
from clientbook.storage.memory import MemoryStore
from clientbook.storage.sqlite import SqliteStore

__all__ = [
    "BOOKING",
    "FIELD_SERVICE",
    "MESSAGING",
    "SAFE",
    "SALON",
    "SKIP",
    "Actor",
    "BookSettings",
    "Client",
    "ClientBook",
    "ClientId",
    "ClientbookError",
    "Door",
    "EmailAddress",
    "ExternalId",
    "ImportMode",
    "Mapping",
    "MemoryStore",
    "Origin",
    "OriginKind",
    "OutcomeKind",
    "PersonName",
    "PhoneKind",
    "PhoneNumber",
    "Profile",
    "SqliteStore",
    "Table",
    "Target",
    "open_table",
    "parse_email",
    "parse_phone",
    "suggest_mapping",
]
