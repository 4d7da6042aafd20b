"""A client book to build into your own program.

What to call first::

    book = ClientBook(SqliteStore("clients.db"), settings=SALON)   # or MemoryStore()
    phone = parse_phone("06 12 34 56 78", region="FR")
    ann = Profile(name=PersonName(given="Ann"), phones=(phone,))
    client = book.clients.create(ann, by=Actor("reception"))
    run = book.imports.run(book.imports.open("list.csv"), by=Actor("reception"))

Then ``book.search.find("ann")``, ``book.lists.page()``, ``book.duplicates.pairs()``.

:class:`ClientBook` hands out desks, one a subject; ``help(clientbook.ClientBook)`` lists them.
Every name here is loaded when it is first used: importing the package costs next to nothing.
"""

from importlib import import_module as _import_module

_HOMES: dict[str, tuple[str, ...]] = {
    "clientbook.book": ("ClientBook",),
    "clientbook.book.activities.desk": (
        "MergeFields",
        "Statistics",
    ),
    "clientbook.book.activities.reading": ("When",),
    "clientbook.book.activities.timelines": ("TimelineEntry",),
    "clientbook.book.clients.answers": (
        "CheckAnswer",
        "ClientMatch",
        "CreatedClient",
    ),
    "clientbook.book.clients.arrivals": (
        "Arrival",
        "ArrivalKind",
    ),
    "clientbook.book.clients.deletions": ("DeletePlan",),
    "clientbook.book.clients.overviews": ("Overview",),
    "clientbook.book.clients.redefining": ("AttributeChange",),
    "clientbook.book.consent.desk": (
        "BookingDecision",
        "Reach",
    ),
    "clientbook.book.copying": (
        "CopyReport",
        "copy_book",
    ),
    "clientbook.book.history.desk": (
        "Event",
        "HistoryEntry",
    ),
    "clientbook.book.imports.previewing": ("RowDifference",),
    "clientbook.book.lists.desk": ("ListRow",),
    "clientbook.book.lists.search": ("Suggestions",),
    "clientbook.book.pages": ("Page",),
    "clientbook.book.privacy.shared_points": ("SharedOffer",),
    "clientbook.book.rehearsal": ("Rehearsal",),
    "clientbook.book.unfinished": ("CopyRefusedError",),
    "clientbook.domain.activities": (
        "Activity",
        "ActivityKind",
        "Appointment",
        "AppointmentStatus",
        "AttachmentRef",
        "Attendee",
        "BusinessEvent",
        "Conversation",
        "ConversationStatus",
        "Direction",
        "Message",
        "Review",
    ),
    "clientbook.domain.addresses": ("PostalAddress",),
    "clientbook.domain.appointments": (
        "AppointmentCancelledByClient",
        "OwnAppointment",
    ),
    "clientbook.domain.attributes": (
        "Attribute",
        "AttributeDefinition",
        "AttributeScope",
        "AttributeType",
        "MergeRule",
    ),
    "clientbook.domain.bulk": (
        "BulkEdit",
        "BulkPlan",
        "BulkRun",
        "BulkUndoCounts",
    ),
    "clientbook.domain.clients": (
        "Actor",
        "Client",
        "ClientId",
        "ClientStatus",
        "Origin",
        "OriginKind",
    ),
    "clientbook.domain.consents": (
        "Channel",
        "ConsentBasis",
        "ConsentEvent",
        "ConsentState",
    ),
    "clientbook.domain.contact_limits": ("ContactLimits",),
    "clientbook.domain.dates": ("PartialDate",),
    "clientbook.domain.emails": ("EmailAddress",),
    "clientbook.domain.filters": (
        "Filter",
        "Sort",
    ),
    "clientbook.domain.genders": (
        "Gender",
        "GenderCode",
    ),
    "clientbook.domain.imports": (
        "ImportMode",
        "ImportRun",
        "OutcomeKind",
        "RowOutcome",
    ),
    "clientbook.domain.merges": (
        "BlockerCode",
        "BulkReport",
        "DuplicateScan",
        "FieldChoice",
        "IgnoredPair",
        "MergePlan",
        "MergeRecord",
        "ValueChoice",
    ),
    "clientbook.domain.names": ("PersonName",),
    "clientbook.domain.notes": ("Note",),
    "clientbook.domain.patches": ("ProfilePatch",),
    "clientbook.domain.phones": (
        "PhoneKind",
        "PhoneNumber",
    ),
    "clientbook.domain.ports": (
        "ActivitySource",
        "AppointmentPort",
        "LinkConflict",
        "LinkPort",
        "LinkPreview",
        "LinkReceipt",
        "TimelineKey",
    ),
    "clientbook.domain.profiles": (
        "ExternalId",
        "Profile",
        "UnreadValue",
    ),
    "clientbook.domain.rendering": ("render",),
    "clientbook.domain.sales": (
        "DocumentStatus",
        "Estimate",
        "Invoice",
        "Line",
        "LoyaltyCard",
        "Package",
        "Ticket",
    ),
    "clientbook.domain.selections": ("Selection",),
    "clientbook.domain.settings": (
        "BOOKING",
        "FIELD_SERVICE",
        "MESSAGING",
        "PRESETS",
        "SAFE",
        "SALON",
        "BookSettings",
        "EntryPoint",
        "ImportSettings",
        "OnBadValue",
        "OnDuplicate",
        "Requirements",
        "Topic",
    ),
    "clientbook.domain.subscriptions": (
        "ContactDecision",
        "Subscription",
    ),
    "clientbook.domain.survivorship": (
        "SurvivorRule",
        "Survivorship",
    ),
    "clientbook.domain.targets": (
        "SKIP",
        "Target",
    ),
    "clientbook.domain.undos": (
        "Kept",
        "UndoPlan",
    ),
    "clientbook.domain.unmerges": (
        "UnmergePlan",
        "UnmergeReport",
    ),
    "clientbook.errors": (
        "BookNotFoundError",
        "ClientNotFoundError",
        "ClientbookError",
        "DuplicateFoundError",
        "InvalidProfileError",
        "InvalidValueError",
        "MappingError",
        "OperationCancelledError",
        "ReadError",
        "StalePlanError",
        "StaleRevisionError",
        "StoreUnavailableError",
        "WrongTypeError",
    ),
    "clientbook.identity.verdicts": (
        "Verdict",
        "VerdictKind",
    ),
    "clientbook.importing.mapping": (
        "Mapping",
        "UpdatePolicy",
    ),
    "clientbook.importing.plans": (
        "ImportPlan",
        "Progress",
    ),
    "clientbook.importing.suggesting": ("suggest_mapping",),
    "clientbook.importing.tables": ("Table",),
    "clientbook.importing.templates": ("MappingTemplate",),
    "clientbook.importing.validation": ("read_profiles",),
    "clientbook.matching.keys": ("CappedKey",),
    "clientbook.matching.pairs.scoring": (
        "Explanation",
        "ScoredPair",
    ),
    "clientbook.messages.issues": (
        "FileFinding",
        "FindingCode",
        "Issue",
        "IssueCode",
    ),
    "clientbook.parsing.addresses": (
        "country_code",
        "make_address",
        "parse_address",
    ),
    "clientbook.parsing.dates": ("parse_date",),
    "clientbook.parsing.emails": ("parse_email",),
    "clientbook.parsing.flags": (
        "parse_flag",
        "parse_gender",
    ),
    "clientbook.parsing.names": (
        "parse_full_name",
        "parse_name",
    ),
    "clientbook.parsing.phones": ("parse_phone",),
    "clientbook.readers.opening": ("open_table",),
    "clientbook.readers.options": (
        "ReadLimits",
        "ReadOptions",
    ),
    "clientbook.reports.side_by_side": ("ReviewPair",),
    "clientbook.searching.queries": ("Scope",),
    "clientbook.storage.memory": ("MemoryStore",),
    "clientbook.storage.protocols": ("Store",),
    "clientbook.storage.sqlite": ("SqliteStore",),
}
"""Where each public name stands; ``__init__.pyi`` says the same to type checkers."""

_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [*sorted(_HOME_OF), "__version__"]  # noqa: PLE0604 - names are texts


def __getattr__(name: str) -> object:
    if name == "__version__":
        value: object = _version()
    elif name == "Door":  # renamed; settings warns
        return getattr(_import_module("clientbook.domain.settings"), name)
    elif name in _HOME_OF:
        value = getattr(_import_module(_HOME_OF[name]), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value  # asked once
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _version() -> str:
    """Return the version that is installed; ``"0+unknown"`` for a bare copy of the sources."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("clientbook")
    except PackageNotFoundError:
        return "0+unknown"
