"""The tables, and the permissions."""

from typing import Any, ClassVar

from django.db import migrations, models

from clientbook.integrations.django.tables import drop_tables, make_tables


class Migration(migrations.Migration):
    """Makes the tables of schema version 2; removes them on the way back."""

    initial = True
    dependencies: ClassVar[list[Any]] = []
    operations: ClassVar[list[Any]] = [
        migrations.RunPython(make_tables(sqlite=2, postgresql=2), drop_tables),
        migrations.CreateModel(
            name="Clients",
            fields=[("id", models.BigAutoField(primary_key=True))],
            options={
                "verbose_name": "client",
                "verbose_name_plural": "clients",
                "permissions": (
                    ("view_clients", "Can look at clients"),
                    ("change_clients", "Can add and edit clients"),
                    ("delete_clients", "Can delete clients, and restore them"),
                    ("import_clients", "Can import clients"),
                    ("export_clients", "Can export clients"),
                    ("merge_clients", "Can merge clients"),
                    ("undo_clients", "Can undo imports and merges"),
                    ("erase_clients", "Can erase clients for good"),
                    ("settings_clients", "Can change the settings of the book"),
                ),
                "managed": False,
                "default_permissions": (),
            },
        ),
    ]
