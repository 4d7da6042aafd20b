"""The pages inside the admin."""

import re
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission as DjangoPermission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, TestCase, TransactionTestCase, override_settings
from tests.integrations.django.suite.visits.people import create

from clientbook import PersonName
from clientbook.integrations.django import client_book
from clientbook.integrations.django.permissions import permission_name
from clientbook.integrations.django.tables import empty_books
from clientbook.web import Permission, Route
from clientbook.web.addresses import path_of
from clientbook.web.routes import ROUTES

MOUNT = "/admin/clientbook/clients"
PORTS = "tests.integrations.django.suite.visits.ports"


def address(route: Route, client_id: str) -> str:
    names = re.findall(r"\{([a-z_]+)\}", route.pattern)
    given = {name: client_id if name == "client_id" else "none" for name in names}
    return MOUNT + path_of(route.pattern, **given)


def visitor(name: str, *acts: Permission, **flags: bool) -> Client:
    """Return a browser of somebody of the staff with these permissions, as Django checks forms."""
    user = get_user_model().objects.create_user(name, is_staff=True, **flags)
    wanted = [permission_name(act.value).partition(".")[2] for act in acts]
    found = DjangoPermission.objects.filter(codename__in=wanted)
    assert found.count() == len(acts)
    user.user_permissions.set(found)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(user)
    return browser


def secret(browser: Client) -> str:
    """Return what a form may also send: the value of Django's cookie."""
    browser.get(MOUNT + "/")
    return str(browser.cookies["csrftoken"].value)


def token(browser: Client, page: str) -> str:
    """Return the token in the forms of a page."""
    return token_in(browser.get(MOUNT + page))


def token_in(answer: Any) -> str:
    """Return the token in the forms of an answer."""
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.content.decode())
    assert found is not None
    return found[1]


