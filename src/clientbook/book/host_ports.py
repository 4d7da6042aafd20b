"""The host's ports; in a rehearsal asked what would happen, never told to do it."""

from collections.abc import Collection, Sequence

import attrs

from clientbook.book.activities.kept import StoreActivities
from clientbook.domain.activities import Activity
from clientbook.domain.clients import ClientId
from clientbook.domain.ports import (
    ActivitySource,
    AppointmentPort,
    LinkPort,
    LinkPreview,
    LinkReceipt,
)
from clientbook.errors import LinkConflictError
from clientbook.storage.protocols import Store


@attrs.frozen
class AskedPort:
    """A link port of which only ``preview`` is called.

    Args:
        port: The host's.
    """

    port: LinkPort

    @property
    def name(self) -> str:
        """Name of the port."""
        return self.port.name

    def linked(self, book: str, client_ids: Collection[ClientId]) -> Collection[ClientId]:
        """Return those of these clients that have records, as a preview counts them."""
        asked = {i: self.port.preview(book, [i], i) for i in client_ids}
        return [i for i, preview in asked.items() if any(count for _, count in preview.counts)]

    def preview(self, book: str, absorbed: Collection[ClientId], survivor: ClientId) -> LinkPreview:
        """Return what would be moved."""
        return self.port.preview(book, absorbed, survivor)

    def reassign(
        self, book: str, absorbed: Collection[ClientId], survivor: ClientId
    ) -> Sequence[LinkReceipt]:
        """Move nothing; refuse where the port would.

        Raises:
            LinkConflictError: Records would collide.
        """
        conflicts = self.port.preview(book, absorbed, survivor).conflicts
        if conflicts:
            raise LinkConflictError(self.name, tuple(c.code for c in conflicts))
        return ()

    def restore(self, book: str, receipts: Sequence[LinkReceipt]) -> Sequence[LinkReceipt]:
        """Move nothing back; none is lost by it."""
        return ()


@attrs.frozen
class AskedAppointments:
    """The host's calendar, read and not written.

    Args:
        port: The host's.
    """

    port: AppointmentPort

    def find_appointment(self, book: str, appointment_id: str) -> Activity | None:
        """Return the appointment."""
        return self.port.find_appointment(book, appointment_id)

    def save_appointment(self, book: str, activity: Activity) -> None:
        """Write nothing."""


@attrs.frozen
class HostPorts:
    """What a host has plugged in.

    Args:
        sources: Where its activities are read.
        links: What follows a client through a merge.
        appointments: Where self-service reads and writes appointments, or None.
    """

    sources: tuple[ActivitySource, ...] = ()
    links: tuple[LinkPort, ...] = ()
    appointments: AppointmentPort | None = None

    def asked(self, store: Store) -> "HostPorts":
        """Return the same for a rehearsal: what is not kept in *store* is not written to."""
        links = tuple(port if _is_own(port, store) else AskedPort(port) for port in self.links)
        port = self.appointments
        if port is None or _is_own(port, store):
            return attrs.evolve(self, links=links)
        return attrs.evolve(self, links=links, appointments=AskedAppointments(port))


def _is_own(port: object, store: Store) -> bool:
    """True for the port of the activities that the book keeps itself: they are rolled back too."""
    return isinstance(port, StoreActivities) and port.store is store
