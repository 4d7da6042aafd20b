"""``manage.py clientbook_purge``: let go of what is due."""

from typing import Any

from clientbook.book import ClientBook
from clientbook.commands.upkeep import let_go
from clientbook.domain.clients import Actor
from clientbook.integrations.django.commands import BookCommand, whole_number


class PurgeCommand(BookCommand):
    """Removes deleted clients and details of imports after their days; a job for every night."""

    help = (
        "Removes clients deleted longer ago than restore_days and details of imports older than "
        "history_days; with --inactive-years also deletes clients with whom nothing happened. "
        "It can be run again at any time."
    )
    needs = ("delete", "erase")

    def add_arguments(self, parser: Any) -> None:
        """Add the options."""
        super().add_arguments(parser)
        parser.add_argument("--dry-run", action="store_true", help="Count only.")
        parser.add_argument(
            "--inactive-years",
            type=whole_number(1, 100),
            metavar="YEARS",
            help="Also delete clients with whom nothing happened for so many years.",
        )

    def work(self, book: ClientBook, by: Actor, options: dict[str, Any]) -> None:
        """Let go, and print what was counted."""
        dry_run: bool = options["dry_run"]
        years: int | None = options["inactive_years"]
        done = let_go(book, by=by, inactive_years=years, dry_run=dry_run)
        if done.inactive is not None:
            self.say("inactive_deleted", years=years, count=done.inactive)
        self.say("clients_purged", count=done.clients)
        self.say("runs_purged", count=done.imports)
        if dry_run:
            self.say("nothing_written")


Command = PurgeCommand
"""The name under which Django looks for it."""
