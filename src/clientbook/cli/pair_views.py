"""Two clients side by side in a terminal."""

from collections.abc import Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from clientbook.commands.words import has_word, say, word
from clientbook.domain.audiences import Audience
from clientbook.domain.merges import Blocker, MergePlan
from clientbook.domain.profiles import Profile
from clientbook.matching import Part
from clientbook.messages.catalogue import Language
from clientbook.messages.refusals import in_words
from clientbook.reports.figures import decimal, percent
from clientbook.reports.review_texts import field_title, level_text, part_title
from clientbook.reports.side_by_side import (
    Agreement,
    ReviewPair,
    Shown,
    other_parts,
    profile_lines,
    side_rows,
)

_FULL = 16.0  # bits at which a bar is full
_WIDE = 110  # columns from which words stand beside the bars
_STYLES = {Agreement.SAME: "dim", Agreement.DIFFERENT: "", Agreement.ONE_SIDE: ""}


def pair_view(
    pair: ReviewPair, number: int, language: Language, *, width: int = 80
) -> RenderableType:
    """Return a pair with what differs marked and a bar for each part of its score.

    Args:
        pair: The pair.
        number: Its place in the list, from 1.
        language: ``"en"`` or ``"fr"``.
        width: Columns of the terminal.
    """
    wide = width >= _WIDE
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, width=min(width, 160))
    grid.add_column("", overflow="fold", ratio=2)
    grid.add_column("A", overflow="fold", ratio=3)
    grid.add_column("B", overflow="fold", ratio=3)
    grid.add_column("bits", no_wrap=not wide, min_width=18, ratio=5 if wide else None)
    for row in side_rows(pair, language):
        style = _STYLES[row.agreement]
        title = Text(row.title, style="yellow" if row.agreement is Agreement.DIFFERENT else "")
        bars = _bars(row.parts, language, wide, titled=len(row.parts) > 1)
        grid.add_row(title, _values(row.left, style), _values(row.right, style), bars)
    for part in other_parts(pair):
        title = Text(part_title(part, language), style="dim")
        grid.add_row(title, "", "", _bars([part], language, wide, titled=False))
    total = Part("sum", "", pair.explanation.match_weight)
    grid.add_row("=", "", "", _bars([total], language, wide, titled=False))
    chance = percent(pair.explanation.match_probability, language)
    head = Text.assemble(
        (f"{number}. {chance}", "bold"), "  A ", pair.left.id, "  B ", pair.right.id
    )
    return Group(head, grid)


def _values(values: Sequence[Shown], style: str) -> Text:
    if not values:
        return Text("-", style="dim")
    return Text("\n").join(
        Text.assemble(
            *((piece, "black on yellow" if differs else style) for piece, differs in value.spans),
            (f" ({value.note})" if value.note else "", "dim"),
        )
        for value in values
    )


def _bars(parts: Sequence[Part], language: Language, wide: bool, *, titled: bool) -> Text:
    shown = (_bar(p, language, wide, titled=titled) for p in parts if p.weight)
    return Text("\n").join(shown)


def _bar(part: Part, language: Language, wide: bool, *, titled: bool) -> Text:
    """Return one bar: to the right for one person, to the left against."""
    half = 8 if wide else 5
    length = round(min(abs(part.weight) / _FULL, 1.0) * half)
    words = ""
    if wide:
        said = level_text(part, language) if part.level else ""
        words = f" {part_title(part, language)}: {said}" if titled else f" {said}"
    number = f" {decimal(part.weight, language, sign=True):>6}"
    if part.weight < 0:
        bar, style = f"{'█' * length:>{half}}│{'':{half}}", "red"
    else:
        bar, style = f"{'':{half}}│{'█' * length:<{half}}", "green"
    return Text.assemble((bar, style), (number, style), (words, "dim"))


def profile_view(profile: Profile, language: Language, audience: Audience) -> RenderableType:
    """Return a profile field by field."""
    grid = Grid(box=None, show_header=False, pad_edge=False)
    grid.add_column("", style="bold", overflow="fold")
    grid.add_column("", overflow="fold")
    for title, lines in profile_lines(profile, language, audience):
        grid.add_row(Text(title), Text("\n".join(lines)))
    return grid


def plan_view(plan: MergePlan, language: Language, audience: Audience) -> RenderableType:
    """Return what a merge would give: result, conflicts, blockers, records that move."""
    parts: list[RenderableType] = [
        Text(f"{plan.survivor_id} <- {', '.join(plan.absorbed_ids)}", style="bold"),
        profile_view(plan.result, language, audience),
    ]
    for conflict in plan.conflicts:
        title = field_title(conflict.field.removeprefix("attribute:"), language)
        decided = word(language, f"decided_{conflict.decided_by.value}")
        parts.append(Text(f"! {title}{_colon(language)} {decided}", style="yellow"))
    parts += [Text(f"x {_blocker(b, language)}", style="red") for b in plan.blockers]
    for blocker in plan.resolved:
        how = word(language, f"resolved_{blocker.resolution}")
        parts.append(Text(f"  {_blocker(blocker, language)}{_colon(language)} {how}", style="dim"))
    if plan.link_counts:
        moved = ", ".join(f"{count} {kind}" for kind, count in plan.link_counts)
        parts.append(Text(f"-> {moved}"))
    return Group(*parts)


def _colon(language: Language) -> str:
    return " :" if language == "fr" else ":"


def _blocker(blocker: Blocker, language: Language) -> str:
    numbers = ", ".join(
        say(language, f"blocker_{name}", value=value)
        for name, value in blocker.params
        if has_word(f"blocker_{name}")
    )
    field = field_title(blocker.field, language) if blocker.field else ""
    head = in_words(blocker.code.value, language)
    more = [part for part in (field, numbers) if part]
    return f"{head} ({', '.join(more)})" if more else head
