"""What :class:`~clientbook.book.ClientBook` takes and hands out, loaded when first named.

Annotations find their types here too (``typing.get_type_hints``), so opening a book loads none.
"""

from typing import TYPE_CHECKING

from clientbook._lazy import lazily, unknown

if TYPE_CHECKING:
    from clientbook.book.activities.desk import ActivityDesk
    from clientbook.book.activities.self_service import SelfServiceDesk
    from clientbook.book.bulk.desk import BulkDesk
    from clientbook.book.clients.attributes import AttributeDesk
    from clientbook.book.clients.desk import ClientDesk
    from clientbook.book.consent.desk import ConsentDesk
    from clientbook.book.duplicates.desk import DuplicateDesk
    from clientbook.book.duplicates.merges import MergeDesk
    from clientbook.book.history.desk import HistoryDesk
    from clientbook.book.host_ports import HostPorts
    from clientbook.book.imports.desk import ImportDesk
    from clientbook.book.lists.desk import ListDesk
    from clientbook.book.lists.search import SearchDesk
    from clientbook.book.privacy.desk import PrivacyDesk
    from clientbook.book.progress import ProgressCallback
    from clientbook.book.rehearsal import Rehearsal
    from clientbook.book.retention.desk import RetentionDesk
    from clientbook.domain.activities import ActivityKind
    from clientbook.domain.ports import ActivitySource, AppointmentPort, LinkPort

__all__ = [
    "ActivityDesk",
    "ActivityKind",
    "ActivitySource",
    "AppointmentPort",
    "AttributeDesk",
    "BulkDesk",
    "ClientDesk",
    "ConsentDesk",
    "DuplicateDesk",
    "HistoryDesk",
    "HostPorts",
    "ImportDesk",
    "LinkPort",
    "ListDesk",
    "MergeDesk",
    "PrivacyDesk",
    "ProgressCallback",
    "Rehearsal",
    "RetentionDesk",
    "SearchDesk",
    "SelfServiceDesk",
]

_HOMES = {
    "book.activities.desk": ("ActivityDesk",),
    "book.activities.self_service": ("SelfServiceDesk",),
    "book.bulk.desk": ("BulkDesk",),
    "book.clients.attributes": ("AttributeDesk",),
    "book.clients.desk": ("ClientDesk",),
    "book.consent.desk": ("ConsentDesk",),
    "book.duplicates.desk": ("DuplicateDesk",),
    "book.duplicates.merges": ("MergeDesk",),
    "book.history.desk": ("HistoryDesk",),
    "book.host_ports": ("HostPorts",),
    "book.imports.desk": ("ImportDesk",),
    "book.lists.desk": ("ListDesk",),
    "book.lists.search": ("SearchDesk",),
    "book.privacy.desk": ("PrivacyDesk",),
    "book.progress": ("ProgressCallback",),
    "book.rehearsal": ("Rehearsal",),
    "book.retention.desk": ("RetentionDesk",),
    "domain.activities": ("ActivityKind",),
    "domain.ports": (
        "ActivitySource",
        "AppointmentPort",
        "LinkPort",
    ),
}

__getattr__ = lazily("clientbook", _HOMES, unknown(__name__), into=__name__)
