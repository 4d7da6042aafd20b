"""What the commands of ``manage.py`` share: options, exit codes, whose permission is asked."""

from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from clientbook.book import ClientBook
from clientbook.commands.calls import CommandCallError
from clientbook.commands.words import say, word
from clientbook.domain.clients import Actor
from clientbook.errors import ClientbookError, OperationCancelledError
from clientbook.errors.sentences import sentence
from clientbook.integrations.django.actors import user_actor
from clientbook.integrations.django.books import active_language, client_book
from clientbook.integrations.django.permissions import COMMAND, may, permission_name
from clientbook.messages.catalogue import Language
from clientbook.storage.checks import check_book

REFUSED, WRONG_CALL, INTERRUPTED = 1, 2, 130
"""Exit codes, those of the command line ``clientbook``; 0 is done."""


class BookCommand(BaseCommand):
    """A command on one book.  Prints counts, ids and titles of columns, never a personal value."""

    language: Language = "en"
    needs: tuple[str, ...] = ()
    """What a user must be allowed to do, see :func:`permissions.may`."""

    def add_arguments(self, parser: Any) -> None:
        """Add the options every command has."""
        parser.add_argument(
            "--book", type=book_id, help="Id of the book; CLIENTBOOK['BOOK'] if not given."
        )
        parser.add_argument(
            "--database",
            choices=tuple(connections),
            help="Alias of the database that holds the book.",
        )
        parser.add_argument(
            "--user", help="Act as this user: their permission is asked, they are in the history."
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Open the book and do the command's work."""
        with exit_codes():
            by = self._actor(options["user"])
            book = client_book(using=options["database"], book=options["book"])
            self.language = book.settings.language
            self.work(book, by, options)

    def work(self, book: ClientBook, by: Actor, options: dict[str, Any]) -> None:
        """Do the command's work."""
        raise NotImplementedError

    def say(self, key: str, **values: object) -> None:
        """Print a text of the commands in the active language."""
        self.stdout.write(say(self.language, key, **values))

    def counts(self, counts: dict[str, int]) -> None:
        """Print how many there are of each kind, zeros left out."""
        for name, count in counts.items():
            if count:
                self.stdout.write(f"{word(self.language, name)}: {count}")

    def _actor(self, username: str | None) -> Actor:
        if username is None:
            return COMMAND
        users = get_user_model()
        try:
            user = users._default_manager.get_by_natural_key(username)  # noqa: SLF001 - Django's way
        except users.DoesNotExist:
            raise CommandError("--user: there is no such user", returncode=WRONG_CALL) from None
        for act in self.needs:
            if not may(user, act):
                raise CommandError(
                    f"--user: this user lacks the permission {permission_name(act)}",
                    returncode=REFUSED,
                )
        return user_actor(user, channel="command-line")


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """Return what reads an option that takes a whole number, both ends among them."""

    def read(text: str) -> int:
        if not text.isdecimal() or not low <= int(text) <= high:
            raise ArgumentTypeError(f"expected a whole number from {low} to {high}")
        return int(text)

    return read


def book_id(text: str) -> str:
    """Read an option that names a book."""
    try:
        check_book(text)
    except ValueError:
        raise ArgumentTypeError("expected 1 to 64 printable ASCII characters") from None
    return text


def probability(text: str) -> float:
    """Read an option that takes a probability."""
    try:
        read = float(text)
    except ValueError:
        read = -1.0
    if not 0 <= read <= 1:
        raise ArgumentTypeError("expected a number from 0 to 1")
    return read


@contextmanager
def exit_codes() -> Iterator[None]:
    """Turn errors of the block into exit codes, with a message that says what to do.

    Raises:
        CommandError: 1 the library refused, 2 a wrong call, 130 interrupted.
    """
    try:
        yield
    except CommandCallError as error:
        raise CommandError(str(error), returncode=WRONG_CALL) from None
    except (ImproperlyConfigured, ClientbookError) as error:
        if isinstance(error, OperationCancelledError):
            raise _stopped() from None
        said = str(error)
        if isinstance(error, ClientbookError):
            said = sentence(error, active_language() or "en")
        raise CommandError(said, returncode=REFUSED) from None
    except KeyboardInterrupt:
        raise _stopped() from None


def _stopped() -> CommandError:
    return CommandError(say(active_language() or "en", "stopped"), returncode=INTERRUPTED)
