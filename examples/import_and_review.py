"""Import a file into a book, show what happened, and write two pages for a browser.

    python examples/import_and_review.py FILE [REGION] [FOLDER]

The book is ``clients.db`` in FOLDER (here) and keeps the REGION it began with.  Beside it come
``rejects.xlsx`` with the rows that were refused, ``report.html`` with what became of every row, and
``pairs.html`` with likely duplicates.
"""

import sys
from pathlib import Path

import attrs

from clientbook import SAFE, Actor, ClientBook, ClientbookError, OutcomeKind, SqliteStore, render
from clientbook.domain.audiences import Audience
from clientbook.reports.import_report import write_import_report
from clientbook.reports.review_page import write_review_page


def main(file: Path, region: str, folder: Path) -> int:
    settings = attrs.evolve(SAFE, default_region=region) if region else None
    store = SqliteStore(folder / "clients.db")
    try:
        return import_file(ClientBook(store, settings=settings), file, folder)
    except ClientbookError as error:  # the message says what to do, and quotes nobody
        print(error, file=sys.stderr)
        return 1
    finally:
        store.close()


def import_file(book: ClientBook, file: Path, folder: Path) -> int:
    table = book.imports.open(file)
    for finding in table.findings:
        print("·", render(finding))
    mapping = book.imports.suggest(table)
    for column in mapping:
        print(f"{column.header:>20} -> {column.target or '?'}  ({column.reason.value})")
    run = book.imports.run(table, mapping.skip_undecided(), by=Actor("import_and_review"))
    for name, rows in attrs.asdict(run.counts).items():
        if rows:
            print(f"{rows:>6} {name.replace('_', ' ')}")
    refused = (OutcomeKind.REJECTED, OutcomeKind.REVIEW)
    for outcome in book.imports.outcomes(run.id, kinds=refused):
        for issue in outcome.issues:
            print(f"row {outcome.row}, {issue.column or 'whole row'}: {render(issue)}")
    book.imports.write_rejects(run.id, folder / "rejects.xlsx")
    with (folder / "report.html").open("wb") as out:
        outcomes, audience = book.imports.outcomes(run.id), Audience.of(book.settings)
        write_import_report(run, outcomes, out, audience=audience)
    pairs = book.duplicates.pairs(limit=100)
    with (folder / "pairs.html").open("wb") as out:
        write_review_page(book.duplicates.review(pairs.items), out)
    print(f"{book.clients.count()} clients, {pairs.total} pairs to look at")
    return 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if not 1 <= len(arguments) <= 3:
        sys.exit(__doc__)
    chosen, region, folder = (*arguments, *("", ".")[len(arguments) - 1 :])
    sys.exit(main(Path(chosen), region, Path(folder)))
