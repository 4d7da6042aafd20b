"""Appointments in the admin, with the names of their clients."""

from django import forms
from django.contrib import admin
from django.db import transaction

from clientbook import parse_phone
from clientbook.errors import InvalidValueError
from clientbook.integrations.django import actor_of, client_book

from .booking import book_appointment
from .models import Appointment


class BookingForm(forms.ModelForm):
    """What the desk types: who, what and when."""

    given = forms.CharField(label="First name", max_length=100)
    family = forms.CharField(label="Last name", max_length=100)
    phone = forms.CharField(max_length=40)

    class Meta:
        model = Appointment
        fields = ["given", "family", "phone", "service", "starts_at"]

    def clean_phone(self):
        region = client_book().settings.default_region
        try:
            return parse_phone(self.cleaned_data["phone"], region=region)
        except InvalidValueError as error:
            raise forms.ValidationError(error.problem) from None


@admin.register(Appointment)
class AppointmentAdmin(admin.ModelAdmin):
    list_display = ["starts_at", "service", "client"]
    fields = ["client", "service", "starts_at"]
    readonly_fields = ["client"]

    def get_fields(self, request, obj=None):
        return self.fields if obj else BookingForm.Meta.fields

    def get_form(self, request, obj=None, **options):
        return super().get_form(request, obj, **({} if obj else {"form": BookingForm}) | options)

    def save_model(self, request, obj, form, change):
        if change:
            with transaction.atomic():
                super().save_model(request, obj, form, change)
                client_book().activities.changed_elsewhere([obj.client_id])
            return
        made = book_appointment(**form.cleaned_data, by=actor_of(request))
        obj.pk, obj.client_id = made.pk, made.client_id

    def delete_model(self, request, obj):
        with transaction.atomic():
            super().delete_model(request, obj)
            client_book().activities.changed_elsewhere([obj.client_id])

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            clients = set(queryset.values_list("client_id", flat=True))
            super().delete_queryset(request, queryset)
            client_book().activities.changed_elsewhere(clients)

    @admin.display(description="client")
    def client(self, appointment):
        # The id of a client that was merged into another answers with the one that stayed.
        return client_book().clients.get(appointment.client_id).profile.display_name
