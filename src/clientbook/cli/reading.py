"""Commands that show what is there: show, history, export, targets, settings."""

import json
from collections.abc import Collection, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import attrs
import typer
from rich.table import Table as Grid

from clientbook.cli.grids import GridRow, show_rows
from clientbook.cli.options import (
    ACTOR,
    DEFAULT_BOOK,
    BookOption,
    ForceOption,
    JsonOption,
    Language,
    LanguageOption,
    Preset,
    PresetOption,
    RegionOption,
    book_settings,
    check_output,
    console,
    open_book,
    plain,
)
from clientbook.cli.pair_views import profile_view
from clientbook.commands.files import TABLES, written
from clientbook.commands.words import has_word, say
from clientbook.convert.settings import settings_to_document
from clientbook.domain.audiences import Audience
from clientbook.domain.settings import NO_REGION
from clientbook.domain.targets import (
    ADDRESS_KINDS,
    ADDRESS_PARTS,
    CONSENT_KINDS,
    DATE_PARTS,
    EMAIL_KINDS,
    PHONE_KINDS,
    SINGLE_FIELDS,
    Target,
)
from clientbook.errors import InvalidValueError
from clientbook.importing.titles import title_of
from clientbook.messages.page_texts import has_text, page_text
from clientbook.reports.review_texts import field_title
from clientbook.writers.formats import format_of


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("show")(show)
    app.command("history")(history)
    app.command("export")(export)
    app.command("targets")(targets)
    app.command("settings")(show_settings)


def show(
    client: Annotated[str, typer.Argument(help="Id of a client.")],
    book: BookOption = DEFAULT_BOOK,
    language: LanguageOption = Language.EN,
    as_json: JsonOption = False,
) -> None:
    """Show one client: what is known, appointments, what may be sent."""
    target = open_book(book, settings=book_settings(language=language))
    seen = target.clients.overview(client)
    subscribed = {
        f"{channel.value} {topic}": state.subscribed
        for (channel, topic), state in seen.subscriptions.items()
    }
    visits = {"last_visit": seen.last_appointment_at, "next_visit": seen.next_appointment_at}
    if as_json:
        document = {
            "id": seen.client.id,
            "status": seen.client.status.value,
            "name": seen.client.profile.display_name,
            "phones": [p.e164 for p in seen.client.profile.phones],
            "emails": [e.address for e in seen.client.profile.emails],
            "tags": list(seen.client.profile.tags),
            "merged_ids": list(seen.merged_ids),
            "subscribed": subscribed,
            "counts": {kind.value: count for kind, count in seen.counts.items()},
            **{key: at.isoformat() if at else None for key, at in visits.items()},
        }
        console.print_document(document)
        return
    console.print(seen.client.id, highlight=False, markup=False)
    audience = Audience.of(target.settings)
    console.print(profile_view(seen.client.profile, language.value, audience))
    for key, at in visits.items():
        if at is not None:
            console.print(f"{say(language.value, key)} {audience.time(at)}", highlight=False)
    if seen.subscriptions:
        console.print(say(language.value, "agrees"))
    for (channel, topic), state in seen.subscriptions.items():
        yes = say(language.value, "yes" if state.subscribed else "no")
        about = _page_word("topic", topic if topic != "*" else "all", language)
        line = f"  {yes:4}{_page_word('channel', channel.value, language)}, {about}"
        console.print(line, highlight=False, markup=False)


def _page_word(group: str, value: str, language: Language) -> str:
    """Return what the pages call a value of a closed set; a topic of the book stands for itself."""
    key = f"clients.{group}_{value}"
    return page_text(language.value, key) if has_text(key) else value.replace("_", " ")


def history(
    client: Annotated[str, typer.Argument(help="Id of a client.")],
    book: BookOption = DEFAULT_BOOK,
    language: LanguageOption = Language.EN,
    as_json: JsonOption = False,
) -> None:
    """List what happened to a client, newest first: when, what, which fields, as part of what."""
    target = open_book(book, settings=book_settings(language=language))
    events = [entry.event for entry in target.history.history(client)]
    if as_json:
        document = [
            {
                "seq": event.seq,
                "kind": event.kind.value,
                "at": event.at.isoformat(),
                "by": event.actor.id,
                "cause": event.cause,
                "fields": list(event.fields),
            }
            for event in events
        ]
        console.print_document(document)
        return
    files = {run.id: run.source_name or "" for run in target.imports.runs()}
    acts = frozenset(run.id for run in target.bulk.runs())
    audience = Audience.of(target.settings)
    rows = [
        GridRow(
            [
                audience.time(event.at),
                _page_word("change", event.kind.value, language),
                ", ".join(field_title(field, language.value) for field in event.fields),
                _cause(event.cause, files, acts, language),
                event.actor.id,
            ]
        )
        for event in events
    ]
    titles = ("at", "what", "field", "cause", "by")
    none = say(language.value, "nothing_listed")
    show_rows([say(language.value, title) for title in titles], rows, whole=[0, 3], none=none)


