"""No table: what Django's permissions and its admin hang on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Clients(models.Model):
    """The clients of the books; they are kept by clientbook's own tables, not by this model.

    One permission for each act, none implied by another.
    """

    class Meta:
        """Permissions, and how the admin calls it."""

        app_label = "clientbook"
        managed = False
        default_permissions = ()
        verbose_name = _("client")
        verbose_name_plural = _("clients")
        permissions = (
            ("view_clients", "Can look at clients"),
            ("change_clients", "Can add and edit clients"),
            ("delete_clients", "Can delete clients, and restore them"),
            ("import_clients", "Can import clients"),
            ("export_clients", "Can export clients"),
            ("merge_clients", "Can merge clients"),
            ("undo_clients", "Can undo imports and merges"),
            ("erase_clients", "Can erase clients for good"),
            ("settings_clients", "Can change the settings of the book"),
        )
