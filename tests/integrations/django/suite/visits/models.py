"""Visits name a client by its id."""

from django.db import models


class Visit(models.Model):
    """A visit of a client; hidden ones are left out by the default manager."""

    book = models.CharField(max_length=64, default="main")
    client = models.CharField(max_length=64)
    hidden = models.BooleanField(default=False)

    class Meta:
        app_label = "visits"


class _Shown(models.Manager):
    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(hidden=False)


Visit.add_to_class("objects", _Shown())
