"""What became of an import, as one self-contained HTML page (X30); needs ``reports``."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

import attrs

from clientbook.domain.audiences import Audience
from clientbook.domain.imports import ImportRun, OutcomeKind, RowOutcome, RunState
from clientbook.messages.catalogue import Language, render
from clientbook.messages.figures import whole
from clientbook.messages.issues import Issue
from clientbook.reports.html_pages import write_page
from clientbook.reports.review_texts import word

ROWS_SHOWN = 500
"""Most refused or doubtful rows that are listed with their cells; the rejects file has all."""

_TEXTS = {
    "title": ("Import report", "Compte rendu d'import"),
    "rows": ("rows read", "lignes lues"),
    "source": ("Source", "Source"),
    "file": ("File", "Fichier"),
    "kind": ("Type", "Type"),
    "by": ("Imported by", "Importé par"),
    "started": ("Started", "Début"),
    "finished": ("Finished", "Fin"),
    "state": ("State", "État"),
    "fingerprint": ("SHA-256", "SHA-256"),
    "reasons": ("Reasons", "Raisons"),
    "reason": ("What was found", "Constat"),
    "todo": ("What to do", "À faire"),
    "column": ("Column", "Colonne"),
    "count": ("Rows", "Lignes"),
    "refused": ("Rows to correct", "Lignes à corriger"),
    "review": ("Rows a person has to decide", "Lignes à trancher"),
    "row": ("Row", "Ligne"),
    "values": ("Values as sent", "Valeurs envoyées"),
    "why": ("Why", "Pourquoi"),
    "maybe": ("perhaps", "peut-être"),
    "more": ("and {} more, in the rejects file", "et {} autres, dans le fichier des rejets"),
    "all_well": ("Every row was imported.", "Toutes les lignes ont été importées."),
    "undone": ("Undone: {} clients removed by {}", "Annulé : {} clients supprimés par {}"),
}
_OUTCOMES: dict[OutcomeKind, tuple[str, str]] = {
    OutcomeKind.CREATED: ("created", "créées"),
    OutcomeKind.UPDATED: ("updated", "mises à jour"),
    OutcomeKind.ATTACHED: ("attached", "rattachées"),
    OutcomeKind.UNCHANGED: ("unchanged", "inchangées"),
    OutcomeKind.SKIPPED: ("skipped", "ignorées"),
    OutcomeKind.DUPLICATE_IN_FILE: ("duplicates in the file", "doublons dans le fichier"),
    OutcomeKind.REVIEW: ("to decide", "à trancher"),
    OutcomeKind.REJECTED: ("refused", "refusées"),
}
_STATES: dict[RunState, tuple[str, str]] = {
    RunState.COMMITTING: ("not finished", "inachevé"),
    RunState.DONE: ("done", "terminé"),
    RunState.UNDONE: ("undone", "annulé"),
}


_ANYWHERE = Audience()


def write_import_report(
    run: ImportRun,
    outcomes: Iterable[RowOutcome],
    out: BinaryIO,
    *,
    language: Language = "en",
    audience: Audience = _ANYWHERE,
) -> int:
    """Write what became of every row of an import, for the person who sent it.

    Args:
        run: The import.
        outcomes: Its rows in file order; they are read once, memory does not grow with them.
        out: A binary file; it stays open.
        language: ``"en"`` or ``"fr"``.
        audience: In whose time zone the times are, such as ``Audience.of(book.settings)``.

    Returns:
        Number of outcomes read.
    """
    gathered = _Gathered()
    for outcome in outcomes:
        gathered.add(outcome)
    between = " : " if language == "fr" else ": "
    words = {key: word(text, language) for key, text in _TEXTS.items()}
    write_page(
        out,
        "import_report",
        title=f"{words['title']}{between}{run.source_name or run.source_kind}",
        language=language,
        words=words,
        undone=_undone(run, words, language),
        rows=gathered.rows,
        outcomes=_outcomes(gathered, language),
        reasons=_reasons(gathered, language),
        parts=_parts(run.header, gathered, words, language),
        facts=_facts(run, words, language, audience),
    )
    return gathered.rows


@attrs.define
class _Gathered:
    """What the page shows of the rows: counts, reasons, and the first rows to look at."""

    rows: int = 0
    counts: Counter[OutcomeKind] = attrs.Factory(Counter)
    reasons: Counter[Issue] = attrs.Factory(Counter)
    listed: dict[OutcomeKind, list[RowOutcome]] = attrs.Factory(dict)

    def add(self, outcome: RowOutcome) -> None:
        self.rows += 1
        self.counts[outcome.kind] += 1
        self.reasons.update({_alike(issue) for issue in outcome.issues})
        if outcome.kind in (OutcomeKind.REJECTED, OutcomeKind.REVIEW):
            kept = self.listed.setdefault(outcome.kind, [])
            if len(kept) < ROWS_SHOWN:
                kept.append(outcome)


def _alike(issue: Issue) -> Issue:
    """Return the issue without its counts and row numbers: those differ from row to row."""
    return attrs.evolve(issue, params=tuple(p for p in issue.params if isinstance(p[1], str)))


def _undone(run: ImportRun, words: dict[str, str], language: Language) -> str:
    if run.undo is None:
        return ""
    return words["undone"].format(whole(run.undo.deleted, language), run.undo.by.id)


def _outcomes(gathered: _Gathered, language: Language) -> list[dict[str, Any]]:
    return [
        {
            "kind": kind.value,
            "label": word(_OUTCOMES[kind], language),
            "count": gathered.counts[kind],
            "share": gathered.counts[kind] / gathered.rows,
        }
        for kind in OutcomeKind
        if gathered.counts[kind]
    ]


def _reasons(gathered: _Gathered, language: Language) -> list[dict[str, Any]]:
    """Return what was found, errors before warnings, the most frequent first."""
    ranked = sorted(
        gathered.reasons.items(),
        key=lambda pair: (pair[0].is_warning, -pair[1], pair[0].code, pair[0].field),
    )
    return [{"count": count, **_said(issue, language)} for issue, count in ranked[:ROWS_SHOWN]]


def _said(issue: Issue, language: Language) -> dict[str, Any]:
    message = render(issue, language, plain=True)
    return {"issue": issue, "problem": message.problem, "hint": message.hint}


def _parts(
    header: Sequence[str], gathered: _Gathered, words: dict[str, str], language: Language
) -> list[dict[str, Any]]:
    """Return the rows that somebody has to look at, under their headings."""
    parts = []
    for kind, key in ((OutcomeKind.REJECTED, "refused"), (OutcomeKind.REVIEW, "review")):
        count, listed = gathered.counts[kind], gathered.listed.get(kind, [])
        if count:
            rows = [_row(header, outcome, language) for outcome in listed]
            part = {"heading": words[key], "count": count, "rest": count - len(listed)}
            parts.append({**part, "rows": rows})
    return parts


def _row(header: Sequence[str], outcome: RowOutcome, language: Language) -> dict[str, Any]:
    titles = (*header, *("",) * (len(outcome.cells) - len(header)))
    return {
        "number": outcome.row,
        "why": [_why(issue, language) for issue in outcome.issues],
        "candidates": outcome.candidates,
        "cells": [(t, cell) for t, cell in zip(titles, outcome.cells, strict=False) if cell],
    }


def _why(issue: Issue, language: Language) -> dict[str, Any]:
    said = _said(issue, language)
    if where := issue.column or issue.field:
        said["problem"] = f"{where}{' : ' if language == 'fr' else ': '}{said['problem']}"
    return said


def _facts(
    run: ImportRun, words: dict[str, str], language: Language, audience: Audience
) -> list[tuple[str, str]]:
    facts = (
        ("file", run.source_name),
        ("kind", run.source_kind),
        ("by", run.actor.id),
        ("started", audience.time(run.created_at)),
        ("finished", audience.time(run.finished_at) if run.finished_at else None),
        ("state", word(_STATES[run.state], language)),
        ("fingerprint", run.fingerprint),
    )
    return [(words[key], value) for key, value in facts if value]
