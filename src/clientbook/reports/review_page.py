"""Possible duplicates as one self-contained HTML page (X30); needs the extra ``reports``."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, BinaryIO

from clientbook.matching import Part
from clientbook.messages.catalogue import Language
from clientbook.reports.html_pages import write_page
from clientbook.reports.review_texts import LEAST_TOLD, level_text, part_title, word
from clientbook.reports.side_by_side import (
    Agreement,
    ReviewPair,
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


def write_review_page(
    pairs: Sequence[ReviewPair],
    out: BinaryIO,
    *,
    language: Language = "en",
    title: str = "",
    book: str = "",
) -> int:
    """Write pairs for a person to look at, as one HTML file that needs no network.

    What the person decides is collected at the bottom as commands; the page changes nothing.

    Args:
        pairs: As :meth:`DuplicateDesk.review` gives them; some hundred fit well.
        out: A binary file; it stays open.
        language: ``"en"`` or ``"fr"``.
        title: Heading of the page, empty for the usual one.
        book: File of the book, which the commands carry; empty for the default one.

    Returns:
        Number of pairs written.

    Raises:
        ImportError: jinja2 is not installed (extra ``reports``).
    """
    words = {key: word(text, language) for key, text in _TEXTS.items()}
    shown = title or words["title"]
    write_page(
        out,
        "review",
        title=shown,
        language=language,
        script="review",
        words=words,
        counts=_counts(pairs, words),
        pairs=[_pair(pair, words, language) for pair in pairs],
        key=f"{shown}:{len(pairs)}",
        book=book,
    )
    return len(pairs)


def _counts(pairs: Sequence[ReviewPair], words: dict[str, str]) -> list[tuple[str, int]]:
    said = Counter(_says(pair) for pair in pairs)
    return [(words["pairs"], len(pairs)), *((words[k], said[k]) for k in _SAYS)]


_SAYS = ("certain", "likely", "open")


def _says(pair: ReviewPair) -> str:
    chance = pair.explanation.match_probability
    return "certain" if chance >= _CERTAIN else "likely" if chance >= _LIKELY else "open"


def _pair(pair: ReviewPair, words: dict[str, str], language: Language) -> dict[str, Any]:
    return {
        "left": pair.left.id,
        "right": pair.right.id,
        "chance": pair.explanation.match_probability,
        "says": words[f"says_{_says(pair)}"],
        "rows": [_row(row, language) for row in side_rows(pair, language)],
        "others": [
            {
                "title": part_title(part, language),
                "said": level_text(part, language),
                **_bar(part, ""),
            }
            for part in other_parts(pair)
            if abs(part.weight) >= LEAST_TOLD
        ],
        "total": _bar(Part("sum", "", pair.explanation.match_weight), ""),
    }


def _row(row: SideRow, language: Language) -> dict[str, Any]:
    between = " : " if language == "fr" else ": "
    bars = []
    for part in row.parts:
        said = level_text(part, language)
        if len(row.parts) > 1:
            said = f"{part_title(part, language)}{between}{said}"
        if abs(part.weight) >= LEAST_TOLD:
            bars.append(_bar(part, said))
    name = "one" if row.agreement is Agreement.ONE_SIDE else row.agreement.value
    return {
        "title": row.title,
        "agreement": name,
        "left": row.left,
        "right": row.right,
        "bars": bars,
    }


def _bar(part: Part, words: str) -> dict[str, Any]:
    return {
        "side": "for" if part.weight >= 0 else "against",
        "width": min(abs(part.weight) / FULL_BAR, 1.0) * 50,
        "weight": part.weight,
        "words": words,
    }
