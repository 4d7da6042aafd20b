"""What the salon keeps itself: appointments.  Clients are in the book; rows name their ids."""

from django.db import models


class Appointment(models.Model):
    client_id = models.CharField(max_length=64, db_index=True)
    starts_at = models.DateTimeField()
    service = models.CharField(max_length=100)

    class Meta:
        ordering = ["starts_at"]

    def __str__(self) -> str:
        return f"{self.service}, {self.starts_at:%Y-%m-%d %H:%M}"
