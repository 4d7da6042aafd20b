"""What became of an import, as one self-contained HTML page (SPEC X30)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

import attrs

from clientbook.domain.imports import ImportRun, OutcomeKind, RowOutcome, RunState
from clientbook.messages.catalogue import Language, render
from clientbook.messages.issues import Issue
from clientbook.reports.html_pages import percent, text, tile, whole, write_page
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
    OutcomeKind.DUPLICATE_IN_FILE: ("doubles in the file", "doublons dans le fichier"),
    OutcomeKind.REVIEW: ("to decide", "à trancher"),
    OutcomeKind.REJECTED: ("refused", "refusées"),
}
_STATES: dict[RunState, tuple[str, str]] = {
    RunState.COMMITTING: ("not finished", "inachevé"),
    RunState.DONE: ("done", "terminé"),
    RunState.UNDONE: ("undone", "annulé"),
}

_STYLE = """
.bar{display:flex;height:14px;border-radius:8px;overflow:hidden;margin:0 0 10px;
background:var(--line)}
.bar i{display:block;min-width:2px}
.created{background:#1f7a5c}.updated{background:#3f9d7c}.attached{background:#7cc0a6}
.unchanged{background:#9aa7b5}.skipped{background:#b9c2cc}.duplicate_in_file{background:#8794c8}
.review{background:#e0a800}.rejected{background:#c2503d}
.legend{display:flex;flex-wrap:wrap;gap:6px 18px;margin:0 0 20px}
.legend i{display:inline-block;width:11px;height:11px;border-radius:3px;margin-right:6px}
.card table th{font-size:13px;color:var(--soft);font-weight:600;background:var(--head)}
.card th{white-space:nowrap}.card tr:first-child th{border-top:0}
.facts th{width:170px}
.cells{display:flex;flex-wrap:wrap;gap:4px 8px}
.cells span{border:1px solid var(--line);border-radius:6px;padding:1px 7px;font-size:13px}
.cells b{font-weight:500;color:var(--soft);margin-right:5px}
.why div{margin:0 0 4px}.why .todo{color:var(--soft)}
.sign{display:inline-block;min-width:18px;font-weight:700}
.error .sign{color:var(--against)}.warning .sign{color:#b27d00}
.wide{overflow-x:auto}
"""


def write_import_report(
    run: ImportRun,
    outcomes: Iterable[RowOutcome],
    out: BinaryIO,
    *,
    language: Language = "en",
) -> int:
    """Write what became of every row of an import, for the person who sent it.

    Args:
        run: The import.
        outcomes: Its rows in file order; they are read once, memory does not grow with them.
        out: A binary file; it stays open.
        language: ``"en"`` or ``"fr"``.

    Returns:
        Number of outcomes read.
    """
    gathered = _Gathered()
    for outcome in outcomes:
        gathered.add(outcome)
    name = run.source_name or run.source_kind
    title = f"{_word('title', language)}: {name}" if language == "en" else ""
    title = title or f"{_word('title', language)} : {name}"
    parts = _parts(run, gathered, title, language)
    write_page(out, parts, title=title, language=language, style=_STYLE)
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


def _word(key: str, language: Language) -> str:
    return word(_TEXTS[key], language)


def _parts(run: ImportRun, gathered: _Gathered, title: str, language: Language) -> Iterator[str]:
    yield f"<h1>{text(title)}</h1>"
    if run.undo is not None:
        said = _word("undone", language).format(whole(run.undo.deleted, language), run.undo.by.id)
        yield f'<p class="soft">{text(said)}</p>'
    yield from _summary(gathered, language)
    yield from _reasons(gathered, language)
    for kind, key in ((OutcomeKind.REJECTED, "refused"), (OutcomeKind.REVIEW, "review")):
        if gathered.counts[kind]:
            yield from _rows(run.header, gathered, kind, _word(key, language), language)
    if not gathered.counts[OutcomeKind.REJECTED] and not gathered.counts[OutcomeKind.REVIEW]:
        yield f"<p>{text(_word('all_well', language))}</p>"
    yield from _source(run, language)


def _summary(gathered: _Gathered, language: Language) -> Iterator[str]:
    total = gathered.rows or 1
    seen = [kind for kind in OutcomeKind if gathered.counts[kind]]
    yield '<div class="tiles">' + tile(whole(gathered.rows, language), _word("rows", language))
    for kind in seen:
        count = gathered.counts[kind]
        label = f"{word(_OUTCOMES[kind], language)} ({percent(count / total, language)})"
        yield tile(whole(count, language), label)
    yield '</div><div class="bar">'
    for kind in seen:
        share = gathered.counts[kind] / total * 100
        yield f'<i class="{kind.value}" style="width:{share:.2f}%"></i>'
    yield '</div><div class="legend">'
    for kind in seen:
        yield f'<span><i class="{kind.value}"></i>{text(word(_OUTCOMES[kind], language))}</span>'
    yield "</div>\n"


def _reasons(gathered: _Gathered, language: Language) -> Iterator[str]:
    if not gathered.reasons:
        return
    heads = "".join(
        f"<th>{text(_word(key, language))}</th>" for key in ("count", "column", "reason", "todo")
    )
    yield f'<h2>{text(_word("reasons", language))}</h2><div class="card wide"><table>'
    yield f"<tr>{heads}</tr>"
    # Errors before warnings, the most frequent first.
    ranked = sorted(
        gathered.reasons.items(),
        key=lambda pair: (pair[0].is_warning, -pair[1], pair[0].code, pair[0].field),
    )
    for issue, count in ranked[:ROWS_SHOWN]:
        message = render(issue, language)
        yield (
            f'<tr class="{_severity(issue)}"><td class="num">{whole(count, language)}</td>'
            f"<td>{text(issue.column or issue.field)}</td>"
            f"<td>{_sign(issue)}{text(message.problem)}</td><td>{text(message.hint)}</td></tr>"
        )
    yield "</table></div>\n"


def _severity(issue: Issue) -> str:
    return "warning" if issue.is_warning else "error"


def _sign(issue: Issue) -> str:
    return f'<span class="sign">{"!" if issue.is_warning else "×"}</span>'


def _rows(
    header: Sequence[str],
    gathered: _Gathered,
    kind: OutcomeKind,
    heading: str,
    language: Language,
) -> Iterator[str]:
    heads = "".join(f"<th>{text(_word(key, language))}</th>" for key in ("row", "why", "values"))
    count = whole(gathered.counts[kind], language)
    yield f'<h2>{text(heading)} ({count})</h2><div class="card wide"><table><tr>{heads}</tr>'
    listed = gathered.listed.get(kind, [])
    for outcome in listed:
        why = "".join(_why(issue, language) for issue in outcome.issues)
        if outcome.candidates:
            ids = ", ".join(f"<code>{text(i)}</code>" for i in outcome.candidates)
            why += f"<div>{text(_word('maybe', language))} {ids}</div>"
        yield (
            f'<tr><td class="num">{outcome.row}</td><td class="why">{why}</td>'
            f'<td><div class="cells">{_cells(header, outcome.cells)}</div></td></tr>'
        )
    yield "</table></div>\n"
    rest = gathered.counts[kind] - len(listed)
    if rest:
        said = _word("more", language).format(whole(rest, language))
        yield f'<p class="soft">{text(said)}</p>'


def _why(issue: Issue, language: Language) -> str:
    message = render(issue, language)
    where = issue.column or issue.field
    between = " : " if language == "fr" else ": "
    problem = f"{where}{between}{message.problem}" if where else message.problem
    todo = f' <span class="todo">{text(message.hint)}</span>' if message.hint else ""
    return f'<div class="{_severity(issue)}">{_sign(issue)}{text(problem)}{todo}</div>'


def _cells(header: Sequence[str], cells: Sequence[str]) -> str:
    titles = (*header, *("",) * (len(cells) - len(header)))
    return "".join(
        f"<span><b>{text(title)}</b>{text(cell)}</span>"
        for title, cell in zip(titles, cells, strict=False)
        if cell
    )


def _source(run: ImportRun, language: Language) -> Iterator[str]:
    facts = (
        ("file", run.source_name),
        ("kind", run.source_kind),
        ("by", run.actor.id),
        ("started", f"{run.created_at:%Y-%m-%d %H:%M} UTC"),
        ("finished", f"{run.finished_at:%Y-%m-%d %H:%M} UTC" if run.finished_at else None),
        ("state", word(_STATES[run.state], language)),
        ("fingerprint", run.fingerprint),
    )
    yield f'<h2>{text(_word("source", language))}</h2><div class="card"><table class="facts">'
    for key, value in facts:
        if value:
            yield f"<tr><th>{text(_word(key, language))}</th><td>{text(value)}</td></tr>"
    yield "</table></div>"
