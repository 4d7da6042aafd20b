"""CLIENTBOOK and what manage.py check says of it."""

from typing import Any

import attrs
import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.test import RequestFactory, SimpleTestCase, TestCase, override_settings
from tests.integrations.django.suite.visits.people import create

from clientbook import SALON, Actor, BookSettings
from clientbook.integrations.django import actor_of, client_book
from clientbook.integrations.django.actors import actor_name
from clientbook.integrations.django.checks import check_configuration, check_kept_settings
from clientbook.integrations.django.configuration import KEYS, Configuration, read_configuration

PORTS = "tests.integrations.django.suite.visits.ports"
WRONG: list[tuple[Any, str, str]] = [
    ("salon", "E001", "CLIENTBOOK is of type str, expected a dict"),
    ({"SETINGS": "salon"}, "E001", "did you mean 'SETTINGS'?"),
    ({"colour": 1}, "E001", "it knows DATABASE, BOOK"),
    ({"BOOK": 7}, "E002", "CLIENTBOOK['BOOK'] is of type int"),
    ({"LINKS": f"{PORTS}.links"}, "E002", "expected a list of dotted paths"),
    ({"UPLOADS": 7}, "E002", "expected a folder"),
    ({"DATABASE": "elsewhere"}, "E003", "use one of default, other"),
    ({"BOOK": "é"}, "E004", "expected 1 to 64 printable ASCII characters"),
    ({"ACTOR": f"{PORTS}.nobody"}, "E005", "nobody"),
    ({"LINKS": [f"{PORTS}.NOT_CALLABLE"]}, "E005", "cannot be called"),
    ({"SETTINGS": "garage"}, "E006", "use one of safe, messaging, salon"),
    ({"SETTINGS": {"regoin": "FR"}}, "E006", "has no setting 'regoin'"),
    ({"SETTINGS": {"time_zone": "Paris"}}, "E006", "expected an IANA name"),
    ({"SETTINGS": {"restore_days": "30"}}, "E006", "restore_days"),
]


class WrongSettings(SimpleTestCase):
    """Each mistake has a message that names it and says what to do."""

    def test_each_mistake_is_said(self) -> None:
        """X54: manage.py check names the setting, and client_book() refuses with the same words."""
        for raw, code, words in WRONG:
            with self.subTest(raw=raw), override_settings(CLIENTBOOK=raw):
                (found,) = check_configuration()
                assert found.id == f"clientbook.{code}"
                assert words in f"{found.msg}; {found.hint}"
                with pytest.raises(ImproperlyConfigured) as refused:
                    client_book()
                assert str(refused.value) == f"{found.msg}; {found.hint}"

    def test_all_mistakes_are_said_at_once(self) -> None:
        """X54: Nobody runs check once per mistake."""
        with override_settings(CLIENTBOOK={"BOOK": 7, "SETTINGS": "garage", "X": 1}):
            assert sorted(f.id for f in run_checks(tags=["clientbook"])) == [
                "clientbook.E001",
                "clientbook.E002",
                "clientbook.E006",
            ]

    def test_a_right_project_is_told_nothing(self) -> None:
        """X54: The settings of this suite pass, and so does a project without any."""
        everything = {
            "DATABASE": "other",
            "BOOK": "paris",
            "BOOK_OF": f"{PORTS}.actor",
            "SETTINGS": SALON,
            "LINKS": [f"{PORTS}.links"],
            "SOURCES": [],
            "APPOINTMENTS": None,
            "ACTOR": f"{PORTS}.actor",
            "ACTOR_NAME": f"{PORTS}.actor",
            "UPLOADS": "/tmp/uploads",
        }
        assert set(everything) == set(KEYS)
        for raw in ({}, {"SETTINGS": "booking"}, everything):
            with override_settings(CLIENTBOOK=raw):
                assert check_configuration() == []
        with override_settings(CLIENTBOOK=everything):
            chosen, _ = read_configuration()
            assert (chosen.book, chosen.settings) == ("paris", SALON)

    def test_the_docstring_names_every_key(self) -> None:
        """X54: What can be set is written where it is looked for."""
        text = Configuration.__doc__ or ""
        assert all(f"``{key}``" in text for key in KEYS)
        assert {f.name for f in attrs.fields(BookSettings)} >= {"default_region", "time_zone"}

    def test_an_engine_without_books_is_an_error(self) -> None:
        """X54: check says it before the first request does."""
        connection = connections["default"]
        connection.vendor, vendor = "mysql", connection.vendor
        try:
            (found,) = check_configuration()
        finally:
            connection.vendor = vendor
        assert found.id == "clientbook.E007"

    def test_sqlite_without_the_writers_place_is_a_warning(self) -> None:
        """X54: On SQLite two requests that read before they write would refuse one another."""
        connection = connections["default"]
        if connection.vendor != "sqlite":
            pytest.skip("SQLite's locks")
        options = connection.settings_dict["OPTIONS"]
        mode = options.pop("transaction_mode")
        try:
            (found,) = check_configuration()
        finally:
            options["transaction_mode"] = mode
        assert found.id == "clientbook.W001"


class KeptSettings(TestCase):
    """What a book keeps, beside what the project says."""

    def test_a_difference_is_a_warning(self) -> None:
        """X54: A change in the settings file that the book does not follow is not silent."""
        assert check_kept_settings(databases=["default"]) == []
        create(client_book())
        assert check_kept_settings(databases=["default"]) == []
        with override_settings(CLIENTBOOK={"SETTINGS": {"default_region": "CA"}}):
            assert check_kept_settings(databases=None) == []
            (found,) = check_kept_settings(databases=["default"])
        assert found.id == "clientbook.W002"
        assert "default_region" in found.msg


class WhoActs(TestCase):
    """The actor of a request."""

    def test_it_is_the_user_by_key(self) -> None:
        """X50: The history names the user's key, never their name or address."""
        from django.contrib.auth import get_user_model
        from django.contrib.auth.models import AnonymousUser
        from django.core.exceptions import PermissionDenied

        request = RequestFactory().get("/")
        with pytest.raises(PermissionDenied):
            actor_of(request)
        request.user = AnonymousUser()
        with pytest.raises(PermissionDenied):
            actor_of(request)
        request.user = get_user_model().objects.create_user("anne@example.org")
        assert actor_of(request) == Actor(f"user:{request.user.pk}", "django")

    def test_pages_show_the_name_of_the_user(self) -> None:
        """X54: The full name, else the login name; whoever is no user any more has none."""
        from django.contrib.auth import get_user_model

        users = get_user_model().objects
        anne = users.create_user("anne", first_name="Anne", last_name="Roy")
        assert actor_name(Actor(f"user:{anne.pk}")) == "Anne Roy"
        assert actor_name(Actor(f"user:{users.create_user('bob').pk}")) == "bob"
        for nobody in ("user:999999", "user:x", "user:", "manage.py", "system"):
            assert actor_name(Actor(nobody)) is None

    @override_settings(CLIENTBOOK={"ACTOR_NAME": f"{PORTS}.name"})
    def test_a_project_may_name_them(self) -> None:
        """X54: The function in CLIENTBOOK["ACTOR_NAME"] is asked instead."""
        assert actor_name(Actor("user:1")) == "named user:1"

    @override_settings(CLIENTBOOK={"ACTOR": f"{PORTS}.actor"})
    def test_a_project_may_say_who(self) -> None:
        """X54: The function in CLIENTBOOK["ACTOR"] is asked instead."""
        assert actor_of(RequestFactory().get("/")) == Actor("from-the-host")
