"""The commands of manage.py."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command, get_commands
from django.test import TestCase
from django.utils import translation
from tests.integrations.django.suite.visits.people import ANNE, create

from clientbook import ClientBook
from clientbook.integrations.django import client_book
from clientbook.integrations.django.commands import BookCommand

LIST = "First name,Last name,Mobile\nAnn,Roy,06 12 34 56 78\nBea,Low,12\n"
OURS = sorted(
    name for name, app in get_commands().items() if app == "clientbook.integrations.django"
)


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out, stderr=out)
    return out.getvalue()


def refused(*arguments: str) -> CommandError:
    with pytest.raises(CommandError) as error:
        run(*arguments)
    return error.value


class Commands(TestCase):
    """What the commands do and print."""

    databases = {"default", "other"}

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> None:
        self.list = tmp_path / "list.csv"
        self.list.write_text(LIST)

    def book(self) -> ClientBook:
        return client_book()

    def test_an_import_from_trial_to_second_run(self) -> None:
        """X54: A dry run writes nothing, a run imports, a second run adds nobody."""
        said = run("clientbook_import", str(self.list), "--dry-run")
        assert "created: 1\nrejected: 1\nrows read: 2\n" in said
        assert "a dry run: nothing was written" in said
        assert self.book().clients.count() == 0
        said = run("clientbook_import", str(self.list))
        assert "Mobile → phone.mobile\n" in said
        assert "created: 1\nrejected: 1\nrows read: 2\n" in said
        assert "row 3 (Mobile): too short" in said
        assert "unchanged: 1" in run("clientbook_import", str(self.list))
        (run_kept, _) = self.book().imports.runs()
        assert run_kept.actor.id == "manage.py"

    def test_refused_rows_go_into_a_file(self) -> None:
        """X54: --rejects writes every refused row, and never over another file by itself."""
        import clientbook

        out = self.list.with_name("refused.csv")
        call = ("clientbook_import", str(self.list), "--rejects", str(out))
        assert "a dry run writes no file" in run(*call, "--dry-run")
        assert not out.exists()
        assert "1 rows written" in run(*call)
        assert clientbook.open_table(out).row_count == 1
        assert refused(*call).returncode == 2
        assert "1 rows written" in run(*call, "--force")
        over = ("clientbook_import", str(self.list), "--rejects", str(self.list), "--force")
        assert refused(*over).returncode == 2

    def test_mended_rows_and_how_rows_are_known(self) -> None:
        """X54, X13: --like reads mended rows as their import did, --match-on says what counts."""
        out = self.list.with_name("refused.csv")
        run(
            "clientbook_import", str(self.list), "--map", "Mobile=phone.work", "--rejects", str(out)
        )
        (first,) = self.book().imports.runs()
        out.write_text(out.read_text("utf-8-sig").replace(",12,", ",06 12 34 56 79,"))
        said = run("clientbook_import", str(out), "--like", first.id)
        assert "Mobile → phone.work" in said
        assert "created: 1" in said
        self.list.write_text("First name,Email,Mobile\nAnn,a@b.example,06 12 34 56 78\n")
        assert "updated: 1" in run("clientbook_import", str(self.list), "--dry-run")
        call = ("clientbook_import", str(self.list), "--dry-run", "--match-on", "email")
        assert "updated" not in run(*call)

    def test_no_value_of_a_person_is_printed(self) -> None:
        """X54: Output may go into a log: counts, ids, titles of columns."""
        said = run("clientbook_import", str(self.list), "--dry-run")
        said += run("clientbook_import", str(self.list))
        create(self.book(), "Ann"), create(self.book(), "Ann")
        said += run("clientbook_duplicates") + run("clientbook_purge")
        for value in ("Ann", "Roy", "Bea", "0612345678", "06 12", "3361"):
            assert value not in said

    def test_columns_books_and_databases_can_be_named(self) -> None:
        """X54: --map, --book and --database say what else is meant."""
        run("clientbook_import", str(self.list), "--map", "Mobile=skip", "--book", "second")
        run("clientbook_import", str(self.list), "--database", "other")
        assert client_book(book="second").clients.count() == 2
        assert client_book(using="other").clients.count() == 1
        assert self.book().clients.count() == 0

    def test_wrong_calls_have_code_2(self) -> None:
        """X54: Exit codes are those of the command line: 2 for a wrong call, 1 for a refusal."""
        calls: list[tuple[str, ...]] = [
            ("clientbook_import", str(self.list), "--map", "Mobile"),
            ("clientbook_import", str(self.list), "--map", "Mobile=colour of the sky"),
            ("clientbook_import", str(self.list), "--map", "Fax=phone"),
            ("clientbook_import", str(self.list), "--header-row", "0"),
            ("clientbook_import", str(self.list.with_name("none.csv"))),
            ("clientbook_purge", "--user", "nobody"),
        ]
        for call in calls:
            assert refused(*call).returncode == 2, call
        (self.list.parent / "bad.xlsx").write_bytes(b"PK\x03\x04")
        assert refused("clientbook_import", str(self.list.parent / "bad.xlsx")).returncode == 1
        for option, wrong, words in (
            ("--book", "é", "1 to 64 printable ASCII characters"),
            ("--database", "nowhere", "invalid choice"),
            ("--inactive-years", "0", "whole number"),
            ("--inactive-years", "many", "whole number"),
        ):
            assert words in str(refused("clientbook_purge", option, wrong))

    def test_duplicates_are_counted_and_named_by_id(self) -> None:
        """X54: Pairs come as ids with their probability; --limit 0 only counts."""
        left, right = sorted(create(self.book(), "Marie", phone="+33612345678") for _ in "ab")
        assert f"{left} {right}: " in run("clientbook_duplicates", "--threshold", "0.1")
        assert run("clientbook_duplicates", "--limit", "0").startswith("pairs: 0 of ")
        assert " compared, " in run("clientbook_duplicates", "--scan", "--limit", "0")

    def test_purging_counts_first(self) -> None:
        """X54: --dry-run says what would go, and leaves it."""
        assert "nothing was written" in run("clientbook_purge", "--dry-run")
        said = run("clientbook_purge", "--inactive-years", "3")
        assert "nothing happened for 3 years: 0" in said
        assert "deleted clients gone for good: 0" in said

    def test_french_where_django_speaks_french(self) -> None:
        """X54: The commands answer in the project's language."""
        with translation.override("fr"):
            assert "un essai : rien n'a été écrit" in run("clientbook_purge", "--dry-run")

    def test_a_user_without_permission_is_refused_by_every_command(self) -> None:
        """X54: With --user the user's own permissions are asked, and they are in the history."""
        arguments = {"clientbook_import": [str(self.list)]}
        users = get_user_model().objects
        anne = users.create_user("anne", is_staff=True)
        assert OURS == ["clientbook_duplicates", "clientbook_import", "clientbook_purge"]
        for name in OURS:
            error = refused(name, *arguments.get(name, []), "--user", "anne")
            assert error.returncode == 1
            assert "lacks the permission clientbook." in str(error)
        assert self.book().clients.count() == 0
        anne.user_permissions.add(Permission.objects.get(codename="import_clients"))
        run("clientbook_import", str(self.list), "--user", "anne")
        (kept,) = self.book().imports.runs()
        assert kept.actor.id == f"user:{anne.pk}"
        anne.is_active = False
        anne.save()
        assert refused("clientbook_import", str(self.list), "--user", "anne").returncode == 1

    def test_every_command_asks_for_a_permission(self) -> None:
        """X54: A command that is added says what one must be allowed to do."""
        from django.core.management import load_command_class

        for name in OURS:
            command: Any = load_command_class("clientbook.integrations.django", name)
            assert isinstance(command, BookCommand)
            assert command.needs


def test_exit_codes_reach_the_shell() -> None:
    """X54: A timer that runs a command learns how it ended."""
    code = (
        "import json, os, sys; from django.conf import settings;"
        "settings.configure(DATABASES=json.loads(os.environ['CLIENTBOOK_DJANGO']),"
        "INSTALLED_APPS=['django.contrib.auth','django.contrib.contenttypes',"
        "'clientbook.integrations.django'], USE_TZ=True);"
        "from django.core.management import execute_from_command_line as run; run(sys.argv)"
    )

    def manage(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            env=os.environ.copy(),
            capture_output=True,
            text=True,
            check=False,
        )

    assert json.loads(os.environ["CLIENTBOOK_DJANGO"])
    before = manage("clientbook_purge")
    assert before.returncode == 1
    assert "migrate clientbook" in before.stderr
    assert manage("migrate", "-v", "0").returncode == 0
    assert manage("clientbook_purge").returncode == 0
    assert manage("clientbook_purge", "--inactive-years", "0").returncode == 2
    assert manage("clientbook_import", "nothing.csv").returncode == 2
    assert ANNE.id not in before.stderr
