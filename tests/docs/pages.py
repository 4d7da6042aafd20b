"""Reading the code blocks of a page."""

import re
from pathlib import Path

import attrs

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(r"^(?P<indent> *)```(?P<info>[^`\n]*)$")


@attrs.frozen
class Block:
    """One fenced block of a page.

    Args:
        language: First word after the fence, such as ``"python"``.
        flags: The other words, such as ``"no-run"``.
        code: What stands between the fences, without their indentation.
        line: Number of its first line in the page, from 1.
    """

    language: str
    flags: tuple[str, ...]
    code: str
    line: int


def blocks(text: str) -> list[Block]:
    """Return the fenced blocks of a page, in order."""
    found: list[Block] = []
    opened: tuple[str, list[str], int] | None = None
    lines: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        fence = _FENCE.match(line)
        if opened is None:
            if fence and fence["info"].strip():
                opened = (fence["indent"], fence["info"].split(), number + 1)
                lines = []
        elif fence and not fence["info"].strip() and fence["indent"] == opened[0]:
            indent, (language, *flags), start = opened
            code = "\n".join(line.removeprefix(indent) for line in lines)
            found.append(Block(language, tuple(flags), code + "\n", start))
            opened = None
        else:
            lines.append(line)
    if opened is not None:
        raise ValueError(f"the block that opens before line {opened[2]} is not closed")
    return found


def pages() -> list[Path]:
    """Return README and every page under docs that has Python in it."""
    found = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [p for p in found if p.exists() and "```py" in p.read_text("utf-8")]
