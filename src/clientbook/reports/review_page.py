"""Possible duplicates as one self-contained HTML page that people look at (SPEC X30)."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from clientbook.matching import Part
from clientbook.messages.catalogue import Language
from clientbook.reports.html_pages import decimal, percent, text, tile, whole, write_page
from clientbook.reports.review_texts import level_text, part_title, word
from clientbook.reports.side_by_side import (
    Agreement,
    ReviewPair,
    Shown,
    SideRow,
    other_parts,
    side_rows,
)

FULL_BAR = 16.0
"""Bits at which a bar is full."""

_LIKELY, _CERTAIN = 0.9, 0.99

_INTRO_EN = (
    "Both records side by side. What differs is marked; a bar says how much each field speaks"
    " for one person (green, to the right) or against (red, to the left). One more bit doubles"
    " the odds."
)
_INTRO_FR = (
    "Les deux fiches côte à côte. Ce qui diffère est surligné ; une barre dit combien chaque"
    " champ parle pour une même personne (vert, à droite) ou contre (rouge, à gauche). Un bit de"
    " plus double les chances."
)
_COMMANDS_EN = (
    "These commands carry out the decisions; run them on the computer that has the client book."
)
_COMMANDS_FR = (
    "Ces commandes appliquent les décisions ; lancez-les sur l'ordinateur qui a le fichier clients."
)

_TEXTS = {
    "title": ("Possible duplicates", "Doublons possibles"),
    "intro": (_INTRO_EN, _INTRO_FR),
    "none": ("No pair to look at.", "Aucune paire à examiner."),
    "pairs": ("pairs", "paires"),
    "certain": ("almost certain", "presque certaines"),
    "likely": ("likely", "probables"),
    "open": ("to look at closely", "à examiner de près"),
    "says_certain": ("almost certainly one person", "presque certainement une même personne"),
    "says_likely": ("likely one person", "probablement une même personne"),
    "says_open": ("perhaps one person: look closely", "peut-être une même personne : à examiner"),
    "field": ("Field", "Champ"),
    "evidence": ("Evidence, in bits", "Indices, en bits"),
    "sum": ("Together", "Ensemble"),
    "keep": ("One person: keep", "Même personne : garder"),
    "ignore": ("Not the same", "Pas la même personne"),
    "later": ("Decide later", "Décider plus tard"),
    "decided": ("decided", "décidées"),
    "decisions": ("Decisions", "Décisions"),
    "commands": (_COMMANDS_EN, _COMMANDS_FR),
    "copy": ("Copy", "Copier"),
    "copied": ("Copied", "Copié"),
}

_STYLE = """
.pair>header{display:flex;flex-wrap:wrap;align-items:center;gap:8px 14px;padding:12px 14px;
background:var(--head)}
.rank{min-width:34px;padding:2px 8px;border-radius:20px;background:var(--accent-bg);
color:var(--accent);font-weight:600;text-align:center;text-decoration:none}
.odds{font-size:18px;font-weight:650}
.gauge{flex:1 1 120px;max-width:260px;height:8px;border-radius:8px;background:var(--line);
overflow:hidden}
.gauge i{display:block;height:100%;background:var(--for)}
.sides{table-layout:fixed}
.sides th:first-child{width:132px;color:var(--soft);font-weight:500}
.sides .ev{width:316px}
.sides thead th{font-weight:600;background:var(--head);font-size:13px}
.sides thead code{color:var(--accent)}
.same td.v{color:var(--soft)}
.different th[scope=row]{box-shadow:inset 3px 0 0 #e0a800;color:var(--ink);font-weight:600}
.v div{margin:0 0 2px;white-space:pre-line}
.v small,.e .soft{color:var(--soft);font-size:12.5px}
.v small{border:1px solid var(--line);border-radius:5px;padding:0 5px;margin-left:4px;
white-space:nowrap}
mark{background:var(--mark);color:var(--mark-ink);border-radius:3px;padding:0 1px}
.e{display:grid;grid-template-columns:84px 46px 1fr;gap:8px;align-items:center;margin:0 0 3px;
font-size:13px;line-height:1.3}
.bar{position:relative;height:10px;
background:linear-gradient(var(--line),var(--line)) 50% 0/1px 100% no-repeat}
.bar i{position:absolute;top:1px;bottom:1px;border-radius:2px;min-width:1px}
.for i{left:50%;background:var(--for)}.against i{right:50%;background:var(--against)}
.for .num{color:var(--for)}.against .num{color:var(--against)}.e .num{text-align:right}
.total .num{font-weight:700}
.decide{display:flex;flex-wrap:wrap;gap:8px;border:0;border-top:1px solid var(--line);margin:0;
padding:12px 14px;background:var(--head)}
.decide label{display:inline-flex;align-items:center;gap:6px;border:1px solid var(--line);
border-radius:8px;padding:5px 12px;background:var(--card);cursor:pointer}
.decide input{accent-color:var(--accent)}
.decide label:has(:checked){border-color:var(--accent);background:var(--accent-bg)}
.decide label:focus-within{outline:2px solid var(--accent);outline-offset:1px}
.pair:has(.decide input[value]:not([value=""]):checked) .sides tbody{opacity:.6}
.bottom textarea{width:100%;min-height:150px;border:1px solid var(--line);border-radius:8px;
padding:10px;background:var(--card);color:var(--ink)}
button{font:inherit;border:1px solid var(--accent);border-radius:8px;background:var(--accent);
color:var(--card);padding:6px 16px;cursor:pointer;margin-top:8px}
@media screen{.pair{content-visibility:auto;contain-intrinsic-size:auto 420px}}
@media (max-width:760px){.sides,.sides tbody,.sides tfoot{display:block}.sides thead{display:none}
.sides tr{display:grid;grid-template-columns:1fr 1fr;border-top:1px solid var(--line)}
.sides th,.sides td{border:0}
.sides td[colspan]{grid-column:1/-1;padding-bottom:0}
.sides th:first-child,.sides .ev{width:auto;grid-column:1/-1;
padding-bottom:0}.sides .ev{padding-bottom:8px}}
@media print{.decide label{border:0;padding:0 12px 0 0}.pair:has(:checked) .sides tbody{opacity:1}
.sides .ev{width:250px}}
"""

# Only ids and decisions are remembered, and only in the reader's own browser.
_SCRIPT = """
(function(){
var box=document.getElementById('commands'),count=document.getElementById('count');
var key='clientbook-review:'+document.getElementById('copy').dataset.key;
var saved={};try{saved=JSON.parse(localStorage.getItem(key))||{}}catch(e){}
function quote(id){return /^[A-Za-z0-9_.:@%+=,\\/-]+$/.test(id)?id
:"'"+id.replace(/'/g,"'\\\\''")+"'"}
function show(){var lines=[],now={};
document.querySelectorAll('.pair').forEach(function(p){
var c=p.querySelector('.decide input:checked');if(!c||!c.value)return;
var l=p.dataset.left,r=p.dataset.right;now[l+' '+r]=c.value;
lines.push(c.value==='ignore'?'clientbook ignore -- '+quote(l)+' '+quote(r)
:'clientbook merge -- '+(c.value==='left'?quote(l)+' '+quote(r):quote(r)+' '+quote(l)))});
box.value=lines.join('\\n');count.textContent=lines.length;
try{localStorage.setItem(key,JSON.stringify(now))}catch(e){}}
document.querySelectorAll('.pair').forEach(function(p){
var v=saved[p.dataset.left+' '+p.dataset.right];if(!v)return;
p.querySelectorAll('.decide input').forEach(function(i){if(i.value===v)i.checked=true})});
document.addEventListener('change',show);
var copy=document.getElementById('copy');
copy.addEventListener('click',function(){box.select();var done=copy.dataset.done;
function ok(){copy.textContent=done}
if(navigator.clipboard){navigator.clipboard.writeText(box.value).then(ok,function(){
if(document.execCommand('copy'))ok()})}else if(document.execCommand('copy'))ok()});
document.querySelector('.bottom').hidden=false;show()})();
"""


def write_review_page(
    pairs: Sequence[ReviewPair], out: BinaryIO, *, language: Language = "en", title: str = ""
) -> int:
    """Write pairs for a person to look at, as one HTML file that needs no network.

    What the person decides is collected at the bottom as commands; the page changes nothing.

    Args:
        pairs: As :meth:`DuplicateDesk.review` gives them; some hundred fit well.
        out: A binary file; it stays open.
        language: ``"en"`` or ``"fr"``.
        title: Heading of the page, empty for the usual one.

    Returns:
        Number of pairs written.
    """
    shown = title or _word("title", language)
    key = f"{shown}:{len(pairs)}"
    parts = _parts(pairs, shown, key, language)
    write_page(out, parts, title=shown, language=language, style=_STYLE, script=_SCRIPT)
    return len(pairs)


def _word(key: str, language: Language) -> str:
    return word(_TEXTS[key], language)


def _parts(pairs: Sequence[ReviewPair], title: str, key: str, language: Language) -> Iterator[str]:
    chances = [p.explanation.match_probability for p in pairs]
    certain = sum(c >= _CERTAIN for c in chances)
    likely = sum(_LIKELY <= c < _CERTAIN for c in chances)
    counts = (
        ("pairs", len(pairs)),
        ("certain", certain),
        ("likely", likely),
        ("open", len(pairs) - certain - likely),
    )
    yield f'<h1>{text(title)}</h1><p class="soft">{text(_word("intro", language))}</p>'
    yield '<div class="tiles">'
    yield "".join(tile(whole(n, language), _word(k, language)) for k, n in counts)
    yield "</div>\n"
    if not pairs:
        yield f"<p>{text(_word('none', language))}</p>"
    for number, pair in enumerate(pairs, start=1):
        yield _card(number, pair, language)
    yield (
        '<section class="bottom screen" hidden>'
        f'<h2>{text(_word("decisions", language))}: <span id="count">0</span> / '
        f"{whole(len(pairs), language)}</h2>"
        f'<p class="soft">{text(_word("commands", language))}</p>'
        f'<textarea id="commands" readonly aria-label="{text(_word("decisions", language))}">'
        f'</textarea><button id="copy" type="button" data-key="{text(key)}" '
        f'data-done="{text(_word("copied", language))}">{text(_word("copy", language))}'
        "</button></section>"
    )


def _card(number: int, pair: ReviewPair, language: Language) -> str:
    chance = pair.explanation.match_probability
    says = "certain" if chance >= _CERTAIN else "likely" if chance >= _LIKELY else "open"
    left, right = text(pair.left.id), text(pair.right.id)
    rows = "".join(_row(row, language) for row in side_rows(pair, language))
    head = (
        f'<article class="card pair" id="pair-{number}" data-left="{left}" data-right="{right}">'
        f'<header><a class="rank" href="#pair-{number}">{number}</a>'
        f'<span class="odds num">{percent(chance, language)}</span>'
        f"<span>{text(_word(f'says_{says}', language))}</span>"
        f'<span class="gauge"><i style="width:{chance * 100:.1f}%"></i></span></header>'
        f'<table class="sides"><thead><tr><th scope="col">{text(_word("field", language))}</th>'
        f'<th scope="col"><code>{left}</code></th><th scope="col"><code>{right}</code></th>'
        f'<th scope="col" class="ev">{text(_word("evidence", language))}</th></tr></thead>'
    )
    return (
        f"{head}<tbody>{rows}</tbody>{_foot(pair, language)}</table>"
        f"{_decide(number, pair, language)}</article>\n"
    )


def _row(row: SideRow, language: Language) -> str:
    name = {Agreement.ONE_SIDE: "one"}.get(row.agreement, row.agreement.value)
    bars = "".join(
        _bar(part, language, level_text(part, language), titled=len(row.parts) > 1)
        for part in row.parts
        if part.weight
    )
    return (
        f'<tr class="{name}"><th scope="row">{text(row.title)}</th>'
        f'<td class="v">{_values(row.left)}</td><td class="v">{_values(row.right)}</td>'
        f'<td class="ev">{bars}</td></tr>'
    )


def _values(values: Sequence[Shown]) -> str:
    if not values:
        return '<span class="soft">\u2014</span>'
    return "".join(
        "<div>"
        + "".join(f"<mark>{text(s)}</mark>" if differs else text(s) for s, differs in value.spans)
        + (f"<small>{text(value.note)}</small>" if value.note else "")
        + "</div>"
        for value in values
    )


def _bar(part: Part, language: Language, said: str, *, titled: bool) -> str:
    side = "for" if part.weight >= 0 else "against"
    width = min(abs(part.weight) / FULL_BAR, 1.0) * 50
    between = " : " if language == "fr" else ": "
    words = f"{part_title(part, language)}{between}{said}" if titled else said
    return (
        f'<div class="e {side}"><span class="bar"><i style="width:{width:.1f}%"></i></span>'
        f'<span class="num">{decimal(part.weight, language, sign=True)}</span>'
        f'<span class="soft">{text(words)}</span></div>'
    )


def _foot(pair: ReviewPair, language: Language) -> str:
    rows = "".join(
        f'<tr><th scope="row">{text(part_title(part, language))}</th>'
        f'<td colspan="2" class="soft">{text(level_text(part, language))}</td>'
        f'<td class="ev">{_bar(part, language, "", titled=False)}</td></tr>'
        for part in other_parts(pair)
        if part.weight
    )
    total = Part("sum", "", pair.explanation.match_weight)
    return (
        f'<tfoot>{rows}<tr class="total"><th scope="row">{text(_word("sum", language))}</th>'
        f'<td colspan="2"></td><td class="ev">{_bar(total, language, "", titled=False)}</td></tr>'
        "</tfoot>"
    )


def _decide(number: int, pair: ReviewPair, language: Language) -> str:
    keep = _word("keep", language)
    options = (
        ("left", f"{text(keep)} <code>{text(pair.left.id)}</code>"),
        ("right", f"{text(keep)} <code>{text(pair.right.id)}</code>"),
        ("ignore", text(_word("ignore", language))),
        ("", text(_word("later", language))),
    )
    labels = "".join(
        f'<label><input type="radio" name="d{number}" value="{value}">{label}</label>'
        for value, label in options
    )
    return f'<fieldset class="decide">{labels}</fieldset>'
