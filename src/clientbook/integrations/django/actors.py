"""Who acts: the user of a request."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.module_loading import import_string

from clientbook.domain.clients import Actor
from clientbook.integrations.django.configuration import configuration


def actor_of(request: Any) -> Actor:
    """Return who acts in a request, for ``by=``.

    That is ``user:`` and the primary key of ``request.user``, or what the function named in
    ``CLIENTBOOK["ACTOR"]`` returns: an id that may stand in a history, so no name and no address.

    Raises:
        PermissionDenied: Nobody is logged in.
    """
    chosen = configuration().actor
    if chosen is not None:
        actor: Actor = import_string(chosen)(request)
        return actor
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        raise PermissionDenied("clientbook: nobody is logged in")
    return user_actor(user)


def actor_name(actor: Actor) -> str | None:
    """Return what people call somebody who acted, None for nobody the project knows.

    That is the full name of the user, or the login name, or what the function named in
    ``CLIENTBOOK["ACTOR_NAME"]`` returns.  The book itself keeps ids alone.
    """
    chosen = configuration().actor_name
    if chosen is not None:
        name: str | None = import_string(chosen)(actor)
        return name
    kind, _, key = actor.id.partition(":")
    if kind != "user" or not key:
        return None
    users = get_user_model()
    try:
        user = users._default_manager.get(pk=key)  # noqa: SLF001 (its documented name)
    except (users.DoesNotExist, ValidationError, ValueError):
        return None  # gone since, or an id of another time
    full = getattr(user, "get_full_name", str)()
    return str(full or user.get_username())


def user_actor(user: Any, *, channel: str = "django") -> Actor:
    """Return the actor that stands for a user."""
    return Actor(f"user:{user.pk}", channel)
