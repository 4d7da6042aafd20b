"""The application as Django loads it."""

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class ClientbookAppConfig(AppConfig):
    """``clientbook``: tables by migrations, permissions, an entry in the admin, commands."""

    name = "clientbook.integrations.django"
    label = "clientbook"
    verbose_name = _("Client book")
    # The host's DEFAULT_AUTO_FIELD must not make a migration in this package.
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks; nothing is asked of a database here."""
        from clientbook.integrations.django.checks import check_configuration, check_kept_settings

        checks.register(check_configuration, "clientbook")
        checks.register(check_kept_settings, checks.Tags.database)
