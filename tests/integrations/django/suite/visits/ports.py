"""What the suite names in CLIENTBOOK."""

from typing import Any

from clientbook import Actor
from clientbook.integrations.django import ModelLinks

NOT_CALLABLE = 1


def links(using: str) -> ModelLinks:
    return ModelLinks(using, "visits.Visit", "client", book_field="book")


def actor(request: Any) -> Actor:
    return Actor("from-the-host")


def name(who: Actor) -> str:
    return f"named {who.id}"


def book_of(request: Any) -> str:
    return "paris"