def _cause(cause: str, files: Mapping[str, str], acts: Collection[str], language: Language) -> str:
    """Return what a change was part of: an import with its file, a merge, an act."""
    kind, _, known = cause.partition(":")
    key = "cause_undo_act" if kind == "undo" and known in acts else f"cause_{kind}"
    if has_word(f"{key}_of") and files.get(known):
        return say(language.value, f"{key}_of", id=known, file=files[known])
    return say(language.value, key, id=known) if has_word(key) else cause


def export(
    out: Annotated[Path, typer.Argument(help="File to write (.xlsx or .csv).")],
    book: BookOption = DEFAULT_BOOK,
    region: RegionOption = NO_REGION,
    language: LanguageOption = Language.EN,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            help="A target, such as phone.mobile; repeatable, in order. Without: all they need.",
        ),
    ] = None,
    delimiter: Annotated[
        str, typer.Option(help="Between the cells of a CSV file; 'tab' for a tab.")
    ] = ",",
    bom: Annotated[
        bool, typer.Option("--bom/--no-bom", help="Begin a CSV file with the mark of UTF-8.")
    ] = True,
    force: ForceOption = False,
) -> None:
    """Write the clients as a table that no spreadsheet runs and that imports again."""
    check_output(out, "OUT", endings=TABLES, book=book, force=force, language=language.value)
    between = "\t" if delimiter in ("tab", "\\t") else delimiter
    if between not in (",", ";", "\t", "|"):
        raise typer.BadParameter(say(language.value, "delimiter_form", delimiter=repr(delimiter)))
    for text in column or []:
        if not _is_target(text):
            raise typer.BadParameter(say(language.value, "column_target", column=repr(text)))
    desk = open_book(book, settings=book_settings(region=region, language=language)).lists
    with written(out, force=force) as file:
        count = desk.export(
            file,
            columns=column or None,
            format=format_of(out, usual="csv"),
            delimiter=between,
            bom=bom,
        )
    said = say(language.value, "clients_written", count=count, out=out)
    console.print(said, soft_wrap=True, markup=False)


def _is_target(text: str) -> bool:
    try:
        Target.parse(text)
    except InvalidValueError:
        return False
    return True


def targets(language: LanguageOption = Language.EN, as_json: JsonOption = False) -> None:
    """List where a column can go; numbers say which one: phone.mobile.2 is the second mobile."""
    texts = [
        *SINGLE_FIELDS,
        *(f"phone.{kind}" for kind in PHONE_KINDS),
        "email.1",
        *(f"email.{kind}" for kind in EMAIL_KINDS),
        *(f"address.{part}" for part in ADDRESS_PARTS),
        *(f"address.{kind}.street" for kind in ADDRESS_KINDS),
        "birth_date",
        *(f"birth_date.{part}" for part in DATE_PARTS),
        *(f"consent.{kind}" for kind in CONSENT_KINDS),
    ]
    shown = [(text, _title(text, language)) for text in texts]
    shown += [("external_id:SYSTEM", ""), ("custom:NAME", ""), ("skip", "")]
    if as_json:
        console.print_document([{"target": t, "title": title} for t, title in shown])
        return
    grid = Grid()
    grid.add_column(say(language.value, "target"), no_wrap=True)
    grid.add_column(say(language.value, "title"), overflow="fold")
    for text, title in shown:
        grid.add_row(text, title)
    console.print(grid)


def _title(text: str, language: Language) -> str:
    try:
        return title_of(Target.parse(text), language.value)
    except (ValueError, KeyError):  # it takes a name or a number, or has no title of its own
        return ""


class NamePart(StrEnum):
    """By what part of a name lists are sorted."""

    GIVEN = "given"
    FAMILY = "family"


def show_settings(
    region: RegionOption = NO_REGION,
    preset: PresetOption = Preset.SAFE,
    book: BookOption = DEFAULT_BOOK,
    kept: Annotated[
        bool, typer.Option("--kept", help="Show what the book is set to instead.")
    ] = False,
    names_sort_by: Annotated[
        NamePart | None,
        typer.Option("--names-sort-by", help="Set the book to it: by what its lists are sorted."),
    ] = None,
    language: LanguageOption = Language.EN,
    as_json: JsonOption = False,
) -> None:
    """Show what a preset and the options come to, or what a book is set to."""
    settings = book_settings(region=region, preset=preset, language=language)
    if kept or names_sort_by is not None:
        target = open_book(book, settings=settings)
        settings = target.settings
        if names_sort_by is not None:
            settings = attrs.evolve(settings, names_sort_by=names_sort_by.value)
            target.change_settings(settings, by=ACTOR)
    document = settings_to_document(settings)
    if as_json:
        console.print_document(document)
        return
    grid = Grid()
    grid.add_column(say(language.value, "setting"), overflow="fold")
    grid.add_column(say(language.value, "value"), overflow="fold")
    for name, value in document.items():
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        grid.add_row(name, plain(shown))
    console.print(grid)
