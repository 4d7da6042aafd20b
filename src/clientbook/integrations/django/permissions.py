"""Who may do what: Django's permissions, one for each act."""

from typing import Any

from clientbook.domain.clients import Actor

APP = "clientbook"


def permission_name(act: str) -> str:
    """Return the name of the permission for an act, such as ``"clientbook.import_clients"``.

    Args:
        act: Value of a :class:`~clientbook.web.Permission`; "edit" is Django's "change".
    """
    return f"{APP}.{'change' if act == 'edit' else act}_clients"


def may(user: Any, act: str) -> bool:
    """True when a user may do something: they are active and have that very permission."""
    return bool(user.is_active and user.has_perm(permission_name(act)))


COMMAND = Actor("manage.py", "command-line")
"""Who acts where a command is run by nobody in particular, such as by a timer."""
