"""Commands that change many clients at once: bulk, bulk-runs, bulk-undo, bulk-resume, retention."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import attrs
import typer
from rich.table import Table as Grid

from clientbook.book import ClientBook
from clientbook.book.days import day_begins
from clientbook.cli.grids import GridRow, show_rows
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
    open_book,
    plain,
)
from clientbook.commands.files import TABLES, written
from clientbook.commands.words import say, word
from clientbook.domain.audiences import Audience
from clientbook.domain.bulk import BulkCounts, BulkEdit, BulkPlan, BulkRun, BulkUndoCounts
from clientbook.domain.consents import Channel, ConsentBasis
from clientbook.domain.filters import Filter
from clientbook.parsing.attributes import parse_attribute
from clientbook.parsing.date_orders import DateOrder
from clientbook.writers.formats import format_of

_SHOWN_DUE = 20


class EditWord(StrEnum):
    """What is done to each client."""

    TAG = "tag"
    UNTAG = "untag"
    SET = "set"
    CLEAR = "clear"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"


class Having(StrEnum):
    """What a client can be reached at."""

    PHONE = "phone"
    MOBILE = "mobile"
    EMAIL = "email"


TaggedOption = Annotated[
    list[str] | None, typer.Option("--tagged", help="Who has this tag; repeatable.")
]
AttributeOption = Annotated[
    list[str] | None, typer.Option("--attribute", help="Who has 'Name=value'; repeatable.")
]
HavingOption = Annotated[
    list[Having] | None, typer.Option("--having", help="Who has one; repeatable.")
]
MissingOption = Annotated[
    list[str] | None,
    typer.Option("--missing", help="Who lacks a field or 'custom:Name'; repeatable."),
]
ImportedOption = Annotated[str | None, typer.Option("--imported", help="Whom this import created.")]
ContactOption = Annotated[
    list[str] | None,
    typer.Option("--may-contact", help="'channel:topic' they may be sent now; repeatable."),
]
ChannelOption = Annotated[
    Channel | None, typer.Option(help="For (un)subscribe; every one if left out.")
]
BasisOption = Annotated[
    ConsentBasis | None,
    typer.Option(
        metavar="BASIS",
        help="For subscribe: why contact is lawful: express, implied, prior_express_written,"
        " contract or legitimate_interest.",
    ),
]
YesOption = Annotated[bool, typer.Option("--yes", help="Do it; without it nothing is written.")]
RunArgument = Annotated[str, typer.Argument(help="Id of the act, as bulk-runs lists it.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("bulk")(bulk)
    app.command("bulk-runs")(list_acts)
    app.command("bulk-undo")(undo_act)
    app.command("bulk-resume")(resume_act)
    app.command("retention")(retention)


def bulk(
    edit: Annotated[EditWord, typer.Argument(help="What is done to each client.")],
    name: Annotated[str, typer.Argument(help="The tag, attribute or topic; '*' is every topic.")],
    value: Annotated[str | None, typer.Argument(help="For set: the value.")] = None,
    book: BookOption = DEFAULT_BOOK,
    tagged: TaggedOption = None,
    attribute: AttributeOption = None,
    having: HavingOption = None,
    missing: MissingOption = None,
    imported: ImportedOption = None,
    may_contact: ContactOption = None,
    everybody: Annotated[bool, typer.Option("--everybody", help="Every client.")] = False,
    channel: ChannelOption = None,
    basis: BasisOption = None,
    evidence: Annotated[
        str | None, typer.Option(help="For subscribe: reference to a proof.")
    ] = None,
    yes: YesOption = False,
    language: LanguageOption = Language.EN,
    as_json: JsonOption = False,
) -> None:
    """Change everybody that all conditions let through: shows what would be done, then --yes."""
    target = open_book(book, settings=book_settings(language=language))
    conditions: dict[str, Any] = {
        **{f"has_{kind.value}": True for kind in having or ()},
        "tags": tuple(tagged or ()),
        "attributes": tuple(
            _pair(target, text, "--attribute", language) for text in attribute or ()
        ),
        "missing": tuple(missing or ()),
        "import_run": imported,
        "may_contact": tuple(_contact(text, language) for text in may_contact or ()),
    }
    if not any(conditions.values()) and not everybody:
        raise typer.BadParameter(say(language.value, "say_whom"))
    done = _edit(target, edit, name, value, language, channel=channel, basis=basis, proof=evidence)
    _show(
        target,
        target.bulk.plan(Filter(**conditions), done),
        book,
        language,
        yes=yes,
        as_json=as_json,
    )


def _edit(
    target: ClientBook,
    edit: EditWord,
    name: str,
    value: str | None,
    language: Language,
    *,
    channel: Channel | None,
    basis: ConsentBasis | None,
    proof: str | None,
) -> BulkEdit:
    """Return the edit that the words of the command ask for."""
    if (edit is EditWord.SET) != (value is not None):
        raise typer.BadParameter(say(language.value, "value_to_set"))
    match edit:
        case EditWord.TAG:
            return BulkEdit.tag(name)
        case EditWord.UNTAG:
            return BulkEdit.untag(name)
        case EditWord.SET:
            return BulkEdit.set_attribute(*_pair(target, f"{name}={value}", "VALUE", language))
        case EditWord.CLEAR:
            return BulkEdit.clear_attribute(name)
        case EditWord.UNSUBSCRIBE:
            return BulkEdit.unsubscribe(channel, name)
    if basis is None:
        raise typer.BadParameter(say(language.value, "say_basis"))
    return BulkEdit.subscribe(channel, name, basis=basis, evidence=proof)


def _pair(target: ClientBook, text: str, option: str, language: Language) -> tuple[str, Any]:
    """Read ``Name=value`` by the definition of the attribute."""
    name, equals, value = text.partition("=")
    if not equals:
        raise typer.BadParameter(say(language.value, "name_value", option=option))
    definition = target.attributes.get(name)
    order = DateOrder(target.settings.tie_break)
    return definition.name, parse_attribute(value, definition, date_order=order)


def _contact(text: str, language: Language) -> tuple[Channel, str]:
    """Read ``channel:topic``."""
    channel, _, topic = text.partition(":")
    if channel not in tuple(Channel) or not topic:
        raise typer.BadParameter(say(language.value, "channel_topic"))
    return Channel(channel), topic


def _show(
    target: ClientBook,
    plan: BulkPlan,
    book: Path,
    language: Language,
    *,
    yes: bool,
    as_json: bool,
) -> None:
    """Show a plan, or do it and show what was done."""
    run = target.bulk.commit(plan, by=ACTOR) if yes else None
    counts = run.counts if run else plan.counts
    if as_json:
        document = {"act": run.id if run else None, **attrs.asdict(counts)}
        console.print_document(document)
        return
    _show_counts(counts, language, title="act_done" if run else "act_planned")
    if run is None:
        if counts.changed:
            console.print(say(language.value, "not_yet"), soft_wrap=True)
        return
    command = as_typed("bulk-undo", run.id, book=book)
    said = say(language.value, "act_back", run=run.id, command=command)
    console.print(said, soft_wrap=True, markup=False, highlight=False)


def _show_counts(counts: BulkCounts | BulkUndoCounts, language: Language, *, title: str) -> None:
    if not any(attrs.astuple(counts)):
        console.print(say(language.value, "nobody"))
        return
    grid = Grid(title=say(language.value, title), title_justify="left")
    grid.add_column(say(language.value, "outcome"))
    grid.add_column(say(language.value, "clients"), justify="right")
    for name, number in attrs.asdict(counts).items():
        if number:
            grid.add_row(word(language.value, f"act_{name}"), str(number))
    console.print(grid)


def list_acts(
    book: BookOption = DEFAULT_BOOK,
    language: LanguageOption = Language.EN,
    as_json: JsonOption = False,
) -> None:
    """List the bulk edits and deletions that are kept, newest first."""
    target = open_book(book, settings=book_settings(language=language))
    runs, audience = list(target.bulk.runs()), Audience.of(target.settings)
    if as_json:
        console.print_document([_document(run) for run in runs])
        return
    rows = [
        GridRow(
            [
                word(language.value, f"edit_{run.edit.kind.value}"),
                audience.time(run.at),
                run.by.id,
                word(language.value, run.state.value),
                str(run.counts.changed),
                run.id,
            ]
        )
        for run in runs
    ]
    titles = [say(language.value, key) for key in ("act", "at", "by", "state", "clients")]
    none = say(language.value, "nothing_listed")
    show_rows([*titles, "id"], rows, whole=[5], none=none)


def _document(run: BulkRun) -> dict[str, Any]:
    return {
        "act": run.id,
        "edit": run.edit.kind.value,
        "state": run.state.value,
        "by": run.by.id,
        "at": run.at.isoformat(),
        **attrs.asdict(run.counts),
    }


def undo_act(
    run: RunArgument,
    book: BookOption = DEFAULT_BOOK,
    yes: YesOption = False,
    language: LanguageOption = Language.EN,
    as_json: JsonOption = False,
) -> None:
    """Take a bulk edit or deletion back: what was touched since stays; then --yes."""
    desk = open_book(book, settings=book_settings(language=language)).bulk
    counts = desk.plan_undo(run)
    if yes:
        undone = desk.undo(run, by=ACTOR).undone
        assert undone is not None
        counts = undone
    if as_json:
        console.print_document({"act": run, "undone": yes, **attrs.asdict(counts)})
        return
    _show_counts(counts, language, title="undo_done" if yes else "undo_planned")
    if not yes:
        console.print(say(language.value, "not_yet"), soft_wrap=True)


def resume_act(
    run: RunArgument,
    book: BookOption = DEFAULT_BOOK,
    language: LanguageOption = Language.EN,
    as_json: JsonOption = False,
) -> None:
    """Go on with an act, or with its undoing, that was interrupted: each client once."""
    desk = open_book(book, settings=book_settings(language=language)).bulk
    done = desk.resume(run, by=ACTOR)
    if as_json:
        console.print_document(_document(done))
    elif done.undone is not None:
        _show_counts(done.undone, language, title="undo_done")
    else:
        _show_counts(done.counts, language, title="act_done")


def retention(
    years: Annotated[int | None, typer.Option(min=1, max=150, help="Years without a sign.")] = None,
    before: Annotated[str | None, typer.Option(help="Day since which there was none.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Also write who is due (.xlsx or .csv).")
    ] = None,
    book: BookOption = DEFAULT_BOOK,
    force: ForceOption = False,
    yes: YesOption = False,
    language: LanguageOption = Language.EN,
    as_json: JsonOption = False,
) -> None:
    """Show whom the book has kept too long; with --yes delete them: they can be brought back."""
    if (years is None) == (before is None):
        raise typer.BadParameter(say(language.value, "years_or_before"))
    if out is not None:
        check_output(out, "--out", endings=TABLES, book=book, force=force, language=language.value)
    target = open_book(book, settings=book_settings(language=language))
    desk = target.retention
    since = desk.years_ago(years) if years is not None else _midnight(target, before or "")
    plan = desk.plan(since)
    if out is not None:
        with written(out, force=force) as file:
            count = desk.export(file, since, format=format_of(out, usual="xlsx"), bom=True)
        if not as_json:
            said = say(language.value, "clients_written", count=count, out=out)
            console.print(said, soft_wrap=True, markup=False)
    if not as_json and plan.counts.changed:
        _show_due(target, since, language)
    _show(target, plan, book, language, yes=yes, as_json=as_json)


def _midnight(target: ClientBook, text: str) -> datetime:
    """Return the beginning of a day where the book is kept."""
    begins = day_begins(target.context, text, future=False)
    if begins is None:
        raise typer.BadParameter(say(target.settings.language, "whole_date"))
    return begins


def _show_due(target: ClientBook, before: datetime, language: Language) -> None:
    """Show the first clients under the rule."""
    grid = Grid()
    grid.add_column(say(language.value, "name"), overflow="fold")
    wide, audience = console.width >= 80, Audience.of(target.settings)
    if wide:
        grid.add_column(say(language.value, "last_visit"))
    grid.add_column("id", no_wrap=True)
    for row in target.retention.page(before, limit=_SHOWN_DUE):
        last = row.last_appointment_at
        cells = [audience.day(last) if last else ""] if wide else []
        grid.add_row(plain(row.name), *cells, row.client_id)
    console.print(grid)
