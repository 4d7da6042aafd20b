"""A client book to build into your own program."""

from clientbook.book import ClientBook
from clientbook.book.activities.reading import When
from clientbook.domain.activities import (
    Activity,
    ActivityKind,
    Appointment,
    AppointmentStatus,
    Attendee,
)
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import (
    Attribute,
    AttributeDefinition,
    AttributeScope,
    AttributeType,
)
from clientbook.domain.clients import (
    Actor,
    Client,
    ClientId,
    ClientStatus,
    Origin,
    OriginKind,
)
from clientbook.domain.consents import Channel, ConsentBasis, ConsentEvent, ConsentState
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.filters import Filter, Sort
from clientbook.domain.genders import Gender, GenderCode
from clientbook.domain.imports import ImportMode, ImportRun, OutcomeKind, RowOutcome
from clientbook.domain.merges import (
    BlockerCode,
    FieldChoice,
    MergePlan,
    MergeRecord,
    ValueChoice,
)
from clientbook.domain.names import PersonName
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import ExternalId, Profile
from clientbook.domain.settings import (
    BOOKING,
    FIELD_SERVICE,
    MESSAGING,
    PRESETS,
    SAFE,
    SALON,
    BookSettings,
    ContactLimits,
    Door,
    ImportSettings,
    OnDuplicate,
    Requirements,
    Topic,
)
from clientbook.domain.targets import SKIP, Target
from clientbook.errors import ClientbookError
from clientbook.importing.mapping import Mapping, UpdatePolicy
from clientbook.importing.plans import ImportPlan, Progress
from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table
from clientbook.importing.templates import MappingTemplate
from clientbook.importing.validation import read_profiles
from clientbook.messages.catalogue import render
from clientbook.messages.issues import FileFinding, FindingCode, Issue, IssueCode
from clientbook.parsing.emails import parse_email
from clientbook.parsing.phones import parse_phone
from clientbook.readers.opening import open_table
from clientbook.readers.options import ReadLimits, ReadOptions
from clientbook.searching.queries import Scope
from clientbook.storage.memory import MemoryStore
from clientbook.storage.protocols import Store
from clientbook.storage.sqlite import SqliteStore

__all__ = [
    "BOOKING",
    "FIELD_SERVICE",
    "MESSAGING",
    "PRESETS",
    "SAFE",
    "SALON",
    "SKIP",
    "Activity",
    "ActivityKind",
    "Actor",
    "Appointment",
    "AppointmentStatus",
    "Attendee",
    "Attribute",
    "AttributeDefinition",
    "AttributeScope",
    "AttributeType",
    "BlockerCode",
    "BookSettings",
    "Channel",
    "Client",
    "ClientBook",
    "ClientId",
    "ClientStatus",
    "ClientbookError",
    "ConsentBasis",
    "ConsentEvent",
    "ConsentState",
    "ContactLimits",
    "Door",
    "EmailAddress",
    "ExternalId",
    "FieldChoice",
    "FileFinding",
    "Filter",
    "FindingCode",
    "Gender",
    "GenderCode",
    "ImportMode",
    "ImportPlan",
    "ImportRun",
    "ImportSettings",
    "Issue",
    "IssueCode",
    "Mapping",
    "MappingTemplate",
    "MemoryStore",
    "MergePlan",
    "MergeRecord",
    "OnDuplicate",
    "Origin",
    "OriginKind",
    "OutcomeKind",
    "PartialDate",
    "PersonName",
    "PhoneKind",
    "PhoneNumber",
    "PostalAddress",
    "Profile",
    "ProfilePatch",
    "Progress",
    "ReadLimits",
    "ReadOptions",
    "Requirements",
    "RowOutcome",
    "Scope",
    "Sort",
    "SqliteStore",
    "Store",
    "Table",
    "Target",
    "Topic",
    "UpdatePolicy",
    "ValueChoice",
    "When",
    "open_table",
    "parse_email",
    "parse_phone",
    "read_profiles",
    "render",
    "suggest_mapping",
]
