"""Commands about duplicates: duplicates, merge, unmerge, ignore."""

from pathlib import Path
from typing import Annotated, Any

import attrs
import typer

from clientbook.book import ClientBook
from clientbook.book.duplicates.desk import DuplicateDesk
from clientbook.cli.import_views import Ticker
from clientbook.cli.options import (
    ACTOR,
    DEFAULT_BOOK,
    BookOption,
    ForceOption,
    JsonOption,
    Language,
    LanguageOption,
    as_typed,
    book_settings,
    check_output,
    console,
    errors,
    open_book,
)
from clientbook.cli.pair_views import pair_view, plan_view
from clientbook.commands.files import PAGES, written
from clientbook.commands.words import say
from clientbook.domain.audiences import Audience
from clientbook.domain.merges import (
    BlockerCode,
    BulkReport,
    DuplicateScan,
    FieldChoice,
    MergePlan,
    MergeRecord,
)
from clientbook.domain.unmerges import UnmergePlan, UnmergeReport
from clientbook.matching import ScoredPair, shipped_model
from clientbook.messages.page_texts import page_text
from clientbook.messages.refusals import in_words
from clientbook.reports.review_page import write_review_page
from clientbook.reports.review_texts import field_title
from clientbook.reports.side_by_side import ReviewPair

_PAGE_PAIRS = 500


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("duplicates")(duplicates)
    app.command("merge")(merge)
    app.command("unmerge")(unmerge)
    app.command("ignore")(ignore)


def duplicates(
    book: BookOption = DEFAULT_BOOK,
    language: LanguageOption = Language.EN,
    limit: Annotated[
        int | None, typer.Option(min=1, max=1000, help="Most pairs; 10, or 500 in a page.")
    ] = None,
    threshold: Annotated[
        float | None, typer.Option(min=0.0, max=1.0, help="Least match probability.")
    ] = None,
    page: Annotated[
        Path | None, typer.Option(help="Write them side by side into this HTML file.")
    ] = None,
    scan: Annotated[
        bool,
        typer.Option("--scan", help="First bring the stored list of pairs up to date."),
    ] = False,
    as_json: JsonOption = False,
    force: ForceOption = False,
) -> None:
    """List pairs of clients that are likely one person, most likely first."""
    if page is not None:
        check_output(page, "--page", endings=PAGES, book=book, force=force, language=language.value)
    desk = open_book(book, settings=book_settings(language=language)).duplicates
    scanned = _scan(desk, language, as_json=as_json) if scan else None
    most = limit or (_PAGE_PAIRS if page else 10)
    found = desk.pairs(limit=most, threshold=threshold)
    pairs = desk.review(found.items)
    if page is not None:
        shown = "" if book == DEFAULT_BOOK else str(book)
        with written(page, force=force) as out:
            write_review_page(pairs, out, language=language.value, book=shown)
        said = say(language.value, "pairs_in", count=len(pairs), total=found.total, out=page)
        console.print(said, highlight=False, soft_wrap=True, markup=False)
        return
    if as_json:
        document: dict[str, Any] = {"total": found.total}
        if scanned is not None:
            document["scan"] = {**attrs.asdict(scanned), "at": scanned.at.isoformat()}
        document["pairs"] = [_pair_document(p) for p in pairs]
        console.print_document(document)
        return
    for number, pair in enumerate(pairs, start=1):
        console.print(pair_view(pair, number, language.value, width=console.width))
    said = say(language.value, "pairs", count=len(pairs), total=found.total)
    console.print(said, highlight=False)
    for key in desk.capped():
        errors.print(
            say(language.value, "capped", kind=repr(key.kind), count=key.records),
            highlight=False,
        )


def _scan(desk: DuplicateDesk, language: Language, *, as_json: bool) -> DuplicateScan:
    """Bring the stored list up to date, and say so."""
    with Ticker(hidden=as_json) as tick:
        scanned = desk.scan(progress=tick)
    if not as_json:
        said = say(
            language.value,
            "scanned",
            clients=scanned.clients,
            compared=scanned.compared,
            pairs=scanned.pairs,
        )
        console.print(said, highlight=False)
    return scanned


