"""The peer of import_speed.py for whoever has Django: django-import-export, as fast as it can be.

In bulk, without a page of differences and without the trial run its admin makes before; numbers
are judged by phonenumbers, dates and addresses by Django, doubles found by their e-mail address.
Needs django-import-export; it is imported by that task alone.
"""

from pathlib import Path
from typing import Any

import django
import phonenumbers
import tablib
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "import_export"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()

from django.db import connection, models  # noqa: E402 - only once there are settings
from import_export.fields import Field  # noqa: E402
from import_export.instance_loaders import CachedInstanceLoader  # noqa: E402
from import_export.resources import ModelResource  # noqa: E402
from import_export.widgets import DateWidget, Widget  # noqa: E402


class Number(Widget):
    """A French number in any spelling, as E.164."""

    def clean(self, value: str, row: Any = None, **_: Any) -> str:
        parsed = phonenumbers.parse(value, "FR")
        if not phonenumbers.is_valid_number(parsed):
            raise ValueError("no valid number")
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


class Client(models.Model):
    """A client as one would write it down for this list."""

    given = models.CharField(max_length=200)
    family = models.CharField(max_length=200)
    mobile = models.CharField(max_length=20)
    phone = models.CharField(max_length=20)
    email = models.EmailField(unique=True)
    address = models.CharField(max_length=400)
    birth = models.DateField()

    class Meta:  # noqa: D106 - Django's own
        app_label = "benchmark"


class Clients(ModelResource):
    """The columns of the list."""

    given = Field("given", "First name")
    family = Field("family", "Last name")
    mobile = Field("mobile", "Mobile", widget=Number())
    phone = Field("phone", "Phone", widget=Number())
    email = Field("email", "Email")
    address = Field("address", "Address")
    birth = Field("birth", "Birth date", widget=DateWidget("%d/%m/%Y"))

    class Meta:  # noqa: D106 - Django's own
        model = Client
        import_id_fields = ("email",)
        instance_loader_class = CachedInstanceLoader
        use_bulk = True
        batch_size = 1_000
        skip_diff = True
        report_skipped = False
        clean_model_instances = True


def import_list(source: Path, database: Path) -> dict[str, float]:
    """Import a list into a new database."""
    connection.settings_dict["NAME"] = str(database)
    with connection.schema_editor() as editor:
        editor.create_model(Client)
    table = tablib.Dataset().load(source.read_text(encoding="utf-8"), format="csv")
    found = Clients().import_data(table, raise_errors=False, use_transactions=True)
    refused = len(found.invalid_rows) + len(found.row_errors())
    return {"created": found.totals["new"], "rejected": refused}
