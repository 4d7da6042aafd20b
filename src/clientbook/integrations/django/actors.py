"""Who acts: the user of a request."""

from typing import Any

from django.core.exceptions import PermissionDenied
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


def user_actor(user: Any, *, channel: str = "django") -> Actor:
    """Return the actor that stands for a user."""
    return Actor(f"user:{user.pk}", channel)
