"""The whole example, end to end, as its users do it: ``python manage.py test``."""

import io
from datetime import UTC, datetime
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction
from django.test import TestCase

from clientbook import Actor, Filter, parse_phone
from clientbook.domain.activities import ActivityKind
from clientbook.integrations.django import client_book

from .booking import book_appointment
from .models import Appointment

ANNE = Actor("anne")
MORNING = datetime(2030, 5, 17, 9, 30, tzinfo=UTC)
LIST = Path(__file__).parents[2] / "salon_clients.csv"


def book(given="Marie", family="Dupont", phone="06 12 34 56 78"):
    number = parse_phone(phone, region="FR")
    return book_appointment(
        given=given, family=family, phone=number, service="Haircut", starts_at=MORNING, by=ANNE
    )


class SalonTests(TestCase):
    def test_a_booking_makes_the_client_or_finds_them_again(self):
        first, second = book(), book("M.", phone="+33 6 12 34 56 78")
        self.assertEqual(first.client_id, second.client_id)
        self.assertEqual(client_book().clients.count(), 1)

    def test_client_and_appointment_are_written_together_or_not_at_all(self):
        with self.assertRaises(ZeroDivisionError), transaction.atomic():
            book()
            raise ZeroDivisionError
        self.assertEqual((Appointment.objects.count(), client_book().clients.count()), (0, 0))

    def test_appointments_follow_a_merge_and_go_back(self):
        first, second = book(), book("Jeanne", "Roy", "06 99 88 77 66")
        merges = client_book().merges
        merged = merges.merge(merges.plan(first.client_id, [second.client_id]), by=ANNE)
        self.assertEqual(Appointment.objects.get(pk=second.pk).client_id, first.client_id)
        merges.unmerge(merges.plan_unmerge(merged.id), by=ANNE)
        self.assertEqual(Appointment.objects.get(pk=second.pk).client_id, second.client_id)

    def test_the_book_shows_and_filters_by_the_salons_appointments(self):
        for day in (3, 9, 9, 21):
            book_appointment(
                given="Marie", family="Dupont", phone=parse_phone("06 12 34 56 78", region="FR"),
                service="Cut", starts_at=MORNING.replace(year=2024, day=day), by=ANNE,
            )  # fmt: skip
        marie, jeanne = book(), book("Jeanne", "Roy", "06 99 88 77 66")
        clients, desk = client_book().clients, client_book().activities
        only = {"kinds": {ActivityKind.APPOINTMENT}}
        whole = [entry.id for entry in desk.timeline(marie.client_id, **only)]
        self.assertEqual(len(whole), 5)
        pages, after = [], None
        while True:
            page = desk.timeline(marie.client_id, limit=2, before=after, **only)
            pages += [entry.id for entry in page]
            if (after := page.next) is None:
                break
        self.assertEqual(pages, whole)
        self.assertEqual(clients.overview(marie.client_id).last_appointment_at.day, 21)
        self.assertEqual(clients.overview(jeanne.client_id).next_appointment_at, MORNING)
        seen = Filter(last_appointment_from=datetime(2024, 5, 20, tzinfo=UTC))
        self.assertEqual(clients.count(seen), 1)
        Appointment.objects.filter(starts_at__day=21).delete()
        client_book().activities.changed_elsewhere([marie.client_id])
        self.assertEqual(clients.count(seen), 0)

    def test_a_list_is_imported_by_a_command_once(self):
        call_command("clientbook_import", str(LIST), stdout=io.StringIO())
        count = client_book().clients.count()
        self.assertGreater(count, 0)
        call_command("clientbook_import", str(LIST), stdout=io.StringIO())
        self.assertEqual(client_book().clients.count(), count)

    def test_models_and_migrations_agree(self):
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)

    def test_the_night_can_be_run_at_any_time(self):
        out = io.StringIO()
        call_command("clientbook_purge", stdout=out)
        call_command("clientbook_duplicates", "--limit", "0", stdout=out)
        self.assertIn("pairs: 0 of 0", out.getvalue())


class AdminTests(TestCase):
    def setUp(self):
        self.boss = get_user_model().objects.create_superuser("boss")
        self.client.force_login(self.boss)

    def test_an_appointment_is_booked_in_the_admin(self):
        form = {
            "given": "Marie",
            "family": "Dupont",
            "phone": "06 12 34 56 78",
            "service": "Haircut",
            "starts_at_0": "2030-05-17",
            "starts_at_1": "09:30",
        }
        page = self.client.post("/admin/salon/appointment/add/", form | {"phone": "12"})
        self.assertContains(page, "too short")
        self.client.post("/admin/salon/appointment/add/", form)
        self.assertContains(self.client.get("/admin/salon/appointment/"), "Marie Dupont")
        made = Appointment.objects.get()
        self.assertContains(self.client.get(f"/admin/salon/appointment/{made.pk}/change/"), "Marie")
        (entry,) = client_book().history.history(made.client_id)
        self.assertEqual(entry.event.actor.id, f"user:{self.boss.pk}")

    def test_clients_have_pages_in_the_admin(self):
        made = book()
        self.assertContains(self.client.get("/admin/"), "/admin/clientbook/clients/")
        page = self.client.get("/admin/clientbook/clients/clients", {"q": "dup"})
        self.assertContains(page, f"/admin/clientbook/clients/clients/{made.client_id}")
        page = self.client.get(f"/admin/clientbook/clients/clients/{made.client_id}")
        self.assertContains(page, "Marie Dupont")

    def test_staff_without_permission_are_refused(self):
        made = book()
        self.client.force_login(get_user_model().objects.create_user("temp", is_staff=True))
        page = self.client.get(f"/admin/clientbook/clients/clients/{made.client_id}")
        self.assertEqual(page.status_code, 403)