def _pair_document(pair: ReviewPair) -> dict[str, Any]:
    scored: ScoredPair = pair.pair
    return {
        "left": scored.left,
        "right": scored.right,
        "match_weight": scored.match_weight,
        "match_probability": scored.match_probability,
        "parts": [
            {"field": p.field, "level": p.level, "label": p.label, "weight": p.weight}
            for p in pair.explanation.parts
        ],
    }


def merge(
    clients: Annotated[
        list[str] | None,
        typer.Argument(help="The client that stays, then those that go into it."),
    ] = None,
    book: BookOption = DEFAULT_BOOK,
    language: LanguageOption = Language.EN,
    take: Annotated[
        list[str] | None,
        typer.Option(help="'field=client', such as 'birthday=ID': whose value to keep."),
    ] = None,
    override: Annotated[
        list[BlockerCode] | None,
        typer.Option(
            metavar="REASON",  # all of them side by side are wider than a narrow terminal
            help="Merge in spite of this: birthday_clash, gender_clash, limit_overflow,"
            " link_conflict or ignored_pair.",
        ),
    ] = None,
    safe: Annotated[
        bool, typer.Option("--safe", help="Merge every pair that is certain and clashes nowhere.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the plan only.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Merge clients into the first one; it can be undone."""
    target = open_book(book, settings=book_settings(language=language))
    if safe:
        if clients or take or override:
            raise typer.BadParameter(say(language.value, "safe_alone"))
        _merge_safe(target, language, dry_run=dry_run, as_json=as_json)
        return
    if not clients or len(clients) < 2:
        raise typer.BadParameter(say(language.value, "name_survivor"))
    plan = target.merges.plan(
        clients[0],
        clients[1:],
        choices=[_choice(text, language) for text in take or []],
        overrides=override or [],
    )
    if not as_json:
        console.print(plan_view(plan, language.value, Audience.of(target.settings)))
    record = None if dry_run else target.merges.merge(plan, by=ACTOR)
    if as_json:
        console.print_document(_merge_document(plan, record))
    elif record is not None:
        command = as_typed("unmerge", record.id, book=book)
        said = say(language.value, "merged_as", merge=record.id, command=command)
        console.print(said, highlight=False, markup=False, soft_wrap=True)


def _merge_safe(book: ClientBook, language: Language, *, dry_run: bool, as_json: bool) -> None:
    pairs = _safe_pairs(book)
    if dry_run:
        _show_safe(book, pairs, language, as_json=as_json)
    else:
        _show_bulk(book.merges.safe_bulk(pairs, by=ACTOR), language, as_json=as_json)


def _choice(text: str, language: Language) -> FieldChoice:
    field, equals, client_id = text.partition("=")
    if not (field and equals and client_id):
        raise typer.BadParameter(say(language.value, "take_form", text=repr(text)))
    return FieldChoice(field, client_id)


def _merge_document(plan: MergePlan, record: MergeRecord | None) -> dict[str, Any]:
    return {
        "merge": record.id if record else None,
        "survivor": plan.survivor_id,
        "absorbed": list(plan.absorbed_ids),
        "conflicts": [c.field for c in plan.conflicts],
        "blockers": [b.code.value for b in plan.blockers],
        "links": dict(plan.link_counts),
    }


def _safe_pairs(book: ClientBook) -> list[tuple[str, str]]:
    """Return every pair at or over the model's threshold for machines."""
    pairs: list[tuple[str, str]] = []
    cursor = None
    while True:
        page = book.duplicates.pairs(
            limit=1000, after=cursor, threshold=shipped_model().auto_threshold
        )
        pairs += [(p.left, p.right) for p in page]
        cursor = page.next
        if cursor is None:
            return pairs


def _show_safe(
    book: ClientBook, pairs: list[tuple[str, str]], language: Language, *, as_json: bool
) -> None:
    """Say which pairs would be merged and which stand in each other's way; nothing is written."""
    plans = [(left, right, book.merges.plan(left, [right])) for left, right in pairs]
    if as_json:
        document = [
            {"left": left, "right": right, **_merge_document(plan, None)}
            for left, right, plan in plans
        ]
        console.print_document({"pairs": document})
        return
    for left, right, plan in plans:
        why = ", ".join(
            [
                *(in_words(b.code.value, language.value) for b in plan.blockers),
                *(field_title(c.field, language.value) for c in plan.conflicts),
            ]
        )
        key = "skipped_pair" if why else "would_merge"
        said = say(language.value, key, left=left, right=right, why=why)
        console.print(said, highlight=False, markup=False, soft_wrap=True)
    console.print(say(language.value, "bulk_plan", count=len(plans)), highlight=False)


def _show_bulk(report: BulkReport, language: Language, *, as_json: bool) -> None:
    skipped = [
        {
            "left": s.left,
            "right": s.right,
            "reason": s.reason.value,
            "blockers": [b.value for b in s.blockers],
            "fields": list(s.fields),
        }
        for s in report.skipped
    ]
    if as_json:
        document = {"merged": [m.id for m in report.merged], "skipped": skipped}
        console.print_document(document)
        return
    for pair in report.skipped:
        words = [in_words(b.value, language.value) for b in pair.blockers]
        words += [field_title(field, language.value) for field in pair.fields]
        why = page_text(language.value, f"merges.skip_{pair.reason.value}")
        why = f"{why} ({', '.join(words)})" if words else why
        said = say(language.value, "skipped_pair", left=pair.left, right=pair.right, why=why)
        console.print(said, highlight=False, markup=False, soft_wrap=True)
    said = say(language.value, "bulk", merged=len(report.merged), skipped=len(skipped))
    console.print(said, highlight=False)


def unmerge(
    merge_id: Annotated[str, typer.Argument(help="Id of the merge.")],
    book: BookOption = DEFAULT_BOOK,
    with_later: Annotated[
        bool, typer.Option("--with-later", help="Undo merges on top of it first.")
    ] = False,
    not_the_same: Annotated[
        bool, typer.Option("--ignore", help="Also never propose these clients again.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the plan only.")] = False,
    language: LanguageOption = Language.EN,
    as_json: JsonOption = False,
) -> None:
    """Undo a merge: the clients come back as they were, later edits stay."""
    desk = open_book(book, settings=book_settings(language=language)).merges
    plan = desk.plan_unmerge(merge_id, with_later=with_later)
    if dry_run:
        restored = tuple(i for s in plan.steps for i in s.restored_ids)
        report = UnmergeReport(
            tuple(s.merge_id for s in plan.steps), restored, (), plan.kept, plan.conflicting
        )
    else:
        report = desk.unmerge(plan, by=ACTOR, ignore=not_the_same)
    if as_json:
        console.print_document(_unmerge_document(plan, report))
        return
    _show_unmerged(report, "would_return" if dry_run else "came_back", language)
    if plan.later:
        errors.print(say(language.value, "on_top", merges=", ".join(plan.later)), highlight=False)


def _unmerge_document(plan: UnmergePlan, report: UnmergeReport) -> dict[str, Any]:
    return {
        "merges": list(report.merge_ids),
        "restored": list(report.restored),
        "later": list(plan.later),
        "links_back": dict(report.links_back),
        "kept": [k.field for k in report.kept],
        "conflicting": [[c.client_id, c.field, c.reason.value] for c in report.conflicting],
    }


def _show_unmerged(report: UnmergeReport, key: str, language: Language) -> None:
    """Say who came back, what stayed with the survivor, and what could not come back."""
    said = [say(language.value, key, clients=", ".join(report.restored))]
    said += [
        say(language.value, "kept_on", client=kept.client_id, field=kept.field)
        for kept in report.kept
    ]
    said += [
        say(
            language.value,
            "not_back",
            field=lost.field,
            client=lost.client_id,
            why=page_text(language.value, f"merges.conflict_{lost.reason.value}"),
        )
        for lost in report.conflicting
    ]
    for line in said:
        console.print(line, highlight=False, markup=False, soft_wrap=True)


def ignore(
    left: Annotated[str, typer.Argument(help="A client.")],
    right: Annotated[str, typer.Argument(help="Another client.")],
    book: BookOption = DEFAULT_BOOK,
    language: LanguageOption = Language.EN,
) -> None:
    """Say that two clients are not the same; they are never proposed again."""
    target = open_book(book, settings=book_settings(language=language))
    pair = target.duplicates.ignore(left, right, by=ACTOR)
    said = say(language.value, "apart", left=pair.left, right=pair.right)
    console.print(said, highlight=False, markup=False, soft_wrap=True)
