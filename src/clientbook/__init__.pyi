# Written by docs/generate.py from the table in __init__.py.
from clientbook.book import (
    ClientBook as ClientBook,
)
from clientbook.book.activities.reading import (
    When as When,
)
from clientbook.book.copying import (
    CopyReport as CopyReport,
    copy_book as copy_book,
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
from clientbook.domain.selections import (
    Selection as Selection,
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
    FieldChoice as FieldChoice,
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
from clientbook.domain.sales import (
    DocumentStatus as DocumentStatus,
    Estimate as Estimate,
    Invoice as Invoice,
    Line as Line,
    LoyaltyCard as LoyaltyCard,
    Package as Package,
    Ticket as Ticket,
)
from clientbook.domain.rendering import (
    render as render,
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
from clientbook.domain.survivorship import (
    SurvivorRule as SurvivorRule,
    Survivorship as Survivorship,
)
from clientbook.domain.targets import (
    SKIP as SKIP,
    Target as Target,
)
from clientbook.domain.undos import (
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
__all__: list[str]
_HOMES: dict[str, tuple[str, ...]]
