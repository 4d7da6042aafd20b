"""Django, set up once for the whole process, with test databases as its own runner makes them."""

import json
import os
from collections.abc import Iterator

import django
import pytest
from django.conf import settings

settings.configure(
    DATABASES=json.loads(os.environ["CLIENTBOOK_DJANGO"]),
    INSTALLED_APPS=[
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.messages",
        "django.contrib.sessions",
        "clientbook.integrations.django",
        "tests.integrations.django.suite.visits",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    ROOT_URLCONF="tests.integrations.django.suite.visits.urls",
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    SECRET_KEY="only for tests",
    USE_TZ=True,
    TIME_ZONE="Europe/Paris",
    CLIENTBOOK={"SETTINGS": {"preset": "salon", "default_region": "FR"}},
)
django.setup()


@pytest.fixture(scope="session", autouse=True)
def _databases() -> Iterator[None]:
    from django.test.runner import DiscoverRunner

    runner = DiscoverRunner(verbosity=0, interactive=False)
    runner.setup_test_environment()
    made = runner.setup_databases()
    yield
    from django.db import connections

    for alias in connections:
        connections[alias].close()
    runner.teardown_databases(made)
    runner.teardown_test_environment()
