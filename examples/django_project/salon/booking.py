"""Booking: client and appointment are made together, or neither is."""

from datetime import datetime

from django.db import transaction

from clientbook import Actor, Client, Origin, OriginKind, PersonName, PhoneNumber, Profile
from clientbook.integrations.django import client_book

from .models import Appointment


@transaction.atomic
def book_appointment(
    *, given: str, family: str, phone: PhoneNumber, service: str, starts_at: datetime, by: Actor
) -> Appointment:
    """Book for somebody who says a name and a number; who has been here before is found again."""
    profile = Profile(name=PersonName(given=given, family=family), phones=(phone,))

    def make(client: Client) -> Appointment:
        return Appointment.objects.create(client_id=client.id, service=service, starts_at=starts_at)

    origin = Origin(OriginKind.APPOINTMENT, by)
    book = client_book()
    made = book.clients.find_or_create(profile, act=make, by=by, origin=origin)
    book.activities.changed_elsewhere([made.client.id])  # filters follow
    return made.result
