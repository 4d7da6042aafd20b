"""What follows a client when two of them are merged, and goes back when that is undone."""

from clientbook.integrations.django import ModelLinks


def appointments(using: str) -> ModelLinks:
    return ModelLinks(using, "salon.Appointment", "client_id")
