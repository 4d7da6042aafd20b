"""A salon in Django: its appointments are models, its clients are in a client book.

    pip install '.[django,web]'  # in a copy of the project
    python manage.py migrate
    python manage.py createsuperuser
    python manage.py clientbook_import ../salon_clients.csv --dry-run
    python manage.py runserver                  # http://127.0.0.1:8000/admin/
    python manage.py test

Read salon/models.py, salon/booking.py, salon/admin.py and the end of project/settings.py.
"""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    execute_from_command_line(sys.argv)