class Pages(TestCase):
    """Every page of the table of routes, behind the admin."""

    def setUp(self) -> None:
        self.id = create(client_book(), "Marie", "Dupont", phone="+33612345678")

    def ask(self, browser: Client, route: Route, **form: str) -> Any:
        send = browser.get if route.method == "GET" else browser.post
        return send(address(route, self.id), form)

    def test_a_redirect_is_one_that_django_follows(self) -> None:
        """X54: Django's own test client goes where a page sends it, after GET and after a form."""
        browser = visitor("reader", Permission.VIEW, Permission.EDIT)
        page = browser.get(MOUNT + "/", follow=True)
        assert page.redirect_chain == [(f"{MOUNT}/clients", 303)]
        address = f"/clients/{self.id}"
        form = {"csrfmiddlewaretoken": token(browser, address), "body": "Likes tea"}
        page = browser.post(f"{MOUNT}{address}/notes", form, follow=True)
        (landed, status), *_ = page.redirect_chain
        assert (landed.partition("&seal=")[0], status) == (f"{MOUNT}{address}?done=note_added", 303)
        self.assertContains(page, "The note was written.")
        self.assertContains(page, "Likes tea")

    def test_nobody_is_sent_to_the_login(self) -> None:
        """X54: Whoever is not logged in, or not of the staff, meets the admin's login."""
        outside = get_user_model().objects.create_user("outside")
        for user in (None, outside):
            browser = Client()
            if user is not None:
                browser.force_login(user)
            for route in ROUTES:
                answer = self.ask(browser, route)
                assert answer.status_code == 302, route
                assert answer["Location"].startswith("/admin/login/"), route

    def test_a_page_is_refused_without_its_permission(self) -> None:
        """X54: Staff who have every right but the page's own are told 403; nothing is written."""
        before = client_book().history.events()
        for act in Permission:
            browser = visitor(f"without {act}", *(set(Permission) - {act}))
            sent = {"csrfmiddlewaretoken": secret(browser)}
            for route in ROUTES:
                if route.permission is act and not route.also:
                    answer = self.ask(browser, route, **sent)
                    assert answer.status_code == 403, route
                    assert b"Dupont" not in answer.content
        assert client_book().history.events() == before

    def test_staff_without_any_permission_see_nothing(self) -> None:
        """X54: To be of the staff implies no permission: no entry, no page."""
        browser = visitor("staff")
        assert MOUNT.encode() not in browser.get("/admin/").content
        for route in ROUTES:
            assert self.ask(browser, route).status_code == 403, route
        assert MOUNT.encode() in visitor("looks", Permission.VIEW).get("/admin/").content

    def test_a_form_without_djangos_token_is_refused(self) -> None:
        """X53: Django's own protection is asked, whatever else the form holds."""
        browser = visitor("everything", *Permission)
        for route in ROUTES:
            if route.method != "GET":
                assert self.ask(browser, route).status_code == 403, route
                forged = self.ask(browser, route, csrfmiddlewaretoken="x" * 64)
                assert forged.status_code == 403, route
        assert client_book().clients.get(self.id).is_active

    def test_a_form_that_comes_too_late_keeps_what_was_typed(self) -> None:
        """X53: Django's token changes at a login; a form of this host is sent again by a press."""
        browser = visitor("late", Permission.VIEW, Permission.EDIT)
        typed = {"csrfmiddlewaretoken": token(browser, "/new"), "given": "Zoé", "family": "Noël"}
        browser.cookies["csrftoken"] = "x" * 32
        late = browser.post(f"{MOUNT}/new", typed, headers={"sec-fetch-site": "same-origin"})
        assert late.status_code == 403
        again = token_in(late)
        for text in ("Zoé", "Noël"):
            assert text in late.content.decode()
        elsewhere = browser.post(f"{MOUNT}/new", typed, headers={"sec-fetch-site": "cross-site"})
        assert elsewhere.status_code == 403
        assert "Zoé" not in elsewhere.content.decode()
        made = browser.post(f"{MOUNT}/new", typed | {"csrfmiddlewaretoken": again})
        assert made.status_code == 303
        assert client_book().search.find("zoé noël").items

    def test_a_form_that_is_too_large_says_so(self) -> None:
        """X53: What Django's settings allow a form is 413 here, with and without a session."""
        browser = visitor("long", Permission.VIEW, Permission.EDIT)
        typed = {"csrfmiddlewaretoken": token(browser, "/new"), "info": "y" * 3_000_000}
        many = typed | {"info": ""} | {f"a{n}": "1" for n in range(1_001)}
        coded = {
            "content_type": "application/x-www-form-urlencoded",
            "headers": {"sec-fetch-site": "same-origin"},
        }
        for form in (typed, many):
            for sender in (browser, Client(enforce_csrf_checks=True)):
                answer = sender.post(f"{MOUNT}/new", urlencode(form), **coded)
                assert answer.status_code == 413
                assert "This form is too large" in answer.content.decode()

    def test_an_ended_session_keeps_what_was_typed(self) -> None:
        """X53, X54: A form of this host after the session ended: its text, the login, one press."""
        browser = visitor("away", Permission.VIEW, Permission.EDIT)
        typed = {"csrfmiddlewaretoken": token(browser, "/new"), "given": "Zoé", "family": "Noël"}
        browser.logout()
        here = {"sec-fetch-site": "same-origin"}
        coded = {"content_type": "application/x-www-form-urlencoded", "headers": here}
        ended = browser.post(f"{MOUNT}/new", urlencode(typed), **coded)
        assert ended.status_code == 401
        page = ended.content.decode()
        for text in ("Zoé", "Noël", "/admin/login/?next=", f'action="{MOUNT}/new"'):
            assert text in page
        assert typed["csrfmiddlewaretoken"] not in page
        elsewhere = urlencode(typed), {"sec-fetch-site": "cross-site"}
        sent = browser.post(
            f"{MOUNT}/new", elsewhere[0], content_type=coded["content_type"], headers=elsewhere[1]
        )
        assert sent["Location"].startswith("/admin/login/")
        browser.force_login(get_user_model().objects.get(username="away"))
        asked = browser.post(
            f"{MOUNT}/new", urlencode(typed | {"csrfmiddlewaretoken": ""}), **coded
        )
        again = typed | {"csrfmiddlewaretoken": token_in(asked)}
        assert "Zoé" in asked.content.decode()
        assert browser.post(f"{MOUNT}/new", again).status_code == 303

    def test_a_client_is_found_and_edited(self) -> None:
        """X54: Pages work below the admin, in the language of the person, named in the history."""
        browser = visitor("anne", Permission.VIEW, Permission.EDIT)
        page = browser.get(f"{MOUNT}/clients", {"q": "dup"}, headers={"accept-language": "fr"})
        assert f'href="{MOUNT}/clients/{self.id}"' in page.content.decode()
        assert 'href="/admin/"' in page.content.decode()
        form = {
            "csrfmiddlewaretoken": token(browser, "/new"),
            "given": "Jeanne",
            "family": "Roy",
        }
        made = browser.post(f"{MOUNT}/new", form)
        assert made.status_code in (302, 303), made.content.decode()
        (jeanne,) = client_book().search.find("jeanne")
        assert jeanne.profile.name == PersonName(given="Jeanne", family="Roy")
        (entry,) = client_book().history.history(jeanne.id)
        assert entry.event.actor.id.startswith("user:")

    def test_what_pages_load_may_be_kept(self) -> None:
        """X53: Pages are never cached, their files are, and come from below the mount."""
        browser = visitor("looks", Permission.VIEW)
        page = browser.get(f"{MOUNT}/clients")
        assert "no-store" in page["Cache-Control"]
        files = re.findall(rf'(?:src|href)="({MOUNT}/static/[^"]+)"', page.content.decode())
        assert files
        for file in files:
            answer = browser.get(file)
            assert answer.status_code == 200
            assert "immutable" in answer["Cache-Control"]

    def test_an_upload_that_is_too_large_is_refused(self) -> None:
        """X53: More than an upload may hold is refused before a page reads it."""
        from unittest.mock import patch

        browser = visitor("imports", *Permission)
        sent = {
            "csrfmiddlewaretoken": secret(browser),
            "file": SimpleUploadedFile("list.csv", b"x" * 11),
        }
        with patch("clientbook.integrations.django.pages.MAX_UPLOAD_BYTES", 10):
            assert browser.post(f"{MOUNT}/new", sent).status_code == 413

    @override_settings(CLIENTBOOK={"BOOK_OF": f"{PORTS}.book_of"})
    def test_each_user_may_have_a_book(self) -> None:
        """X54: The function in CLIENTBOOK["BOOK_OF"] says whose book a request is about."""
        browser = visitor("paris", Permission.VIEW)
        assert browser.get(f"{MOUNT}/clients/{self.id}").status_code == 404
        other = create(client_book(book="paris"))
        assert browser.get(f"{MOUNT}/clients/{other}").status_code == 200


class BesideTransactions(TransactionTestCase):
    """Pages in a project that wraps requests in transactions."""

    def tearDown(self) -> None:
        empty_books()

    def test_pages_are_no_part_of_atomic_requests(self) -> None:
        """X54: With ATOMIC_REQUESTS a page still commits as it goes."""
        seen: list[bool] = []

        def look(_request: object) -> str:
            seen.append(connection.in_atomic_block)
            return "main"

        connection.settings_dict["ATOMIC_REQUESTS"] = True
        try:
            browser = visitor("looks", Permission.VIEW)
            from unittest.mock import patch

            with (
                override_settings(CLIENTBOOK={"BOOK_OF": f"{PORTS}.book_of"}),
                patch(f"{PORTS}.book_of", look),
            ):
                assert browser.get(f"{MOUNT}/clients").status_code == 200
        finally:
            connection.settings_dict["ATOMIC_REQUESTS"] = False
        assert seen == [False]
