# Written by docs/generate.py from the table in __init__.py.
from clientbook.book import (
    ClientBook as ClientBook,
)
from clientbook.book.activities.desk import (
    MergeFields as MergeFields,
    Statistics as Statistics,
)
from clientbook.book.activities.reading import (
    When as When,
)
from clientbook.book.activities.timelines import (
    TimelineEntry as TimelineEntry,
)
from clientbook.book.clients.answers import (
    CheckAnswer as CheckAnswer,
    ClientMatch as ClientMatch,
    CreatedClient as CreatedClient,
)
from clientbook.book.clients.arrivals import (
    Arrival as Arrival,
    ArrivalKind as ArrivalKind,
)
from clientbook.book.clients.deletions import (
    DeletePlan as DeletePlan,
)
from clientbook.book.clients.overviews import (
    Overview as Overview,
)
from clientbook.book.clients.redefining import (
    AttributeChange as AttributeChange,
)
from clientbook.book.consent.desk import (
    BookingDecision as BookingDecision,
    Reach as Reach,
)
from clientbook.book.copying import (
    CopyReport as CopyReport,
    copy_book as copy_book,
)
from clientbook.book.history.desk import (
    Event as Event,
    HistoryEntry as HistoryEntry,
)
from clientbook.book.imports.previewing import (
    RowDifference as RowDifference,
)
from clientbook.book.lists.desk import (
    ListRow as ListRow,
)
from clientbook.book.lists.search import (
    Suggestions as Suggestions,
)
from clientbook.book.pages import (
    Page as Page,
)
from clientbook.book.privacy.shared_points import (
    SharedOffer as SharedOffer,
)
from clientbook.book.rehearsal import (
    Rehearsal as Rehearsal,
)
from clientbook.book.unfinished import (
    CopyRefusedError as CopyRefusedError,
)
from clientbook.domain.activities import (
    Activity as Activity,
    ActivityKind as ActivityKind,
    Appointment as Appointment,
    AppointmentStatus as AppointmentStatus,
    AttachmentRef as AttachmentRef,
    Attendee as Attendee,
    BusinessEvent as BusinessEvent,
    Conversation as Conversation,
    ConversationStatus as ConversationStatus,
    Direction as Direction,
    Message as Message,
    Review as Review,
)
from clientbook.domain.addresses import (
    PostalAddress as PostalAddress,
)
from clientbook.domain.appointments import (
    AppointmentCancelledByClient as AppointmentCancelledByClient,
    OwnAppointment as OwnAppointment,
)
from clientbook.domain.attributes import (
    Attribute as Attribute,
    AttributeDefinition as AttributeDefinition,
    AttributeScope as AttributeScope,
    AttributeType as AttributeType,
    MergeRule as MergeRule,
)
from clientbook.domain.bulk import (
    BulkEdit as BulkEdit,
    BulkPlan as BulkPlan,
    BulkRun as BulkRun,
    BulkUndoCounts as BulkUndoCounts,
)
from clientbook.domain.clients import (
    Actor as Actor,
    Client as Client,
    ClientId as ClientId,
    ClientStatus as ClientStatus,
    Origin as Origin,
    OriginKind as OriginKind,
)
from clientbook.domain.consents import (
    Channel as Channel,
    ConsentBasis as ConsentBasis,
    ConsentEvent as ConsentEvent,
    ConsentState as ConsentState,
)
from clientbook.domain.contact_limits import (
    ContactLimits as ContactLimits,
)
from clientbook.domain.dates import (
    PartialDate as PartialDate,
)
from clientbook.domain.emails import (
    EmailAddress as EmailAddress,
)
from clientbook.domain.filters import (
    Filter as Filter,
    Sort as Sort,
)
from clientbook.domain.genders import (
    Gender as Gender,
    GenderCode as GenderCode,
)
from clientbook.domain.imports import (
    ImportMode as ImportMode,
    ImportRun as ImportRun,
    OutcomeKind as OutcomeKind,
    RowOutcome as RowOutcome,
)
from clientbook.domain.merges import (
    BlockerCode as BlockerCode,
    BulkReport as BulkReport,
    DuplicateScan as DuplicateScan,
    FieldChoice as FieldChoice,
    IgnoredPair as IgnoredPair,
    MergePlan as MergePlan,
    MergeRecord as MergeRecord,
    ValueChoice as ValueChoice,
)
from clientbook.domain.names import (
    PersonName as PersonName,
)
from clientbook.domain.notes import (
    Note as Note,
)
from clientbook.domain.patches import (
    ProfilePatch as ProfilePatch,
)
from clientbook.domain.phones import (
    PhoneKind as PhoneKind,
    PhoneNumber as PhoneNumber,
)
from clientbook.domain.ports import (
    ActivitySource as ActivitySource,
    AppointmentPort as AppointmentPort,
    LinkConflict as LinkConflict,
    LinkPort as LinkPort,
    LinkPreview as LinkPreview,
    LinkReceipt as LinkReceipt,
    TimelineKey as TimelineKey,
)
from clientbook.domain.profiles import (
    ExternalId as ExternalId,
    Profile as Profile,
    UnreadValue as UnreadValue,
)
from clientbook.domain.rendering import (
    render as render,
)
from clientbook.domain.sales import (
    DocumentStatus as DocumentStatus,
    Estimate as Estimate,
    Invoice as Invoice,
    Line as Line,
    LoyaltyCard as LoyaltyCard,
    Package as Package,
    Ticket as Ticket,
)
from clientbook.domain.selections import (
    Selection as Selection,
)
from clientbook.domain.settings import (
    BOOKING as BOOKING,
    FIELD_SERVICE as FIELD_SERVICE,
    MESSAGING as MESSAGING,
    PRESETS as PRESETS,
    SAFE as SAFE,
    SALON as SALON,
    BookSettings as BookSettings,
    EntryPoint as EntryPoint,
    ImportSettings as ImportSettings,
    OnBadValue as OnBadValue,
    OnDuplicate as OnDuplicate,
    Requirements as Requirements,
    Topic as Topic,
)
from clientbook.domain.subscriptions import (
    ContactDecision as ContactDecision,
    Subscription as Subscription,
)
from clientbook.domain.survivorship import (
    SurvivorRule as SurvivorRule,
    Survivorship as Survivorship,
)
from clientbook.domain.targets import (
    SKIP as SKIP,
    Target as Target,
)
from clientbook.domain.undos import (
    Kept as Kept,
    UndoPlan as UndoPlan,
)
from clientbook.domain.unmerges import (
    UnmergePlan as UnmergePlan,
    UnmergeReport as UnmergeReport,
)
from clientbook.errors import (
    BookNotFoundError as BookNotFoundError,
    ClientNotFoundError as ClientNotFoundError,
    ClientbookError as ClientbookError,
    DuplicateFoundError as DuplicateFoundError,
    InvalidProfileError as InvalidProfileError,
    InvalidValueError as InvalidValueError,
    MappingError as MappingError,
    OperationCancelledError as OperationCancelledError,
    ReadError as ReadError,
    StalePlanError as StalePlanError,
    StaleRevisionError as StaleRevisionError,
    StoreUnavailableError as StoreUnavailableError,
    WrongTypeError as WrongTypeError,
)
from clientbook.identity.verdicts import (
    Verdict as Verdict,
    VerdictKind as VerdictKind,
)
from clientbook.importing.mapping import (
    Mapping as Mapping,
    UpdatePolicy as UpdatePolicy,
)
from clientbook.importing.plans import (
    ImportPlan as ImportPlan,
    Progress as Progress,
)
from clientbook.importing.suggesting import (
    suggest_mapping as suggest_mapping,
)
from clientbook.importing.tables import (
    Table as Table,
)
from clientbook.importing.templates import (
    MappingTemplate as MappingTemplate,
)
from clientbook.importing.validation import (
    read_profiles as read_profiles,
)
from clientbook.matching.keys import (
    CappedKey as CappedKey,
)
from clientbook.matching.pairs.scoring import (
    Explanation as Explanation,
    ScoredPair as ScoredPair,
)
from clientbook.messages.issues import (
    FileFinding as FileFinding,
    FindingCode as FindingCode,
    Issue as Issue,
    IssueCode as IssueCode,
)
from clientbook.parsing.addresses import (
    country_code as country_code,
    make_address as make_address,
    parse_address as parse_address,
)
from clientbook.parsing.dates import (
    parse_date as parse_date,
)
from clientbook.parsing.emails import (
    parse_email as parse_email,
)
from clientbook.parsing.flags import (
    parse_flag as parse_flag,
    parse_gender as parse_gender,
)
from clientbook.parsing.names import (
    parse_full_name as parse_full_name,
    parse_name as parse_name,
)
from clientbook.parsing.phones import (
    parse_phone as parse_phone,
)
from clientbook.readers.opening import (
    open_table as open_table,
)
from clientbook.readers.options import (
    ReadLimits as ReadLimits,
    ReadOptions as ReadOptions,
)
from clientbook.reports.side_by_side import (
    ReviewPair as ReviewPair,
)
from clientbook.searching.queries import (
    Scope as Scope,
)
from clientbook.storage.memory import (
    MemoryStore as MemoryStore,
)
from clientbook.storage.protocols import (
    Store as Store,
)
from clientbook.storage.sqlite import (
    SqliteStore as SqliteStore,
)

