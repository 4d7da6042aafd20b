"""``manage.py clientbook_duplicates``: the pairs that are likely one person."""

from typing import Any

from clientbook.book import ClientBook
from clientbook.domain.clients import Actor
from clientbook.integrations.django.commands import BookCommand, probability, whole_number


class DuplicatesCommand(BookCommand):
    """Looks for pairs of clients that are likely one person; prints ids, most likely first."""

    help = "Looks for pairs of clients that are likely one person; prints ids, never a name."
    needs = ("view", "merge")

    def add_arguments(self, parser: Any) -> None:
        """Add the options."""
        super().add_arguments(parser)
        parser.add_argument(
            "--limit", type=whole_number(0, 1000), default=10, help="Most pairs to print."
        )
        parser.add_argument(
            "--threshold", type=probability, help="Least match probability, 0 to 1."
        )

        parser.add_argument(
            "--scan", action="store_true", help="First bring the stored list of pairs up to date."
        )

    def work(self, book: ClientBook, by: Actor, options: dict[str, Any]) -> None:
        """Look for pairs, and print their ids."""
        limit: int = options["limit"]
        if options["scan"]:
            done = book.duplicates.scan()
            self.say("scanned", clients=done.clients, compared=done.compared, pairs=done.pairs)
        found = book.duplicates.pairs(limit=max(limit, 1), threshold=options["threshold"])
        shown = found.items[:limit]
        for pair in shown:
            probability = f"{pair.match_probability:.0%}"
            self.say("pair", left=pair.left, right=pair.right, probability=probability)
        self.say("pairs", count=len(shown), total=found.total)
        for key in book.duplicates.capped():
            self.say("capped", kind=repr(key.kind), count=key.records)


Command = DuplicatesCommand
"""The name under which Django looks for it."""
