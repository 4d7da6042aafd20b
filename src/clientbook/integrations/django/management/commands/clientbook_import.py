"""``manage.py clientbook_import FILE``: import a file into a book."""

from pathlib import Path
from typing import Any

import attrs
from django.core.management.base import CommandError

from clientbook.book import ClientBook
from clientbook.commands.files import TABLES, check_output, written
from clientbook.commands.importing import (
    ImportAnswer,
    choose_targets,
    find_interrupted,
    import_table,
    reading_options,
)
from clientbook.commands.words import say
from clientbook.domain.clients import Actor
from clientbook.domain.imports import ImportMode, OutcomeKind, RowOutcome
from clientbook.importing.mapping import MATCH_FIELDS, Mapping
from clientbook.integrations.django.commands import WRONG_CALL, BookCommand
from clientbook.messages.catalogue import render
from clientbook.readers.options import ReadOptions
from clientbook.writers.formats import format_of


class ImportCommand(BookCommand):
    """Imports a file; the same command goes on after it was interrupted."""

    help = (
        "Imports a CSV, Excel, ODS or vCard file: finds out what its columns mean, refuses rows "
        "with a reason each, adds nobody twice. Run it with --dry-run first. Interrupted, the "
        "same command goes on."
    )
    needs = ("import",)

    def add_arguments(self, parser: Any) -> None:
        """Add the options; those of the reader are as in ``clientbook import``."""
        super().add_arguments(parser)
        parser.add_argument("file", type=Path, help="The file.")
        parser.add_argument("--dry-run", action="store_true", help="Write nothing.")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="'Title=target'",
            help="Such as 'Tel=phone.mobile' or 'Born=birth_date order=MDY'; repeatable.",
        )
        modes = [mode.value for mode in ImportMode]
        parser.add_argument("--mode", choices=modes, default="upsert", help="What rows may do.")
        parser.add_argument("--source", help="Name of the list: its own numbering belongs to it.")
        parser.add_argument(
            "--match-on",
            action="append",
            choices=MATCH_FIELDS,
            help="By what rows are known again; repeatable, all if left out.",
        )
        parser.add_argument(
            "--like", metavar="RUN", help="The import whose refused rows these are, mended."
        )
        parser.add_argument(
            "--rejects", type=Path, help="Where refused rows go (.xlsx or .csv); they hold persons."
        )
        parser.add_argument("--force", action="store_true", help="Replace a file that is there.")
        parser.add_argument("--encoding", help="Of a text file, such as cp1252.")
        parser.add_argument("--delimiter", help="Between cells; 'tab' for a tab.")
        parser.add_argument("--quote", help="Around cells.")
        parser.add_argument("--sheet", help="Name or number of a sheet.")
        parser.add_argument("--header-row", type=int, help="Row of the titles, from 1.")

    def work(self, book: ClientBook, by: Actor, options: dict[str, Any]) -> None:
        """Open the file, import it, and print what became of its rows."""
        names = ("encoding", "delimiter", "quote", "sheet", "header_row")
        reading = reading_options(**{name: options[name] for name in names})
        try:
            ReadOptions(**reading)
        except ValueError as error:
            raise CommandError(str(error), returncode=WRONG_CALL) from None
        file: Path = options["file"]
        if not file.exists():
            said = f"{file}: {say(self.language, 'no_file')}"
            raise CommandError(said, returncode=WRONG_CALL)
        rejects: Path | None = options["rejects"]
        if rejects is not None:
            check_output(
                rejects,
                "--rejects",
                endings=TABLES,
                source=file,
                force=options["force"],
                language=self.language,
            )
        table = book.imports.open(file, **reading)
        dry_run: bool = options["dry_run"]
        interrupted = None if dry_run else find_interrupted(book, table)
        like: str | None = options["like"]
        mapping = book.imports.suggest(table, like=like)
        mapping = choose_targets(mapping, options["map"], language=self.language)
        mapping = mapping.with_source(options["source"])
        if options["match_on"]:
            mapping = mapping.with_match_on(options["match_on"])
        if interrupted is not None:
            mapping = Mapping.from_json(interrupted.mapping)
            self.say("going_on", run=interrupted.id, row=interrupted.last_row)
        for column in mapping:
            self.stdout.write(f"{column.header} → {column.target or '?'}")
        answer = import_table(
            book,
            table,
            mapping,
            by=by,
            mode=ImportMode(options["mode"]),
            like=like,
            dry_run=dry_run,
            interrupted=interrupted,
        )
        self._show(answer)
        if rejects is not None:
            self._write_rejects(book, answer, rejects, force=options["force"])

    def _write_rejects(
        self, book: ClientBook, answer: ImportAnswer, path: Path, *, force: bool
    ) -> None:
        if answer.run is None:
            self.say("dry_rejects")
            return
        with written(path, force=force) as out:
            count = book.imports.write_rejects(
                answer.run.id, out, format=format_of(path, usual="xlsx")
            )
        self.say("rows_written", count=count, out=path)

    def _show(self, answer: ImportAnswer) -> None:
        self.say("imported" if answer.run else "would")
        self.counts(attrs.asdict(answer.counts))
        self.say("rows_counted", count=answer.counts.rows)
        for outcome in answer.samples:
            self._show_issues(outcome)
        if answer.left_out is not None:
            self.say("shown_of", **answer.left_out)
        if answer.run is not None:
            self.say("run_named", run=answer.run.id)
        else:
            self.say("nothing_written")

    def _show_issues(self, outcome: RowOutcome) -> None:
        if outcome.kind not in (OutcomeKind.REJECTED, OutcomeKind.REVIEW):
            return
        for issue in outcome.issues:
            where = f" ({issue.column})" if issue.column else ""
            said = render(issue, self.language)
            self.say("row", row=outcome.row, where=where, said=said)


Command = ImportCommand
"""The name under which Django looks for it."""
