"""Appointments."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("client_id", models.CharField(db_index=True, max_length=64)),
                ("starts_at", models.DateTimeField()),
                ("service", models.CharField(max_length=100)),
            ],
            options={"ordering": ["starts_at"]},
        ),
    ]