__version__: str
__all__ = [
    "Activity",
    "ActivityKind",
    "ActivitySource",
    "Actor",
    "Appointment",
    "AppointmentCancelledByClient",
    "AppointmentPort",
    "AppointmentStatus",
    "Arrival",
    "ArrivalKind",
    "AttachmentRef",
    "Attendee",
    "Attribute",
    "AttributeChange",
    "AttributeDefinition",
    "AttributeScope",
    "AttributeType",
    "BOOKING",
    "BlockerCode",
    "BookNotFoundError",
    "BookSettings",
    "BookingDecision",
    "BulkEdit",
    "BulkPlan",
    "BulkReport",
    "BulkRun",
    "BulkUndoCounts",
    "BusinessEvent",
    "CappedKey",
    "Channel",
    "CheckAnswer",
    "Client",
    "ClientBook",
    "ClientId",
    "ClientMatch",
    "ClientNotFoundError",
    "ClientStatus",
    "ClientbookError",
    "ConsentBasis",
    "ConsentEvent",
    "ConsentState",
    "ContactDecision",
    "ContactLimits",
    "Conversation",
    "ConversationStatus",
    "CopyRefusedError",
    "CopyReport",
    "CreatedClient",
    "DeletePlan",
    "Direction",
    "DocumentStatus",
    "DuplicateFoundError",
    "DuplicateScan",
    "EmailAddress",
    "EntryPoint",
    "Estimate",
    "Event",
    "Explanation",
    "ExternalId",
    "FIELD_SERVICE",
    "FieldChoice",
    "FileFinding",
    "Filter",
    "FindingCode",
    "Gender",
    "GenderCode",
    "HistoryEntry",
    "IgnoredPair",
    "ImportMode",
    "ImportPlan",
    "ImportRun",
    "ImportSettings",
    "InvalidProfileError",
    "InvalidValueError",
    "Invoice",
    "Issue",
    "IssueCode",
    "Kept",
    "Line",
    "LinkConflict",
    "LinkPort",
    "LinkPreview",
    "LinkReceipt",
    "ListRow",
    "LoyaltyCard",
    "MESSAGING",
    "Mapping",
    "MappingError",
    "MappingTemplate",
    "MemoryStore",
    "MergeFields",
    "MergePlan",
    "MergeRecord",
    "MergeRule",
    "Message",
    "Note",
    "OnBadValue",
    "OnDuplicate",
    "OperationCancelledError",
    "Origin",
    "OriginKind",
    "OutcomeKind",
    "Overview",
    "OwnAppointment",
    "PRESETS",
    "Package",
    "Page",
    "PartialDate",
    "PersonName",
    "PhoneKind",
    "PhoneNumber",
    "PostalAddress",
    "Profile",
    "ProfilePatch",
    "Progress",
    "Reach",
    "ReadError",
    "ReadLimits",
    "ReadOptions",
    "Rehearsal",
    "Requirements",
    "Review",
    "ReviewPair",
    "RowDifference",
    "RowOutcome",
    "SAFE",
    "SALON",
    "SKIP",
    "Scope",
    "ScoredPair",
    "Selection",
    "SharedOffer",
    "Sort",
    "SqliteStore",
    "StalePlanError",
    "StaleRevisionError",
    "Statistics",
    "Store",
    "StoreUnavailableError",
    "Subscription",
    "Suggestions",
    "SurvivorRule",
    "Survivorship",
    "Table",
    "Target",
    "Ticket",
    "TimelineEntry",
    "TimelineKey",
    "Topic",
    "UndoPlan",
    "UnmergePlan",
    "UnmergeReport",
    "UnreadValue",
    "UpdatePolicy",
    "ValueChoice",
    "Verdict",
    "VerdictKind",
    "When",
    "WrongTypeError",
    "copy_book",
    "country_code",
    "make_address",
    "open_table",
    "parse_address",
    "parse_date",
    "parse_email",
    "parse_flag",
    "parse_full_name",
    "parse_gender",
    "parse_name",
    "parse_phone",
    "read_profiles",
    "render",
    "suggest_mapping",
    "__version__",
]
_HOMES: dict[str, tuple[str, ...]]
