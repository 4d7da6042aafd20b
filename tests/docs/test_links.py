"""Every relative link of the documentation leads somewhere."""

import re
from pathlib import Path

import pytest

from .pages import ROOT

PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
PAGES += sorted((ROOT / "benchmarks").glob("*.md"))
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    """Return what ``#`` can name on a page, as common hosts make it from headings."""
    headings = re.findall(r"^#+ (.*)$", _FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    words = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {word.strip().replace(" ", "-") for word in words}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """A link to a file of the project finds it, and the heading it names."""
    for link in _LINK.findall(_FENCE.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


def test_what_is_to_be_installed_is_there() -> None:
    """No page installs the library by a name: it stands on no index, a copy is what one has."""
    examples = sorted((ROOT / "examples").rglob("*.py"))
    for page in (*PAGES, *examples):
        found = re.findall(r"pip install (?:-\S+ )*['\"]?clientbook\b", page.read_text("utf-8"))
        assert not found, page


def test_every_page_is_listed_in_the_index_of_its_folder() -> None:
    """A page nobody links to is a page nobody reads."""
    for folder in sorted(p for p in (ROOT / "docs").iterdir() if p.is_dir()):
        pages = {p.name for p in folder.glob("*.md")} - {"README.md"}
        if pages:
            listed = set(_LINK.findall((folder / "README.md").read_text("utf-8")))
            assert pages <= listed, f"{folder.name}/README.md lacks {sorted(pages - listed)}"


def test_each_decision_has_a_number_of_its_own_that_its_title_bears() -> None:
    """A decision is cited by its number."""
    pages = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    numbers = [int(page.name[:4]) for page in pages]
    assert numbers == list(range(1, len(pages) + 1))
    for number, page in zip(numbers, pages, strict=True):
        assert page.read_text("utf-8").startswith(f"# {number}. ")
