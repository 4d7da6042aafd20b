"""A client book inside a Django project: on its connection, behind its login, in its admin.

Add ``"clientbook.integrations.django"`` to ``INSTALLED_APPS`` and run ``manage.py migrate``; the
settings are those of :class:`~clientbook.integrations.django.configuration.Configuration`.  Needs
Django 5.1 or later (extra ``django``); PostgreSQL needs psycopg 3 (extra ``postgres``) too.
"""

try:
    import django  # noqa: F401 - asked for before anything below needs it
except ImportError as error:  # pragma: no cover - needs an environment without the extra
    raise ImportError(
        "clientbook.integrations.django needs Django: pip install 'clientbook[django]'"
    ) from error

from clientbook.integrations.django.actors import actor_of
from clientbook.integrations.django.books import client_book
from clientbook.integrations.django.links import ModelLinks

__all__ = ["ModelLinks", "actor_of", "client_book"]
